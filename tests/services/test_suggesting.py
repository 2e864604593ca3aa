"""Suggested words: who may suggest, accept and decline, what happens to the text, and what is refused."""

import pytest

from factchecks.errors import NotAllowed, NotFound, Refused, Stale
from factchecks.models import Event, FactCheck, Suggestion, Thread
from factchecks.models.querysets import contributor_ids
from factchecks.services import checks, discussion, ledger, settling, suggesting
from factchecks.services.anchoring import About
from factchecks.states import Action, State
from tests.factories import make_check, move

STOOD, NEW = "Twelve stops were rebuilt.", "Eleven stops were rebuilt."


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def suggest(check, by, exact=STOOD, words=NEW, **more):
    return suggesting.suggest(check_id=check.pk, by=by, about=About(exact=exact), words=words, **more).thread


def now(check):
    return FactCheck.objects.get(pk=check.pk)


def accept(thread, by, seen=None):
    version = now(thread.factcheck).version if seen is None else seen
    return suggesting.accept(check_id=thread.factcheck_id, thread_id=thread.pk, by=by, seen_version=version)


def test_accepted_words_stand_in_the_text_and_the_thread_is_resolved(cast, check):
    thread = suggest(check, cast.ed, text="One stop is still closed.")
    accept(thread, cast.rita)
    assert NEW in now(check).body
    assert STOOD not in now(check).body
    assert Thread.objects.get().resolved_by == cast.rita
    assert Suggestion.objects.get().answer == "accepted"
    assert thread.comments.get().text == "One stop is still closed."


def test_it_is_a_save_like_any_other(cast, check):
    before = now(check)
    accept(suggest(check, cast.ed), cast.ines)
    assert now(check).version == before.version + 1
    assert now(check).digest != before.digest
    assert cast.ines.pk in contributor_ids(now(check))
    assert cast.ed.pk not in contributor_ids(now(check))
    assert Event.objects.filter(chain=ledger.chain_of(check), verb="words_accepted").get().actor == cast.ines.pk


def test_the_ledger_holds_no_words(cast, check):
    accept(suggest(check, cast.ed), cast.rita)
    told = "".join(str(event.details) for event in Event.objects.filter(chain=ledger.chain_of(check)))
    assert "stops" not in told


def test_declined_words_leave_the_text_as_it_is(cast, check):
    before = now(check).body
    suggesting.decline(thread_id=suggest(check, cast.ed).pk, by=cast.rita)
    assert now(check).body == before
    assert (Suggestion.objects.get().answer, Thread.objects.get().resolved_by) == ("declined", cast.rita)


def test_whoever_suggested_them_may_take_them_back(cast, check):
    suggesting.decline(thread_id=suggest(check, cast.cleo).pk, by=cast.cleo)
    assert Suggestion.objects.get().answer == "declined"


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_who_does_not_write_the_check_does_not_answer(cast, check, answer):
    move(check, Action.SUBMIT, cast.rita)
    thread = suggest(now(check), cast.ines)
    with pytest.raises((NotAllowed, Refused)):
        accept(thread, cast.rita) if answer == "accept" else suggesting.decline(thread_id=thread.pk, by=cast.rita)
    assert Suggestion.objects.get().answer == ""


@pytest.mark.parametrize("name", ["otto", "noor", "ada", "sue"])
def test_others_do_not_learn_that_it_is_there(cast, check, name):
    thread = suggest(check, cast.ed)
    with pytest.raises(NotFound):
        accept(thread, getattr(cast, name))
    with pytest.raises(NotFound):
        suggesting.decline(thread_id=thread.pk, by=getattr(cast, name))


def test_words_suggested_in_review_go_with_the_decision(cast):
    check = make_check(cast, State.REVIEW)
    thread = suggest(check, cast.ed)
    with pytest.raises(NotFound):
        accept(thread, cast.rita)
    move(check, Action.SEND_BACK, cast.ed, "See the words.")
    accept(thread, cast.rita)
    assert NEW in now(check).body


def test_over_a_text_that_moved_on_nothing_is_written(cast, check):
    thread, seen = suggest(check, cast.ed), now(check).version
    checks.save_text(check_id=check.pk, by=cast.ines, seen_version=seen, values={"standfirst": "Newer."})
    with pytest.raises(Stale):
        accept(thread, cast.rita, seen)
    assert (STOOD in now(check).body, Suggestion.objects.get().answer) == (True, "")


def test_words_that_are_gone_are_said_to_be_gone(cast, check):
    thread = suggest(check, cast.ed)
    body = now(check).body.replace(STOOD, "Ten.")
    checks.save_text(check_id=check.pk, by=cast.rita, seen_version=now(check).version, values={"body": body})
    with pytest.raises(Refused, match="by hand"):
        accept(thread, cast.rita)
    assert Suggestion.objects.get().answer == ""


@pytest.mark.parametrize(
    ("exact", "words", "sentence"),
    [
        ("", NEW, "Choose the words"),
        (STOOD, " ", "Write the words"),
        (STOOD, "x" * 501, "at most 500"),
        (STOOD, STOOD, "stand there already"),
        ("Forty stops", NEW, "not in the article"),
    ],
)
def test_what_cannot_be_suggested(cast, check, exact, words, sentence):
    with pytest.raises(Refused, match=sentence):
        suggest(check, cast.ed, exact=exact, words=words)
    assert not Thread.objects.exists()


def test_it_is_answered_once(cast, check):
    thread = suggest(check, cast.ed)
    accept(thread, cast.rita)
    for again in (lambda: accept(thread, cast.rita), lambda: suggesting.decline(thread_id=thread.pk, by=cast.rita)):
        with pytest.raises(Refused, match="answered already"):
            again()


def test_once_resolved_it_has_to_be_opened_again(cast, check):
    thread = suggest(check, cast.ed)
    settling.resolve(thread_id=thread.pk, by=cast.rita)
    with pytest.raises(Refused, match="Open it again"):
        accept(thread, cast.rita)
    settling.reopen(thread_id=thread.pk, by=cast.rita)
    accept(thread, cast.rita)
    assert NEW in now(check).body


def test_a_comment_is_no_suggestion(cast, check):
    thread = discussion.start(check_id=check.pk, by=cast.ed, text="Since when?").thread
    with pytest.raises(NotAllowed, match="No other words"):
        accept(thread, cast.rita)
