"""Why a claim was chosen: written in the form of the claim, shown to the newsroom, beside what readers see."""

import pytest

from factchecks.models import Contribution, FactCheck
from factchecks.models.content import content_of
from factchecks.states import Action, State
from tests.factories import CLAIM, make_check, move

WHY = "Heard by 4,000 riders; two readers asked."


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def form(check, **more):
    seen = FactCheck.objects.get(pk=check.pk).version
    return {"version": seen, "text": CLAIM, "claimed_precision": "day", "claimant_name": "Dana Whitcombe"} | more


def edit(check):
    return f"/newsroom/checks/{check.pk}/claim/"


def test_it_is_saved_and_shown_in_the_workspace(check, cast, as_):
    answer = as_(cast.rita).post(edit(check), form(check, rationale=WHY))
    assert answer.status_code == 302
    assert check.claims.get().rationale == WHY
    assert WHY in as_(cast.rita).get(answer.headers["Location"]).text
    assert WHY in as_(cast.rita).get(edit(check)).text


def test_more_than_600_characters_are_refused_and_kept(check, cast, as_):
    answer = as_(cast.rita).post(edit(check), form(check, rationale="x" * 601))
    assert (answer.status_code, check.claims.get().rationale) == (422, "")
    assert "x" * 601 in answer.text


def test_a_late_form_shows_both(check, cast, as_):
    late = form(check, rationale="Mine.")
    as_(cast.rita).post(edit(check), form(check, rationale="Hers."))
    answer = as_(cast.ines).post(edit(check), late)
    assert answer.status_code == 409
    assert "Mine." in answer.text
    assert "Hers." in answer.text


def test_a_further_claim_has_its_own(check, cast, as_):
    as_(cast.rita).post(f"/newsroom/checks/{check.pk}/claims/new/", form(check, text="Every bus.", rationale=WHY))
    assert [one.rationale for one in check.claims.all()] == ["", WHY]
    assert WHY in as_(cast.rita).get(f"/newsroom/checks/{check.pk}/").text


def test_it_stands_beside_the_content_and_its_digest(check, cast, as_):
    """Who writes it alone has changed nothing that readers will see."""
    place = check.claims.get().place
    before, digest = content_of(check), check.digest
    as_(cast.ines).post(edit(check), form(check, rationale=WHY, place=place, headline=check.headline))
    after = FactCheck.objects.get(pk=check.pk)
    assert (content_of(after), after.digest) == (before, digest)
    assert not Contribution.objects.filter(factcheck=check, user=cast.ines).exists()


def test_readers_never_see_it(check, cast, as_, client):
    as_(cast.rita).post(edit(check), form(check, rationale=WHY, headline="Step-free?"))
    for action, by in ((Action.SUBMIT, cast.rita), (Action.APPROVE, cast.ed), (Action.PUBLISH, cast.ed)):
        check = move(check, action, by)
    assert WHY not in client.get(f"/checks/{check.slug}/").text
    assert WHY not in client.get("/feeds/claimreview.jsonl").getvalue().decode()
