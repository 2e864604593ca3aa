"""Settles threads of a discussion: resolves them, and opens them again."""

from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, Refused
from factchecks.models import FactCheck, Thread, User
from factchecks.models.facts import person_for
from factchecks.roles import Right
from factchecks.services import discussion, ledger


def may_resolve(*, thread: Thread, factcheck: FactCheck, by: User) -> bool:
    """Whoever started it, who writes the check, and its editors."""
    own = by.pk in (thread.started_by_id, factcheck.author_id, factcheck.assignee_id)
    return own or Right.REVIEW in person_for(by, factcheck).rights


def _resolvable(thread_id: int, by: User) -> Thread:
    thread = discussion.get_thread(thread_id=thread_id, by=by)
    if not may_resolve(thread=thread, factcheck=thread.factcheck, by=by):
        raise NotAllowed("This is for whoever started it, who writes the check, and editors of its desk.")
    if not thread.comments.filter(sent_at__isnull=False).exists():
        raise Refused("It is not sent yet. You can delete it.")
    return thread


@transaction.atomic
def resolve(*, thread_id: int, by: User) -> Thread:
    """Marks the thread as settled. Raises NotFound, NotAllowed, or Refused when it is resolved or not sent."""
    thread = _resolvable(thread_id, by)
    rows = Thread.objects.filter(pk=thread.pk, resolved_at__isnull=True)
    if not rows.update(resolved_at=timezone.now(), resolved_by=by):
        raise Refused("It is resolved already.")
    ledger.record(factcheck=thread.factcheck, verb="resolve", by=by, details={"thread": thread.pk})
    return thread


@transaction.atomic
def reopen(*, thread_id: int, by: User) -> Thread:
    """Opens a resolved thread again. Raises NotFound, NotAllowed, or Refused when it is open."""
    thread = _resolvable(thread_id, by)
    rows = Thread.objects.filter(pk=thread.pk, resolved_at__isnull=False)
    if not rows.update(resolved_at=None, resolved_by=None):
        raise Refused("It is open already.")
    ledger.record(factcheck=thread.factcheck, verb="reopen", by=by, details={"thread": thread.pk})
    return thread
