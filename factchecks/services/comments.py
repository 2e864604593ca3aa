"""One's own comments: changes one within ten minutes, deletes one that nobody has answered."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import Comment, Thread, User
from factchecks.services import discussion, ledger, mentions

# After this a comment is what others may have answered to.
EDIT_FOR = timedelta(minutes=10)


def may_edit(*, comment: Comment, by: User) -> bool:
    """One's own, until ten minutes after it was sent."""
    fresh = comment.sent_at is None or timezone.now() - comment.sent_at <= EDIT_FOR
    return comment.author_id == by.pk and fresh


def get_comment(*, comment_id: int, by: User) -> Comment:
    """The comment with its thread and check. Raises NotFound for what the person may not read."""
    comment = Comment.objects.shown_to(by).filter(pk=comment_id).first()
    if comment is None:
        raise NotFound(discussion.GONE)
    comment.thread = discussion.get_thread(thread_id=comment.thread_id, by=by)
    return comment


def _own(comment_id: int, by: User) -> Comment:
    comment = get_comment(comment_id=comment_id, by=by)
    if comment.author_id != by.pk:
        raise NotAllowed("Only the person who wrote a comment can change or delete it.")
    return comment


@transaction.atomic
def edit(*, comment_id: int, by: User, text: str) -> Comment:
    """Changes its words and whom it names. Raises NotFound, NotAllowed, or Refused: no words, or too late."""
    comment, words = _own(comment_id, by), discussion.worded(text=text)
    if not may_edit(comment=comment, by=by):
        raise Refused("Ten minutes have passed. Write a reply instead.")
    thread, factcheck = comment.thread, comment.thread.factcheck
    comment.text, comment.edited_at = words, timezone.now()
    comment.save(update_fields=["text", "edited_at"])
    comment.mentions.set(mentions.named(text=words, factcheck=factcheck, source=thread.source, writer=by))
    if comment.sent_at:
        ledger.record(factcheck=factcheck, verb="edit_comment", by=by, details={"comments": [comment.pk]})
    return comment


@transaction.atomic
def delete(*, comment_id: int, by: User) -> Thread:
    """Deletes it, and its thread when it was the only one. Raises NotFound, NotAllowed, or Refused once answered."""
    comment = _own(comment_id, by)
    thread, sent = comment.thread, comment.sent_at is not None
    if thread.comments.filter(pk__gt=comment_id).exists():
        raise Refused("It has been answered, so it stays.")
    comment.delete()
    if not thread.comments.exists():
        Thread.objects.filter(pk=thread.pk).delete()
    if sent:
        ledger.record(factcheck=thread.factcheck, verb="remove_comment", by=by, details={"comments": [comment_id]})
    return thread
