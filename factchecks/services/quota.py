"""How much may be kept: so many bytes in one check, and so many that one person adds within a day."""

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.utils import timezone

from factchecks.errors import Refused
from factchecks.files.errors import plain_size
from factchecks.models import Attachment, FactCheck, User

A_DAY = timedelta(hours=24)


def _bytes(rows: QuerySet[Attachment]) -> int:
    return rows.order_by().aggregate(sum=Sum("size"))["sum"] or 0


def demand_room(*, factcheck: FactCheck, size: int, by: User) -> None:
    """Raises Refused when `size` bytes more would be too many for the check, or for this person today.

    A file that was removed no longer counts in its check. It counts for its person all the same: its bytes are
    kept as evidence, so who adds and removes by turns would fill the disk.
    """
    if _bytes(factcheck.attachments.filter(removed_at__isnull=True)) + size > settings.UPLOAD_QUOTA_PER_CHECK:
        limit = plain_size(settings.UPLOAD_QUOTA_PER_CHECK)
        raise Refused(f"The files of this check would be larger than {limit} together. Remove one first.")
    lately = Attachment.objects.filter(uploaded_by=by, uploaded_at__gt=timezone.now() - A_DAY)
    if _bytes(lately) + size > settings.UPLOAD_QUOTA_PER_PERSON:
        limit = plain_size(settings.UPLOAD_QUOTA_PER_PERSON)
        raise Refused(f"One person may add {limit} of files in 24 hours, and this one would be more. Try it tomorrow.")


def wait_for_turn(*, check_id: int, by: User) -> None:
    """Until the end of the transaction nobody else adds to this check or as this person: what has room keeps it."""
    for row in (User.objects.filter(pk=by.pk), FactCheck.objects.filter(pk=check_id)):
        row.order_by().select_for_update(no_key=True).values_list("pk").first()
