"""Makes editions: the full content, kept for good, at an event."""

from typing import Any

from django.db.models import Max
from django.utils import timezone

from factchecks.models import Edition, EditionReason, FactCheck, User
from factchecks.models.content import Content, digest_of


def next_number(factcheck: FactCheck) -> int:
    """The number of the check's next edition; no query for a check that `access` loaded."""
    if not hasattr(factcheck, "last_edition"):
        factcheck.last_edition = factcheck.editions.aggregate(last=Max("number"))["last"]  # type: ignore[attr-defined]
    return (factcheck.last_edition or 0) + 1  # type: ignore[attr-defined]


def make(*, factcheck: FactCheck, content: Content, reason: EditionReason, by: User, **rendered: Any) -> Edition:
    """An edition of the content, with the next number. Runs in the transaction that read the content.

    `rendered`: what readers get of it (`html`, `claim_review`, `event_hash`), when it is published.
    """
    edition = Edition.objects.create(
        factcheck=factcheck,
        number=next_number(factcheck),
        reason=reason,
        digest=digest_of(content),
        content=content,
        made_by=by,
        made_at=timezone.now(),
        **rendered,
    )
    factcheck.last_edition = edition.number  # type: ignore[attr-defined]
    return edition
