"""The discussion of a check: starts threads, replies; keeps a reviewer's comments until the decision.

Whoever may read a check may comment on it. The ledger holds ids only: the words are personal data.
"""

from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotFound, Refused
from factchecks.models import Comment, FactCheck, Thread, User
from factchecks.models.discussion import TEXT_MAX
from factchecks.models.facts import facts_of, person_for
from factchecks.policy import offered
from factchecks.services import access, ledger, mentions
from factchecks.services.anchoring import WHOLE, About, anchor_of, source_of
from factchecks.states import Action

GONE = "There is no such comment, or you may not read it."


def held_back(*, factcheck: FactCheck, by: User) -> bool:
    """Whether what this person writes now goes with their decision: they may decide, and have not."""
    facts, who = facts_of(factcheck), person_for(by, factcheck)
    waiting = facts.round_open and not facts.approved and who.id not in facts.approver_ids
    return waiting and offered(facts, Action.SEND_BACK, who)


def get_thread(*, thread_id: int, by: User) -> Thread:
    """The thread with its check. Raises NotFound for what the person may not read."""
    check_id = Thread.objects.filter(pk=thread_id).values_list("factcheck_id", flat=True).first()
    if check_id is None:
        raise NotFound(GONE)
    factcheck = access.get_check(check_id=check_id, by=by)
    thread = Thread.objects.visible_to(by, factcheck).select_related("source").filter(pk=thread_id).first()
    if thread is None:
        raise NotFound(GONE)
    thread.factcheck = factcheck
    return thread


def worded(*, text: str) -> str:
    """The text of a comment. Raises Refused when it is empty or too long."""
    text = text.strip()
    if not text:
        raise Refused("Write the comment.")
    if len(text) > TEXT_MAX:
        raise Refused(f"Shorten the comment to {TEXT_MAX} characters; it has {len(text)}.")
    return text


def _write(thread: Thread, by: User, text: str) -> Comment:
    at, factcheck = timezone.now(), thread.factcheck
    sent_at = None if held_back(factcheck=factcheck, by=by) else at
    comment = Comment.objects.create(thread=thread, author=by, text=text, written_at=at, sent_at=sent_at)
    comment.mentions.set(mentions.named(text=text, factcheck=factcheck, source=thread.source, writer=by))
    if sent_at:
        _tell(factcheck, by, [comment.pk])
    return comment


def _tell(factcheck: FactCheck, by: User, comment_ids: list[int]) -> None:
    ledger.record(factcheck=factcheck, verb="comment", by=by, details={"comments": comment_ids})


@transaction.atomic
def start(*, check_id: int, by: User, text: str, about: About = WHOLE, blocking: bool = False) -> Comment:
    """A new thread with its first comment. `blocking`: it must be resolved before review and publishing.

    Raises NotFound, or Refused: no words, too many, words that are not in the article, a source that is not listed.
    """
    factcheck = access.get_check(check_id=check_id, by=by)
    words, anchor = worded(text=text), anchor_of(about=about, factcheck=factcheck)
    thread = Thread.objects.create(
        factcheck=factcheck,
        source=source_of(about=about, factcheck=factcheck, by=by),
        exact=anchor.exact,
        before=anchor.before,
        after=anchor.after,
        blocking=blocking,
        started_by=by,
        started_at=timezone.now(),
    )
    return _write(thread, by, words)


@transaction.atomic
def reply(*, thread_id: int, by: User, text: str) -> Comment:
    """One more comment in an open thread. Raises NotFound, or Refused once it is resolved."""
    thread = get_thread(thread_id=thread_id, by=by)
    if not thread.is_open:
        raise Refused("It is resolved. Open it again to write more.")
    return _write(thread, by, worded(text=text))


def send_drafts(*, factcheck: FactCheck, by: User) -> int:
    """Sends what the person has kept back in this check, as one event; how many comments. In their transaction."""
    ids = list(
        Comment.objects.filter(thread__factcheck=factcheck, author=by, sent_at=None).values_list("pk", flat=True)
    )
    if ids:
        Comment.objects.filter(pk__in=ids).update(sent_at=timezone.now())
        _tell(factcheck, by, ids)
    return len(ids)


@transaction.atomic
def send(*, check_id: int, by: User) -> int:
    """Sends what was kept back for a decision that somebody else has made. Raises Refused while one's own is open."""
    factcheck = access.get_check(check_id=check_id, by=by)
    if held_back(factcheck=factcheck, by=by):
        raise Refused("Your comments go with your decision.")
    return send_drafts(factcheck=factcheck, by=by)
