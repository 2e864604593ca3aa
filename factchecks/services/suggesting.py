"""Suggested words: suggests them in a thread, puts them into the article, or declines them."""

from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import Comment, Suggestion, SuggestionAnswer, Thread, User
from factchecks.models.discussion import EXACT_MAX
from factchecks.publishing.anchors import Anchor, single
from factchecks.publishing.replacing import replaced
from factchecks.services import access, checks, discussion, ledger
from factchecks.services.anchoring import About
from factchecks.states import Action

SAID = "I suggest other words."


@transaction.atomic
def suggest(*, check_id: int, by: User, about: About, words: str, text: str = "", blocking: bool = False) -> Comment:
    """A thread on words of the article with what should stand there; `text` is the reason, if one is given.

    Raises what `discussion.start` raises, and Refused without words, with too many, or with those that stand there.
    """
    words = single(words)
    if not single(about.exact):
        raise Refused("Choose the words of the article that you would change.")
    if not words or len(words) > EXACT_MAX:
        raise Refused(f"Write the words you suggest, at most {EXACT_MAX} characters.")
    if words == single(about.exact):
        raise Refused("These words stand there already.")
    said = text if text.strip() else SAID
    comment = discussion.start(check_id=check_id, by=by, text=said, about=about, blocking=blocking)
    Suggestion.objects.create(thread=comment.thread, words=words)
    return comment


@transaction.atomic
def accept(*, check_id: int, thread_id: int, by: User, seen_version: int) -> Thread:
    """Puts the words into the article by the same save as a person's own, and resolves the thread.

    Raises NotFound, NotAllowed, Stale, or Refused: answered already, or the words it is about are gone.
    """
    thread = discussion.get_thread(thread_id=thread_id, by=by)
    if thread.factcheck_id != check_id:
        raise NotFound(discussion.GONE)
    suggestion = _open(thread)
    anchor = Anchor(exact=thread.exact, before=thread.before, after=thread.after)
    body = replaced(thread.factcheck.body, anchor, suggestion.words)
    if body is None:
        raise Refused("The words it is about do not stand in one paragraph any more. Change the text by hand.")
    checks.save_text(check_id=check_id, by=by, seen_version=seen_version, values={"body": body})
    _answer(thread, suggestion, SuggestionAnswer.ACCEPTED, by)
    return thread


@transaction.atomic
def decline(*, thread_id: int, by: User) -> Thread:
    """Leaves the text as it is and resolves the thread. Raises NotFound, NotAllowed, or Refused: answered already."""
    thread = discussion.get_thread(thread_id=thread_id, by=by)
    suggestion = _open(thread)
    if by.pk != thread.started_by_id:
        access.demand(factcheck=thread.factcheck, action=Action.EDIT, by=by)
    _answer(thread, suggestion, SuggestionAnswer.DECLINED, by)
    return thread


def _open(thread: Thread) -> Suggestion:
    suggestion = Suggestion.objects.filter(thread=thread).first()
    if suggestion is None:
        raise NotAllowed("No other words are suggested here.")
    if suggestion.answer:
        raise Refused("It has been answered already.")
    if not thread.is_open:
        raise Refused("It is resolved. Open it again to answer.")
    if not thread.comments.filter(sent_at__isnull=False).exists():
        raise Refused("It is not sent yet. You can delete it.")
    return suggestion


def _answer(thread: Thread, suggestion: Suggestion, answer: SuggestionAnswer, by: User) -> None:
    """Of two answers at once one is written."""
    at = timezone.now()
    rows = Suggestion.objects.filter(pk=suggestion.pk, answer="")
    if not rows.update(answer=answer, answered_by=by, answered_at=at):
        raise Refused("It has been answered already.")
    Thread.objects.filter(pk=thread.pk, resolved_at__isnull=True).update(resolved_at=at, resolved_by=by)
    ledger.record(factcheck=thread.factcheck, verb=f"words_{answer}", by=by, details={"thread": thread.pk})
