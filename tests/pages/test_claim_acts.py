"""Up, Down and Remove of a claim in the workspace: what is typed there is saved by the same press, or shown again."""

import pytest
from django.test import RequestFactory

from factchecks.errors import Refused
from factchecks.models import Event, FactCheck, Verdict
from factchecks.services import checks, claims
from factchecks.services.access import get_check
from factchecks.states import State
from factchecks.views import claim_acts
from tests.factories import make_check

TYPED = "Typed just now."
LATE = "Another saved this first."


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


@pytest.fixture
def claim(check, cast):
    values = {"text": "Every bus has a ramp.", "verdict": Verdict.objects.get(slug="false"), "explanation": "Two not."}
    return claims.add(check_id=check.pk, by=cast.rita, seen_version=check.version, values=values)


@pytest.fixture
def rita(cast, as_):
    """Rita's browser."""
    return as_(cast.rita)


def article(check, **values):
    """The form of the workspace as it stands, and what was typed over it."""
    check.refresh_from_db()
    kept = {name: getattr(check, name) for name in ("headline", "standfirst", "body", "methodology")}
    first = check.claims.all()[0]
    chosen = {"verdict": first.verdict.slug, "explanation": first.explanation, "version": check.version}
    return kept | chosen | values


def press(client, check, claim, act, **values):
    form = article(check, **values) | {"then": f"claim-{act}:{claim.pk}"}
    return client.post(f"/newsroom/checks/{check.pk}/", form)


def order(check):
    return list(check.claims.values_list("pk", flat=True))


def last_saved(check):
    return FactCheck.objects.get(pk=check.pk).standfirst


@pytest.mark.parametrize("act", ["up", "down", "remove"])
def test_what_was_typed_is_saved_with_it(check, claim, rita, act):
    answer = press(rita, check, claim, act, standfirst=TYPED)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/newsroom/checks/{check.pk}/")
    assert last_saved(check) == TYPED


def test_up_then_down_puts_it_first_and_back(check, claim, rita):
    first = check.claims.all()[0]
    press(rita, check, claim, "up")
    assert order(check) == [claim.pk, first.pk]
    page = rita.get(f"/newsroom/checks/{check.pk}/").text
    assert "Moved up. The verdict of the first claim is the verdict of the check." in page
    press(rita, check, claim, "down")
    assert order(check) == [first.pk, claim.pk]


def test_the_verdict_and_its_reason_go_to_the_claim_they_were_typed_for(check, claim, rita):
    press(rita, check, claim, "up", verdict="true", explanation="All of them.")
    now_first, former = check.claims.all()
    assert (now_first.verdict.slug, now_first.explanation) == ("false", "Two not.")
    assert (former.verdict.slug, former.explanation) == ("true", "All of them.")


def test_removed_it_is_kept_in_a_version_that_has_what_was_typed(check, claim, rita):
    press(rita, check, claim, "remove", standfirst=TYPED)
    assert claim.pk not in order(check)
    kept = check.editions.get(name="Before removing claim 2").content["text"]
    assert (len(kept["claims"]), kept["standfirst"]) == (2, TYPED)
    assert Event.objects.filter(verb="remove_claim").count() == 1


def test_the_first_claim_stays_and_what_was_typed_is_saved(check, claim, rita):
    first = check.claims.all()[0]
    answer = press(rita, check, first, "remove", standfirst=TYPED)
    page = rita.get(answer.headers["Location"]).text
    assert "Move another claim to the first place before removing this one." in page
    assert (order(check), last_saved(check)) == ([first.pk, claim.pk], TYPED)


def test_a_note_for_the_reviewer_comes_back_once(check, claim, rita):
    answer = press(rita, check, claim, "up", note="Look at the ramps.")
    where = answer.headers["Location"]
    assert "Look at the ramps.</textarea>" in rita.get(where).text
    assert "Look at the ramps." not in rita.get(where).text


@pytest.mark.parametrize("act", ["up", "remove"])
def test_late_text_is_shown_beside_the_other_and_the_claims_stay(check, claim, cast, rita, act):
    before, late = order(check), article(check)["version"]
    checks.save_text(check_id=check.pk, by=cast.ines, seen_version=late, values={"standfirst": LATE})
    answer = press(rita, check, claim, act, standfirst=TYPED, version=late)
    assert answer.status_code == 409
    assert all(words in answer.text for words in (TYPED, LATE))
    assert order(check) == before
    # Saving the result does not do to a claim, which may have changed as well, what was asked before.
    assert "claim-" not in answer.text


def test_what_cannot_be_saved_is_shown_again_and_the_claims_stay(check, claim, rita):
    before = order(check)
    answer = press(rita, check, claim, "up", standfirst=TYPED, body="<p>See [[77]].</p>")
    assert answer.status_code == 422
    assert TYPED in answer.text
    assert order(check) == before


@pytest.mark.parametrize("then", ["claim-up:", "claim-up:x", f"claim-up:{'9' * 30}", "claim-sideways:1", "claim-up:0"])
def test_a_claim_that_is_none_of_the_check_is_not_found(check, rita, then):
    assert rita.post(f"/newsroom/checks/{check.pk}/", article(check, then=then)).status_code == 404


def test_of_a_check_that_one_may_not_see_nothing_is_told(check, claim, cast, as_):
    before = order(check)
    assert press(as_(cast.otto), check, claim, "up", standfirst=TYPED).status_code == 404
    assert (order(check), last_saved(check)) == (before, "Nine of 54 are not.")


def test_a_colleague_who_saves_between_the_text_and_the_move_is_told_of(check, claim, cast):
    seen = get_check(check_id=check.pk, by=cast.rita)
    before = order(check)
    checks.save_text(check_id=check.pk, by=cast.ines, seen_version=seen.version, values={"standfirst": LATE})
    request = RequestFactory().post("/")
    request.user = cast.rita
    with pytest.raises(Refused, match="What you typed is saved"):
        claim_acts.act(request, seen, f"claim-up:{claim.pk}")
    assert order(check) == before
