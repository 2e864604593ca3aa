"""Opens the check behind a preview link, counts that, and tells the ledger once an hour."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from factchecks.errors import NotFound
from factchecks.models import PreviewLink
from factchecks.services import access, ledger, previewlinks

# The ledger need not know how often a page was loaded again.
RECORDED_EVERY = timedelta(hours=1)


def found(*, token: str) -> PreviewLink:
    """The link behind a token, with its check as whoever made it may read it now.

    Raises NotFound for a token that is wrong, expired or revoked: one question, whichever it is. Also when that person
    could not make the link any more: it is no way around what was decided since.
    """
    rows = PreviewLink.objects.standing().select_related("made_by")
    link = rows.filter(token_hash=previewlinks.hashed(token=token)).first()
    if link is None:
        raise NotFound(previewlinks.GONE)
    link.factcheck = access.get_check(check_id=link.factcheck_id, by=link.made_by)
    if previewlinks.why_not(factcheck=link.factcheck, by=link.made_by):
        raise NotFound(previewlinks.GONE)
    return link


def opened(*, token: str) -> PreviewLink:
    """As `found`; counts the opening, and records one an hour in the ledger, without a word on who it was."""
    link, now = found(token=token), timezone.now()
    PreviewLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, last_opened_at=now)
    _record(link, now)
    return link


@transaction.atomic
def _record(link: PreviewLink, now: datetime) -> None:
    due = Q(recorded_at__isnull=True) | Q(recorded_at__lte=now - RECORDED_EVERY)
    # Of two openings at one moment the row lets only one through.
    if PreviewLink.objects.filter(due, pk=link.pk).update(recorded_at=now):
        ledger.record(factcheck=link.factcheck, verb="open_preview_link", by=None, details={"link": link.pk})
