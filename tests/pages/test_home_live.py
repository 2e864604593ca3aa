"""Home: the button that nudges, what is watched, and the address that tells an open page what changed."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Desk, Link, Nudge, aired
from factchecks.models.factrows import BROKEN
from factchecks.services import handover
from factchecks.states import Action, State
from tests.factories import move
from tests.pages.test_home import HOME, copies
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

LIVE = reverse("home_live")
HTMX = {"HX-Request": "true"}


def region(answer, name):
    return LexborHTMLParser(answer.content.decode()).css_first(f"#home-{name}")


def broken(check):
    Link.objects.filter(sources__factcheck=check).update(state=BROKEN[0])
    return check


def mark(client):
    return region(client.get(HOME), "head").attributes["data-mark"]


def test_a_wait_has_a_button_until_it_was_pressed(as_, cast):
    check, client = make_check(cast, State.REVIEW), as_(cast.rita)
    assert region(client.get(HOME), "waits").css_first("form").attributes["action"] == reverse("nudge", args=[check.pk])
    page = client.post(reverse("nudge", args=[check.pk]), follow=True)
    assert "Nudged. Their Home says that you wait." in page.content.decode()
    assert region(page, "waits").css("form") == []
    assert "You nudged" in region(page, "waits").text()
    assert "Rita nudged you" in region(as_(cast.ed).get(HOME), "now").text()


def test_a_second_nudge_is_refused_with_the_time(as_, cast):
    check, client = make_check(cast, State.REVIEW), as_(cast.rita)
    for _ in range(2):
        page = client.post(reverse("nudge", args=[check.pk]), follow=True)
    assert "You can again at" in page.content.decode()
    assert Nudge.objects.count() == 1


@pytest.mark.parametrize(("name", "status"), [("otto", 404), ("ada", 404), ("ines", 302)])
def test_a_forged_nudge_changes_nothing(as_, cast, name, status):
    check = make_check(cast, State.REVIEW)
    assert as_(getattr(cast, name)).post(reverse("nudge", args=[check.pk])).status_code == status
    assert not Nudge.objects.exists()


def test_the_first_of_two_approvers_and_the_author_see_that_one_has_approved(as_, cast):
    check = make_check(cast, State.REVIEW)
    Desk.objects.update(approvals_required=2)
    move(check, Action.APPROVE, cast.ed)
    for person in (cast.ed, cast.rita):
        assert "1 of 2 have approved. Cleo or Mo can decide" in region(as_(person).get(HOME), "waits").text()


def test_a_row_tells_who_handed_it_over_and_why(as_, cast):
    check = make_check(cast)
    terms = handover.Terms(note="The register is out.")
    handover.hand_over(check_id=check.pk, by=cast.rita, to=cast.ines, terms=terms)
    text = region(as_(cast.ines).get(HOME), "now").text()
    assert "Rita handed it over" in text
    assert "“The register is out.”" in text


def test_own_published_checks_with_broken_links_are_watched(as_, cast):
    check = broken(make_check(cast, State.PUBLISHED))
    for person in (cast.rita, cast.ed):
        watch = region(as_(person).get(HOME), "watch")
        assert "Two cited links do not answer" in watch.text()
        assert watch.css_first(".btn").attributes["href"] == reverse("workspace", args=[check.pk])
    assert "Nothing that you published needs a look." in region(as_(cast.ines).get(HOME), "watch").text()


def test_what_is_in_order_cites_its_copy_or_is_not_published_is_not_watched(cast):
    make_check(cast, State.PUBLISHED)
    broken(make_check(cast, State.RESEARCH))
    Link.objects.update(state="ok")
    assert aired.watched(cast.rita) == []
    copied = broken(make_check(cast, State.PUBLISHED))
    assert [check.broken for check in aired.watched(cast.rita) if check.pk == copied.pk] == [2]
    copied.sources.update(cite_copy=True)
    assert copied.pk not in [check.pk for check in aired.watched(cast.rita)]


def test_nothing_is_sent_while_nothing_changed(as_, cast):
    make_check(cast, State.REVIEW)
    client = as_(cast.ed)
    answer = client.get(LIVE, {"mark": mark(client)}, headers=HTMX)
    assert (answer.status_code, answer.content) == (204, b"")


def test_what_changed_comes_as_the_parts_of_the_page(as_, cast):
    client = as_(cast.ed)
    before = mark(client)
    make_check(cast, State.REVIEW)
    answer = client.get(LIVE, {"mark": before}, headers=HTMX)
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert "for a decision" in region(answer, "now").text()
    assert region(answer, "head").attributes["data-mark"] != before


def test_without_htmx_it_is_the_page(as_, cast):
    assert region(as_(cast.ed).get(LIVE), "now").css_first("h2").text() == "Do now"


def test_a_nudge_changes_the_mark_of_both(as_, cast):
    check, ed, rita = make_check(cast, State.REVIEW), as_(cast.ed), as_(cast.rita)
    before = mark(ed), mark(rita)
    rita.post(reverse("nudge", args=[check.pk]))
    assert (mark(ed) != before[0], mark(rita) != before[1]) == (True, True)


@pytest.mark.parametrize("many", [10, 1000])
@pytest.mark.parametrize("name", ["rita", "ed", "cleo"])
def test_asking_takes_at_most_twelve_queries(as_, cast, django_assert_max_num_queries, name, many):
    for state in (State.DRAFT, State.REVIEW):
        copies(make_check(cast, state), many)
    copies(broken(make_check(cast, State.REVIEW, by=cast.ed)), many)
    client = as_(getattr(cast, name))
    with django_assert_max_num_queries(12):
        assert client.get(LIVE, {"mark": "x"}, headers=HTMX).status_code == 200
