"""Tasks "does the verdict still hold?": opened by the watch, once a change and source; answered by people."""

import hashlib
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.links.standing import Alert as Told
from factchecks.links.status import LinkStatus
from factchecks.models import Alert, FactCheck, Link, Outcome, Source, User
from factchecks.models.facts import person_for
from factchecks.publishing import shared
from factchecks.roles import Right
from factchecks.services import access, ledger

# Those who may write or review a check may answer for its sources, in any state of the check.
RIGHTS = frozenset({Right.DRAFT, Right.REVIEW})
# One sentence each, whatever the reason, so that nobody learns of what is not for them.
NO_TASK, NO_SOURCE = "There is no such task.", "One of these sources is not there any more."


def demand_right(*, factcheck: FactCheck, by: User) -> None:
    """Raises NotAllowed unless the person may write or review the check."""
    if not RIGHTS & person_for(by, factcheck).rights:
        raise NotAllowed("You need the right to write or to review this check. An admin can give it to you.")


def _check_of(source: Source, *, by: User, sentence: str) -> FactCheck:
    """The check of a source that the person may see and answer for. Raises NotFound (`sentence`) or NotAllowed."""
    try:
        factcheck = access.get_check(check_id=source.factcheck_id, by=by)
    except NotFound:
        raise NotFound(sentence) from None
    if not factcheck.sources.visible_to(by, factcheck).filter(pk=source.pk).exists():
        raise NotFound(sentence)
    demand_right(factcheck=factcheck, by=by)
    return factcheck


def cited(link: Link) -> QuerySet[Source]:
    """The sources by which articles that readers see cite the link."""
    live = Source.objects.filter(link=link, removed_at__isnull=True, factcheck__live_edition__isnull=False)
    return live.filter(factcheck__taken_down_at__isnull=True).select_related("factcheck")


def change_of(status: LinkStatus) -> str:
    """What tells this change of state from every other of the same link: sha256 (hex) of standing and since when."""
    since = status.not_found_since or status.unreached_since or status.since or status.last_checked
    return hashlib.sha256(f"{status.standing}:{since.isoformat() if since else ''}".encode()).hexdigest()


def tell(*, link: Link, told: Told, status: LinkStatus, at: datetime) -> None:
    """Opens a task at every article that cites the link, or closes the open ones when the source is in order again."""
    if not told.opens_task:
        recovered(link=link, at=at)
        return
    for source in cited(link):
        values = {"factcheck": source.factcheck, "state": told.standing.value, "detail": told.sentence[:300]}
        alert, fresh = Alert.objects.get_or_create(
            source=source, change=change_of(status), defaults=values | {"opened_at": at}
        )
        if fresh:
            details = {"source": source.pk, "state": alert.state}
            ledger.record(factcheck=source.factcheck, verb="alert", by=None, details=details)


def recovered(*, link: Link, at: datetime) -> None:
    """Closes the open tasks of a link that is in order again."""
    opened = Alert.objects.filter(source__link=link, closed_at__isnull=True)
    opened.update(closed_at=at, outcome=Outcome.RECOVERED)


def _close(alerts: QuerySet[Alert], *, outcome: Outcome, by: User, note: str) -> None:
    alerts.filter(closed_at__isnull=True).update(
        closed_at=timezone.now(), closed_by=by, outcome=outcome, note=note.strip()[:500]
    )


@transaction.atomic
def answer(*, alert_id: int, by: User, note: str) -> Alert:
    """ "The verdict holds": closes the task with a reason. Raises NotFound, NotAllowed, or Refused without a reason."""
    alert = Alert.objects.filter(pk=alert_id).select_related("source").first()
    if alert is None:
        raise NotFound(NO_TASK)
    factcheck = _check_of(alert.source, by=by, sentence=NO_TASK)
    if not note.strip():
        raise Refused("Say in a sentence why the verdict holds.")
    if alert.closed_at is not None:
        raise Refused("This has been answered already.")
    _close(Alert.objects.filter(pk=alert.pk), outcome=Outcome.HOLDS, by=by, note=note)
    details = {"source": alert.source_id, "state": alert.state}
    ledger.record(factcheck=factcheck, verb="verdict_holds", by=by, reason=note.strip(), details=details)
    alert.refresh_from_db()
    return alert


@transaction.atomic
def cite_copies(*, source_ids: Collection[int], by: User) -> list[Source]:
    """Cites the kept copies in the place of the pages: all of them or none. Raises NotFound, NotAllowed or Refused.

    What was approved stays as it is: the words do not change, only where readers are sent.
    """
    wanted = Source.objects.filter(pk__in=source_ids, removed_at__isnull=True).select_related("link__latest_snapshot")
    found = list(wanted.order_by("pk"))
    if len(found) != len(set(source_ids)):
        raise NotFound(NO_SOURCE)
    for source in found:
        _cite_copy(source, by)
    return found


def _cite_copy(source: Source, by: User) -> None:
    factcheck = _check_of(source, by=by, sentence=NO_SOURCE)
    if source.link is None or source.link.latest_snapshot_id is None:
        raise Refused(f"There is no kept copy of “{source}”. Attach a file instead.")
    Source.objects.filter(pk=source.pk).update(cite_copy=True)
    _close(Alert.objects.filter(source=source), outcome=Outcome.COPY, by=by, note="")
    shared.renew()
    details = {"source": source.pk, "snapshot": source.link.latest_snapshot_id}
    ledger.record(factcheck=factcheck, verb="cite_copy", by=by, details=details)
