"""The discussion of a check: threads on a passage, on a source or on the whole, and the comments in them."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from factchecks.models.check import FactCheck
from factchecks.models.querysets import may_read_confidential
from factchecks.models.source import Source
from factchecks.models.user import User

# Characters: of the words a thread is anchored to, of the text kept on each side of them, and of one comment.
EXACT_MAX = 500
CONTEXT_MAX = 80
TEXT_MAX = 2000


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments."""

    def shown_to(self, user: User | AnonymousUser) -> Self:
        """What was sent, and the person's own that was not."""
        return self.filter(Q(sent_at__isnull=False) | Q(author_id=user.pk))

    def asking(self, user: User) -> Self:
        """Sent comments in open threads that name the person, who has not written there since."""
        answered = Comment.objects.filter(thread=OuterRef("thread"), author=user, pk__gt=OuterRef("pk"))
        asked = self.filter(mentions=user, sent_at__isnull=False, thread__resolved_at__isnull=True)
        return asked.exclude(Exists(answered))


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads."""

    def visible_to(self, user: User | AnonymousUser, factcheck: FactCheck) -> Self:
        """Threads of one check that its reader may see: with something to read, and on no source kept from them."""
        shown = Comment.objects.shown_to(user).filter(thread=OuterRef("pk"))
        found = self.filter(Exists(shown), factcheck=factcheck)
        return found if may_read_confidential(user, factcheck) else found.exclude(source__confidential=True)

    def with_comments(self, user: User | AnonymousUser) -> Self:
        """With the comments that the person may read, their authors and whom they name: three queries in all."""
        comments = Comment.objects.shown_to(user).select_related("author").prefetch_related("mentions")
        found = self.select_related("source", "started_by", "resolved_by", "suggestion__answered_by")
        return found.prefetch_related(Prefetch("comments", comments, to_attr="shown"))


class Thread(models.Model):
    """A conversation. Without `source` and `exact` it is about the whole check.

    `exact` holds words of the article as plain text; `before` and `after` tell which of several places is meant.
    """

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="threads")
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.CASCADE, related_name="threads")
    exact = models.TextField(max_length=EXACT_MAX, blank=True)
    before = models.CharField(max_length=CONTEXT_MAX, blank=True)
    after = models.CharField(max_length=CONTEXT_MAX, blank=True)
    blocking = models.BooleanField(default=False, db_default=False)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(source__isnull=True) | Q(exact=""),
                name="thread_on_one_thing",
                violation_error_message="A thread is about a passage, a source, or the whole check.",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="thread_resolved_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"Thread {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has resolved it."""
        return self.resolved_at is None


class Comment(models.Model):
    """What one person wrote. `sent_at` is empty while only its author may read it: it goes with the decision."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=TEXT_MAX)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    mentions: "models.ManyToManyField[User, Any]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"Comment {self.pk}"
