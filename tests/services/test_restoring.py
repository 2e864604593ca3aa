"""Restoring a version: which texts come back, what is kept first, what is gone, and when it is refused."""

import pytest

from factchecks.errors import NotFound, Refused, Stale
from factchecks.models import Contribution, Event, FactCheck, Source, Verdict
from factchecks.models.facts import primary_claim
from factchecks.services import appearances, checks, claims, ledger, restoring, sources
from factchecks.states import Action, State
from tests.factories import BODY, make_check, move
from tests.services.test_versions import name, write

CITED = '<p>It is so.<cite data-source="{}">1</cite></p>'


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def restore(check, by, number=1):
    check.refresh_from_db()
    return restoring.restore(check_id=check.pk, number=number, by=by, seen_version=check.version)


def rewrite(check, by):
    """Every text another one."""
    texts = {"headline": "H", "standfirst": "S", "body": "<p>B</p>", "methodology": "M"}
    check = write(check, by, **texts)
    words = {"text": "Other words.", "short": "Other", "context": "C"}
    check = checks.save_claim(check_id=check.pk, by=by, seen_version=check.version, values=words)
    verdict = Verdict.objects.get(slug="false")
    return checks.propose_verdict(
        check_id=check.pk, by=by, seen_version=check.version, verdict=verdict, explanation="E"
    )


def test_the_texts_the_claim_and_the_verdict_come_back(cast, check):
    old = name(check, cast.rita)
    rewrite(check, cast.rita)
    done = restore(check, cast.rita)
    assert name(done.factcheck, cast.rita).content["text"] == old.content["text"]
    claim = primary_claim(done.factcheck)
    assert (claim.verdict.slug, claim.explanation) == ("misleading", "Most stops are, but nine are not.")
    assert done.gone == ()


def test_the_digest_is_that_of_the_old_text_again(cast, check):
    old = name(check, cast.rita)
    rewrite(check, cast.rita)
    restore(check, cast.rita)
    check.refresh_from_db()
    assert check.digest == old.digest


def test_what_stood_there_is_kept_and_can_be_restored_in_turn(cast, check):
    name(check, cast.rita)
    present = name(rewrite(check, cast.rita), cast.rita).content["text"]
    done = restore(check, cast.rita)
    assert (done.kept.number, done.kept.name) == (3, "Before restoring version 1")
    assert done.kept.content["text"] == present
    back = restore(check, cast.rita, done.kept.number)
    assert name(back.factcheck, cast.rita).content["text"] == present


def test_it_is_told_in_the_ledger(cast, check):
    edition = name(check, cast.rita)
    done = restore(check, cast.rita)
    events = Event.objects.filter(chain=ledger.chain_of(check)).order_by("-seq")
    assert [event.verb for event in events[:3]] == ["restore_version", "name_version", "name_version"]
    assert events[0].details == {"edition": edition.pk, "kept": done.kept.pk}
    assert list(ledger.faults()) == []


def test_who_restores_is_a_contributor_from_then_on(cast, check):
    name(check, cast.rita)
    write(check, cast.rita, headline="Another headline")
    restore(check, cast.ines)
    assert Contribution.objects.filter(factcheck=check, user=cast.ines).exists()


def test_who_restores_what_is_there_already_contributes_nothing(cast, check):
    name(check, cast.rita)
    restore(check, cast.ines)
    assert not Contribution.objects.filter(factcheck=check, user=cast.ines).exists()


def test_the_version_rises_so_that_an_open_form_becomes_stale(cast, check):
    name(check, cast.rita)
    check.refresh_from_db()
    assert restore(check, cast.rita).factcheck.version > check.version


def test_it_is_refused_once_somebody_saved_and_nothing_is_kept(cast, check):
    name(check, cast.rita)
    seen = check.version
    write(check, cast.ines, headline="Another headline")
    with pytest.raises(Stale):
        restoring.restore(check_id=check.pk, number=1, by=cast.rita, seen_version=seen)
    assert check.editions.count() == 1


@pytest.mark.parametrize("who", ["otto", "noor", "ada", "sue"])
def test_for_others_there_is_no_such_check(cast, check, who):
    name(check, cast.rita)
    with pytest.raises(NotFound):
        restore(check, getattr(cast, who))


def test_a_number_that_does_not_exist_is_not_found(cast, check):
    with pytest.raises(NotFound):
        restore(check, cast.rita, 7)


@pytest.mark.parametrize("state", [State.REVIEW, State.PUBLISHED])
def test_a_locked_text_cannot_be_restored(cast, state):
    with pytest.raises(Refused):
        restore(make_check(cast, state), cast.rita)


def test_what_was_submitted_can_be_restored_after_it_came_back(cast, check):
    move(check, Action.SUBMIT, cast.rita)
    move(check, Action.SEND_BACK, cast.ed, "Since when?")
    write(check, cast.rita, body="<p>Nothing left.</p>")
    assert restore(check, cast.rita).factcheck.body == BODY


def test_sources_stay_as_they_are_now(cast, check):
    name(check, cast.rita)
    added = sources.add_described(check_id=check.pk, title="Call", description="With the office.", by=cast.rita)
    restore(check, cast.rita)
    assert check.sources.current().filter(pk=added.pk).exists()


def cited(check, by):
    """The first source, cited in a version, then taken off."""
    source = check.sources.current().first()
    write(check, by, body=CITED.format(source.pk))
    name(check, by)
    write(check, by, body=BODY)
    return source


def test_a_source_that_was_removed_is_said_and_its_citation_counted(cast, check):
    source = cited(check, cast.rita)
    sources.remove(source_id=source.pk, by=cast.rita)
    done = restore(check, cast.rita)
    assert len(done.gone) == 1
    assert "council.example.org" in done.gone[0]
    check.refresh_from_db()
    assert check.unknown_citations == 1


def test_a_source_that_became_confidential_is_named_only_to_those_who_may_read_it(cast, check):
    source = cited(check, cast.rita)
    Source.objects.filter(pk=source.pk).update(confidential=True)
    assert "1 that cannot be named" in restore(check, cast.ines).gone[0]
    assert "council.example.org" in restore(check, cast.rita).gone[0]


@pytest.mark.parametrize("how", [{"retired": True}, {"slug": "another"}])
def test_a_verdict_that_is_gone_is_said_and_the_present_one_stays(cast, check, how):
    name(check, cast.rita)
    rewrite(check, cast.rita)
    Verdict.objects.filter(slug="misleading").update(**how)
    done = restore(check, cast.rita)
    assert done.gone == ("The verdict “Misleading” is not on the scale any more. The one that is proposed now stays.",)
    claim = primary_claim(done.factcheck)
    assert (claim.verdict.slug, claim.explanation) == ("false", "Most stops are, but nine are not.")


def test_a_version_without_a_verdict_takes_the_verdict_away(cast):
    check = make_check(cast)
    name(check, cast.rita)
    rewrite(check, cast.rita)
    assert primary_claim(restore(check, cast.rita).factcheck).verdict is None


def second(check, by, **values):
    """A further claim with a verdict."""
    check.refresh_from_db()
    rated = {"text": "Trams are free.", "verdict": Verdict.objects.get(slug="false"), "explanation": "They are not."}
    return claims.add(check_id=check.pk, by=by, seen_version=check.version, values=rated | values)


def remove(check, claim, by):
    check.refresh_from_db()
    return claims.remove(check_id=check.pk, claim_id=claim.pk, by=by, seen_version=check.version)


def test_a_claim_that_was_added_since_goes_and_stays_in_its_version(cast, check):
    old = name(check, cast.rita)
    added = second(check, cast.rita)
    check.refresh_from_db()
    claims.move(check_id=check.pk, claim_id=added.pk, by=cast.rita, seen_version=check.version, up=True)
    done = restore(check, cast.rita)
    assert done.gone == ("The claim “Trams are free.” goes; it stays in the version kept first.",)
    assert name(done.factcheck, cast.rita).content["text"] == old.content["text"]
    assert [one["text"] for one in done.kept.content["text"]["claims"]][0] == "Trams are free."


def test_undo_brings_it_back_with_its_verdict_and_its_place(cast, check):
    name(check, cast.rita)
    added = second(check, cast.rita)
    check.refresh_from_db()
    claims.move(check_id=check.pk, claim_id=added.pk, by=cast.rita, seen_version=check.version, up=True)
    before = name(check, cast.rita)
    done = restore(check, cast.rita)
    back = restore(check, cast.rita, done.kept.number)
    assert back.gone == ("The claim “Trams are free.” comes back.",)
    again = name(back.factcheck, cast.rita)
    assert (again.content["text"], again.digest) == (before.content["text"], before.digest)


def test_a_claim_that_was_removed_since_is_made_again_with_all_of_it(cast, check):
    facts = {"claimant_name": "Lena Abara", "claimant_role": "Mayor", "place": "A walk", "others": [("Tom Reyes", "")]}
    added = second(check, cast.rita, **facts)
    row = {"url": "https://radio.example.org/a", "title": "Radio", "timecode": "12:30", "is_first": True}
    check.refresh_from_db()
    place = {"values": row | {"seen_on": None, "source": None}, "seen_version": check.version}
    appearances.add(check_id=check.pk, claim_id=added.pk, by=cast.rita, **place)
    check.refresh_from_db()
    old = name(check, cast.rita)
    remove(check, added, cast.rita)
    restore(check, cast.ines, old.number)
    check.refresh_from_db()
    assert (check.digest, name(check, cast.rita).content["text"]) == (old.digest, old.content["text"])
    assert Contribution.objects.filter(factcheck=check, user=cast.ines).exists()


def test_every_claim_is_written_over_in_its_place(cast, check):
    added = second(check, cast.rita)
    check.refresh_from_db()
    old = name(check, cast.rita)
    change = {"text": "Trams cost little.", "verdict": Verdict.objects.get(slug="true"), "explanation": "They do."}
    claims.save(check_id=check.pk, claim_id=added.pk, by=cast.rita, seen_version=check.version, values=change)
    rewrite(FactCheck.objects.get(pk=check.pk), cast.rita)
    done = restore(check, cast.rita, old.number)
    assert name(done.factcheck, cast.rita).content["text"] == old.content["text"]


def test_a_claim_comes_back_without_a_verdict_that_is_gone(cast, check):
    added = second(check, cast.rita)
    old = name(FactCheck.objects.get(pk=check.pk), cast.rita)
    remove(check, added, cast.rita)
    Verdict.objects.filter(slug="false").update(retired=True)
    done = restore(check, cast.rita, old.number)
    assert done.gone[0] == "The verdict “False” is not on the scale any more. Its claim comes back without one."
    assert done.factcheck.claims.last().verdict is None


def test_a_place_in_a_source_that_became_confidential_comes_back_without_it(cast, check):
    added, source = second(check, cast.rita), check.sources.current().first()
    check.refresh_from_db()
    row = {"url": "", "title": "", "timecode": "", "is_first": False, "seen_on": None, "source": source.pk}
    seen = {"seen_version": check.version, "values": row}
    appearances.add(check_id=check.pk, claim_id=added.pk, by=cast.rita, **seen)
    old = name(FactCheck.objects.get(pk=check.pk), cast.rita)
    remove(check, added, cast.rita)
    Source.objects.filter(pk=source.pk).update(confidential=True)
    restore(check, cast.rita, old.number)
    assert check.claims.last().appearances.get().source is None


def test_restoring_everything_takes_at_most_forty_queries(cast, check, django_assert_max_num_queries):
    name(check, cast.rita)
    rewrite(check, cast.rita)
    check.refresh_from_db()
    with django_assert_max_num_queries(40):
        restoring.restore(check_id=check.pk, number=1, by=cast.rita, seen_version=check.version)
