"""Makes editions: the full content, kept for good, at an event."""

from django.db.models import Max
from django.utils import timezone

from factchecks.models import Edition, EditionReason, FactCheck, User
from factchecks.models.content import Content, digest_of


def make(*, factcheck: FactCheck, content: Content, reason: EditionReason, by: User) -> Edition:
    """An edition of the content, with the next number. Runs in the transaction that read the content."""
    last = factcheck.editions.aggregate(last=Max("number"))["last"] or 0
    return Edition.objects.create(
        factcheck=factcheck,
        number=last + 1,
        reason=reason,
        digest=digest_of(content),
        content=content,
        made_by=by,
        made_at=timezone.now(),
    )
