"""Several claims in the browser's hands: adding, editing, late forms, and what is listed where."""

import pytest

from factchecks.models import Claim, FactCheck, Verdict
from factchecks.services import claims
from factchecks.states import Action, State
from tests.factories import make_check, move
from tests.pages.typed import queries

FORM = {"claimed_precision": "day", "claimant_name": "Dana Whitcombe", "place": "Market square"}


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


@pytest.fixture
def rita_page(cast, as_):
    return as_(cast.rita)


def form(check, text="Every bus has a ramp.", **more):
    return FORM | {"version": FactCheck.objects.get(pk=check.pk).version, "text": text} | more


def at(check, *rest):
    return "/".join(["", "newsroom", "checks", str(check.pk), "claims", *map(str, rest), ""])


def add(check, cast, **more):
    values = {"text": "Every bus has a ramp.", "claimant_name": "Dana Whitcombe"} | more
    seen = FactCheck.objects.get(pk=check.pk).version
    return claims.add(check_id=check.pk, by=cast.rita, seen_version=seen, values=values)


def test_a_claim_is_added_with_its_verdict_and_listed(check, rita_page):
    answer = rita_page.post(at(check, "new"), form(check, verdict="false", explanation="Two have none."))
    assert answer.status_code == 302
    claim = check.claims.last()
    assert (claim.order, claim.verdict.slug, claim.explanation) == (1, "false", "Two have none.")
    page = rita_page.get(answer.headers["Location"]).content.decode()
    assert "Every bus has a ramp." in page
    assert f'value="claim-remove:{claim.pk}"' in page


def test_a_claim_without_words_is_refused_at_the_field(check, rita_page):
    answer = rita_page.post(at(check, "new"), form(check, text="", context="Kept."))
    assert answer.status_code == 422
    assert "Kept." in answer.content.decode()
    assert check.claims.count() == 1


def test_a_further_claim_is_edited_and_a_retired_verdict_stays(check, cast, rita_page):
    verdict = Verdict.objects.get(slug="false")
    claim = add(check, cast, verdict=verdict)
    Verdict.objects.filter(pk=verdict.pk).update(retired=True, word="Wrong")
    assert 'value="false" selected' in rita_page.get(at(check, claim.pk)).content.decode()
    rita_page.post(at(check, claim.pk), form(check, text="Most have one.", verdict="false"))
    claim.refresh_from_db()
    assert (claim.text, claim.verdict, claim.verdict_word) == ("Most have one.", verdict, "False")


def test_the_first_claim_has_the_form_with_headline_and_topics(check, rita_page):
    answer = rita_page.get(at(check, check.claims.get().pk))
    assert 'name="headline"' in answer.content.decode()


def test_a_late_form_comes_back_with_both_texts(check, cast, as_):
    claim = add(check, cast)
    mine = form(check, text="My words", explanation="My reason")
    as_(cast.ines).post(at(check, claim.pk), form(check, text="Their words"))
    answer = as_(cast.rita).post(at(check, claim.pk), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("My words", "Their words", "My reason"))
    assert as_(cast.rita).post(at(check, "new"), mine).status_code == 409


def test_who_may_not_write_it_finds_no_form(check, cast, as_):
    claim = add(check, cast)
    for rest in (("new",), (claim.pk,)):
        assert as_(cast.otto).post(at(check, *rest), form(check)).status_code == 404
    assert as_(cast.rita).post(at(check, claim.pk + 1), form(check)).status_code == 404


def test_what_a_further_claim_lacks_is_fixed_on_its_page(check, cast, rita_page):
    claim = add(check, cast)
    page = rita_page.get(f"/newsroom/checks/{check.pk}/").content.decode()
    assert "Propose a verdict for claim 2." in page
    assert f"{at(check, claim.pk)}#id_verdict" in page


def test_the_workspace_asks_the_same_of_one_claim_and_of_ten(check, rita_page):
    address = f"/newsroom/checks/{check.pk}/"
    few = queries(lambda: rita_page.get(address))
    Claim.objects.bulk_create([Claim(factcheck=check, order=number, text="More.") for number in range(1, 10)])
    assert queries(lambda: rita_page.get(address)) == few <= 20


def test_the_review_shows_every_claim_with_its_verdict(check, cast, as_):
    add(check, cast, verdict=Verdict.objects.get(slug="false"), explanation="Two have none.", place="Market square")
    move(check, Action.SUBMIT, cast.rita)
    page = as_(cast.ed).get(f"/newsroom/checks/{check.pk}/review/").content.decode()
    assert page.count("Every bus has a ramp.") == 2
    assert "Two have none." in page
