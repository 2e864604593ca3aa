"""New claim: what is recorded, what is refused and kept, and what may have been checked already."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from factchecks.models import FactCheck, Topic
from factchecks.search.claims import similar
from factchecks.states import State
from tests.factories import CLAIM
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

NEW, SIMILAR = reverse("check_new"), reverse("check_similar")


@pytest.fixture
def typed(cast):
    topic = Topic.objects.create(name="Transport", slug="transport")
    return {
        "text": "Fares have not risen for five years.",
        "claimant_name": "Lena Abara",
        "claimant_role": "Leader of the opposition",
        "claimed_on": "2026-11-18",
        "place": "Council session",
        "appearance_url": "https://council.example.org/18-november",
        "headline": "Have fares not risen?",
        "short": "Fares have not risen",
        "topics": [topic.pk],
        "reviewer_note": "It is on every poster.",
        "desk": cast.transport.pk,
        "due_at": "2026-12-01T17:00",
        "then": "open",
    }


def test_it_records_everything_that_was_typed(as_, cast, typed):
    answer = as_(cast.rita).post(NEW, typed)
    check = FactCheck.objects.get()
    claim = check.claims.get()
    assert answer.url == reverse("workspace", args=[check.pk])
    assert (check.author, check.state, check.headline) == (cast.rita, State.DRAFT, typed["headline"])
    assert (check.reviewer_note, check.due_at) == (typed["reviewer_note"], datetime(2026, 12, 1, 17, tzinfo=UTC))
    assert (claim.text, claim.claimant_name, claim.claimant_role) == (
        typed["text"],
        "Lena Abara",
        "Leader of the opposition",
    )
    assert (claim.claimed_on, claim.place, claim.short) == (date(2026, 11, 18), "Council session", typed["short"])
    assert claim.appearances.get().url == typed["appearance_url"]
    assert [topic.slug for topic in check.topics.all()] == ["transport"]


def test_only_the_words_of_the_claim_are_required(as_, cast):
    as_(cast.rita).post(NEW, {"text": "Something was said.", "desk": cast.transport.pk})
    check = FactCheck.objects.get()
    assert check.due_at is not None


def test_the_origin_may_be_unknown(as_, cast):
    as_(cast.rita).post(NEW, {"text": "A rumour.", "desk": cast.transport.pk, "origin_unknown": "on"})
    assert FactCheck.objects.get().claims.get().origin_unknown


def test_it_can_be_followed_by_another(as_, cast, typed):
    assert as_(cast.rita).post(NEW, typed | {"then": "another"}).url == NEW


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("text", " ", "Write down the claim, word for word."),
        ("appearance_url", "http://127.0.0.1/", "This address points"),
        ("appearance_url", "http://localhost/", "local network"),
        ("appearance_url", "ftp://council.example.org/", "Only http and https"),
        ("claimed_on", "18 of November", "Enter a valid date."),
        ("origin_unknown", "on", "not both"),
        ("desk", "999", "You do not write for this desk."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_everything_is_kept(as_, cast, typed, field, value, reason):
    page = as_(cast.rita).post(NEW, typed | {field: value}).content.decode()
    assert not FactCheck.objects.exists()
    assert page.count(reason) == 2
    assert 'aria-invalid="true"' in page
    assert "<title>Error: New claim" in page
    kept = set(typed) - {field, "topics", "desk", "then", "claimed_on", "due_at"}
    assert all(str(typed[name]) in page for name in kept)


def test_a_desk_of_others_cannot_be_chosen(as_, cast, typed):
    page = as_(cast.rita).post(NEW, typed | {"desk": cast.city.pk})
    assert "You do not write for this desk." in page.content.decode()
    assert not FactCheck.objects.exists()


def test_who_writes_for_no_desk_is_told_whom_to_ask(as_, cast, typed):
    client = as_(cast.ada)
    assert "You do not write for any desk" in client.get(NEW).content.decode()
    client.post(NEW, typed)
    assert not FactCheck.objects.exists()


def test_known_claimants_are_offered(as_, cast):
    make_check(cast)
    assert 'data-claimants="/newsroom/claimants/"' in as_(cast.rita).get(NEW).content.decode()
    found = as_(cast.rita).get("/newsroom/claimants/?q=whit").json()["claimants"]
    assert found == [{"name": "Dana Whitcombe", "job_title": "", "checks": 1}]


def test_alike_claims_are_found_and_others_not(cast):
    check = make_check(cast)
    (hit,) = similar("All tram stops of our city are step-free, and have been since the spring", cast.rita)
    assert (hit.check.pk, hit.claim.text) == (check.pk, CLAIM)
    assert 40 <= hit.percent <= 100
    assert similar("The harbour water was never so clean as in this summer", cast.rita) == []
    assert similar("tram stops", cast.rita) == []


def test_published_checks_come_first(cast):
    live, _ = make_check(cast, State.PUBLISHED), make_check(cast)
    assert similar(CLAIM, cast.rita)[0].check.pk == live.pk


def test_alike_claims_of_other_desks_stay_unknown(cast):
    make_check(cast)
    assert similar(CLAIM, cast.otto) == []


def test_the_fragment_lists_them_as_one_types(as_, cast):
    check = make_check(cast)
    answer = as_(cast.rita).get(SIMILAR, {"text": CLAIM}, headers={"HX-Request": "true"}).content.decode()
    assert check.number in answer
    assert "<html" not in answer


def test_without_script_the_fragment_is_the_whole_form_with_what_was_typed(as_, cast):
    make_check(cast)
    page = as_(cast.rita).get(SIMILAR, {"text": CLAIM, "place": "A public meeting"}).content.decode()
    assert "1 claim looks alike" in page
    assert "A public meeting" in page


def test_the_fragment_takes_few_queries(as_, cast, django_assert_max_num_queries):
    make_check(cast)
    client = as_(cast.rita)
    with django_assert_max_num_queries(6):
        client.get(SIMILAR, {"text": CLAIM}, headers={"HX-Request": "true"})
