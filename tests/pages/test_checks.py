"""The list of checks: what it finds, how it pages, what it costs."""

import pytest
from django.urls import reverse

from factchecks.models import FactCheck
from factchecks.models.paging import page_of
from factchecks.states import Action, State
from tests.factories import move
from tests.pages.test_home import copies
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

LIST = reverse("checks")


def rows(client, **params):
    return {check.pk for check in client.get(LIST, params).context["page"].rows}


@pytest.mark.parametrize("query", ["Step-free", "every TRAM", "Whitcombe", "step whitcombe"])
def test_it_finds_words_of_headline_claim_and_claimant(as_, cast, query):
    check = make_check(cast)
    assert rows(as_(cast.rita), q=query) == {check.pk}


def test_it_finds_a_number(as_, cast):
    check, _ = make_check(cast), make_check(cast)
    assert rows(as_(cast.rita), q=check.number) == {check.pk}
    assert rows(as_(cast.rita), q=str(check.pk)) == {check.pk}


@pytest.mark.parametrize("query", ["ferry", "%", "FC-99999999", "x" * 400])
def test_it_finds_nothing_where_there_is_nothing(as_, cast, query):
    make_check(cast)
    page = as_(cast.rita).get(LIST, {"q": query})
    assert page.status_code == 200


def test_filters_narrow_the_list(as_, cast):
    draft, review = make_check(cast), make_check(cast, State.REVIEW)
    client = as_(cast.ines)
    assert rows(client, state="draft") == {draft.pk}
    assert rows(client, state="review") == {review.pk}
    assert rows(client, desk="transport") == {draft.pk, review.pk}
    assert rows(client, desk="city") == set()
    assert rows(client, mine="true") == set()
    assert rows(as_(cast.rita), mine="true") == {draft.pk, review.pk}


def test_approved_is_a_label_and_a_filter(as_, cast):
    check = make_check(cast, State.REVIEW, approved=True)
    page = as_(cast.rita).get(LIST, {"state": "approved"})
    assert [row.pk for row in page.context["page"].rows] == [check.pk]
    assert "Review, approved" in page.content.decode()


def test_an_unknown_filter_value_is_ignored(as_, cast):
    check = make_check(cast)
    assert rows(as_(cast.rita), state="nonsense", page="oops") == {check.pk}


def test_checks_of_other_desks_are_not_in_it(as_, cast):
    make_check(cast)
    assert rows(as_(cast.otto)) == set()


def test_the_empty_list_says_which_filter_to_drop(as_, cast):
    make_check(cast)
    page = as_(cast.rita).get(LIST, {"q": "nothing like it", "state": "draft"})
    assert page.context["drop"].query == "?state=draft"
    assert "Drop the filter “nothing like it”" in page.content.decode()


def test_discarded_checks_are_apart_and_can_be_restored(as_, cast):
    check = move(make_check(cast), Action.DISCARD, cast.rita)
    client = as_(cast.rita)
    assert rows(client) == set()
    page = client.get(LIST, {"discarded": "true"})
    assert [row.pk for row in page.context["page"].rows] == [check.pk]
    client.post(reverse("check_do", args=[check.pk, "restore"]), {"version": page.context["page"].rows[0].version})
    assert rows(client) == {check.pk}


def test_pages_follow_each_other_without_gap_or_repeat(cast):
    copies(make_check(cast), 8)
    FactCheck.objects.update(updated_at=FactCheck.objects.first().updated_at)
    everything = FactCheck.objects.all()
    first = page_of(everything, "", size=4)
    second = page_of(everything, first.older, size=4)
    third = page_of(everything, second.older, size=4)
    ids = [row.pk for page in (first, second, third) for row in page.rows]
    assert ids == sorted(ids, reverse=True)
    assert len(set(ids)) == 9
    assert not third.older
    assert page_of(everything, third.newer, size=4).rows == second.rows
    assert page_of(everything, second.newer, size=4).newer == ""


def test_links_to_neighbouring_pages_keep_the_filters(as_, cast):
    copies(make_check(cast), 40)
    client = as_(cast.rita)
    first = client.get(LIST, {"state": "draft"})
    assert first.context["older"].startswith("?state=draft&page=o")
    assert len(client.get(LIST + first.context["older"]).context["page"].rows) == 11


@pytest.mark.parametrize("many", [10, 1000])
def test_the_list_takes_at_most_twelve_queries(as_, cast, django_assert_max_num_queries, many):
    copies(make_check(cast, State.REVIEW), many)
    client = as_(cast.ed)
    with django_assert_max_num_queries(12):
        client.get(LIST, {"q": "copy", "state": "review"})
    with django_assert_max_num_queries(12):
        client.get(LIST, {"q": "nothing", "state": "draft", "mine": "true", "desk": "city"})
