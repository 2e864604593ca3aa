"""The claims of a check: order, limits, the lock, what the rules ask of each, and that nothing is lost."""

import pytest

from factchecks.errors import NotFound, Refused, Stale
from factchecks.models import Claim, Edition, Event, FactCheck, Verdict
from factchecks.models.facts import facts_of
from factchecks.services import claims
from factchecks.services.access import get_check
from factchecks.states import Action, State
from tests.factories import make_check, move

WORDS = "Every bus has a ramp."


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def now(check):
    return FactCheck.objects.get(pk=check.pk).version


def add(check, cast, text=WORDS, **values):
    values = {"text": text, "claimant_name": "Dana Whitcombe", "place": "Market square"} | values
    return claims.add(check_id=check.pk, by=cast.rita, seen_version=now(check), values=values)


def shift(check, claim, cast, *, up):
    claims.move(check_id=check.pk, claim_id=claim.pk, by=cast.rita, seen_version=now(check), up=up)


def remove(check, claim, cast):
    claims.remove(check_id=check.pk, claim_id=claim.pk, by=cast.rita, seen_version=now(check))


def order(check):
    return [(one.order, one.text[:9]) for one in check.claims.all()]


def test_a_claim_is_added_after_the_others_with_its_own_verdict(check, cast):
    verdict = Verdict.objects.get(slug="false")
    claim = add(check, cast, verdict=verdict, explanation="Two have none.")
    claim.refresh_from_db()
    assert (claim.order, claim.text, claim.claimant.name) == (1, WORDS, "Dana Whitcombe")
    assert (claim.verdict_word, claim.verdict_definition) == (verdict.word, verdict.definition)
    assert check.claims.get(order=0).verdict.slug == "misleading"


def test_every_change_is_in_the_ledger_and_in_the_digest(check, cast):
    digests = [check.digest]
    claim = add(check, cast)
    digests.append(FactCheck.objects.get(pk=check.pk).digest)
    values = {"text": "Most buses have a ramp."}
    claims.save(check_id=check.pk, claim_id=claim.pk, by=cast.ines, seen_version=now(check), values=values)
    digests.append(FactCheck.objects.get(pk=check.pk).digest)
    shift(check, claim, cast, up=True)
    digests.append(FactCheck.objects.get(pk=check.pk).digest)
    assert len(set(digests)) == 4
    told = Event.objects.filter(target__contains=check.pk, verb__endswith="_claim").order_by("seq")
    assert [one.verb for one in told] == ["add_claim", "edit_claim", "move_claim"]
    assert all(one.details == {"claim": claim.pk} for one in told)
    assert check.contributions.filter(user=cast.ines).exists()


def test_moving_swaps_neighbours_and_stops_at_the_ends(check, cast):
    second, third = add(check, cast, "Second."), add(check, cast, "Third.")
    first = check.claims.get(order=0)
    shift(check, third, cast, up=True)
    assert [one.pk for one in check.claims.all()] == [first.pk, third.pk, second.pk]
    shift(check, third, cast, up=True)
    shift(check, third, cast, up=True)
    shift(check, second, cast, up=False)
    assert [(one.order, one.pk) for one in check.claims.all()] == [(0, third.pk), (1, first.pk), (2, second.pk)]


def test_a_removed_claim_stays_in_a_named_version_and_the_numbers_close_up(check, cast):
    second, _ = add(check, cast, "Second."), add(check, cast, "Third.")
    remove(check, second, cast)
    assert [number for number, _ in order(check)] == [0, 1]
    assert not Claim.objects.filter(pk=second.pk).exists()
    kept = Edition.objects.get(factcheck=check, name="Before removing claim 2")
    assert kept.content["text"]["claims"][1]["text"] == "Second."
    assert Event.objects.filter(verb="remove_claim", details={"claim": second.pk}).exists()


def test_the_first_one_is_removed_only_once_another_is_first(check, cast):
    first = check.claims.get()
    with pytest.raises(Refused, match="at least one claim"):
        remove(check, first, cast)
    second = add(check, cast)
    with pytest.raises(Refused, match="Move another claim to the first place"):
        remove(check, first, cast)
    shift(check, second, cast, up=True)
    remove(check, first, cast)
    assert [one.pk for one in check.claims.all()] == [second.pk]


def test_there_are_at_most_twenty_and_none_without_words(check, cast):
    with pytest.raises(Refused, match="word for word"):
        add(check, cast, "  ")
    Claim.objects.bulk_create([Claim(factcheck=check, order=number, text="More.") for number in range(1, 20)])
    with pytest.raises(Refused, match="at most 20"):
        add(check, cast)


def test_a_stale_change_is_refused_and_changes_nothing(check, cast):
    claim, seen = add(check, cast), now(check) - 1
    given = {"check_id": check.pk, "by": cast.rita, "seen_version": seen}
    before = order(check)
    for change in (
        lambda: claims.add(values={"text": "More."}, **given),
        lambda: claims.save(claim_id=claim.pk, values={"text": "Other."}, **given),
        lambda: claims.move(claim_id=claim.pk, up=True, **given),
        lambda: claims.remove(claim_id=claim.pk, **given),
    ):
        with pytest.raises(Stale):
            change()
    assert order(check) == before
    assert not check.editions.exists()


def test_who_may_not_write_changes_no_claim(check, cast):
    claim = add(check, cast)
    given = {"check_id": check.pk, "claim_id": claim.pk, "seen_version": now(check)}
    with pytest.raises(NotFound):
        claims.remove(by=cast.otto, **given)
    with pytest.raises(NotFound, match="no such claim"):
        claims.remove(by=cast.rita, **given | {"claim_id": claim.pk + 1})
    with pytest.raises(NotFound):
        claims.remove(by=cast.ada, **given)


def test_the_rules_ask_for_everything_of_every_claim(check, cast):
    claim = add(check, cast, verdict=None, claimant_name="")
    facts = facts_of(get_check(check_id=check.pk, by=cast.rita))
    assert (facts.lacking.verdict, facts.lacking.claimant, facts.lacking.words) == ((2,), (2,), ())
    with pytest.raises(Refused, match="Propose a verdict for claim 2."):
        move(check, Action.SUBMIT, cast.rita)
    values = {"verdict": Verdict.objects.get(slug="false"), "explanation": "No.", "claimant_name": "Dana"}
    claims.save(check_id=check.pk, claim_id=claim.pk, by=cast.rita, seen_version=now(check), values=values)
    assert move(check, Action.SUBMIT, cast.rita).state == State.REVIEW
