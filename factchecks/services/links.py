"""Asks for looks at links: now, by a person, or because their time has come; and takes a person's word for one."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from factchecks.errors import NotFound, Refused
from factchecks.jobs import JobKind
from factchecks.links.state import LinkStatus, confirm
from factchecks.models import FactCheck, Link, Source, User
from factchecks.services import access, alerts, ledger, outbox

# Mixed hosts in one loop are fastest; a host that many links share waits for its turns outside of it.
BATCH, AT_ONCE, OF_ONE_HOST = 250, 500, 10
# A link that was asked for is not due again before this, whatever becomes of the job.
ASKED_FOR = timedelta(minutes=15)


def status_of(link: Link) -> LinkStatus:
    """The folded state as it was stored."""
    return LinkStatus.from_dict(link.status) if link.status else LinkStatus()


@transaction.atomic
def check_now(*, check_id: int, by: User) -> int:
    """Asks for a fresh look at every link of the check, one job a link so that each chip turns by itself."""
    factcheck = access.get_check(check_id=check_id, by=by)
    rows = factcheck.sources.current().filter(link__isnull=False)
    return _ask(factcheck, list(rows.values_list("link_id", flat=True)), by)


@transaction.atomic
def look_now(*, source_id: int, by: User) -> Source:
    """Asks for a fresh look at one source's link. Raises NotFound, or Refused when it has no address."""
    factcheck, source = visible_source(source_id=source_id, by=by)
    if source.link_id is None:
        raise Refused("This source has no address to look at.")
    _ask(factcheck, [source.link_id], by)
    return source


def ask_for_stale(factcheck: FactCheck, *, by: User) -> int:
    """Asks for the links that nobody has looked at for a day, so that what goes out is fresh."""
    old = timezone.now() - timedelta(hours=24)
    rows = factcheck.sources.current().filter(link__isnull=False).exclude(link__checked_at__gte=old)
    return _ask(factcheck, list(rows.values_list("link_id", flat=True)), by)


def _ask(factcheck: FactCheck, links: list[int | None], by: User) -> int:
    batch = uuid.uuid4()
    for link_id in links:
        args = {"links": [link_id], "patient": True}
        outbox.enqueue(kind=JobKind.LOOK_NOW, args=args, by=by, factcheck=factcheck, batch=batch)
    return len(links)


def ask_for_due() -> int:
    """Claims the links whose time has come and asks for them in mixed batches; how many they were."""
    now = timezone.now()
    with transaction.atomic():
        due = _claim(_due(now), now)
        for start in range(0, len(due), BATCH):
            part = due[start : start + BATCH]
            times = {str(pk): at.isoformat() for pk, at in part}
            outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": [pk for pk, _ in part], "due": times})
    return len(due)


def _due(now: datetime) -> list[int]:
    """Ids of due links in use, the longest overdue first, at most `OF_ONE_HOST` of a host."""
    used = Source.objects.filter(removed_at__isnull=True, link__isnull=False).values("link")
    turn = Window(RowNumber(), partition_by="domain", order_by=(F("next_check_at").asc(), F("pk").asc()))
    rows = Link.objects.filter(pk__in=used, next_check_at__lte=now).annotate(turn=turn)
    rows = rows.filter(turn__lte=OF_ONE_HOST).order_by("turn", "next_check_at", "pk")
    return list(rows.values_list("pk", flat=True)[:AT_ONCE])


def _claim(ids: list[int], now: datetime) -> list[tuple[int, datetime]]:
    """Those of them that nobody else has claimed meanwhile, with the time at which each was due."""
    free = Link.objects.select_for_update(skip_locked=True).filter(pk__in=ids, next_check_at__lte=now)
    times = dict(free.order_by("pk").values_list("pk", "next_check_at"))
    Link.objects.filter(pk__in=times).update(next_check_at=now + ASKED_FOR)
    return [(pk, at) for pk in ids if (at := times.get(pk))]


def visible_source(*, source_id: int, by: User) -> tuple[FactCheck, Source]:
    """The check and its source, as far as the person may see it. Raises NotFound."""
    known = Source.objects.filter(pk=source_id, removed_at__isnull=True)
    found = known.select_related("link__latest_snapshot", "link__confirmed_by", "attachment", "copy_file").first()
    if found is None:
        raise NotFound("There is no such source.")
    factcheck = access.get_check(check_id=found.factcheck_id, by=by)
    if not factcheck.sources.visible_to(by, factcheck).filter(pk=source_id).exists():
        raise NotFound("There is no such source.")
    return factcheck, found


@transaction.atomic
def confirm_by_hand(*, source_id: int, by: User) -> Link:
    """ "I opened it, it works": good for 90 days, with name and date. Closes what the machine had asked."""
    factcheck, source = visible_source(source_id=source_id, by=by)
    alerts.demand_right(factcheck=factcheck, by=by)
    if source.link_id is None:
        raise Refused("This source has no address to look at.")
    link, now = Link.objects.select_for_update().get(pk=source.link_id), timezone.now()
    status = confirm(status_of(link), by=by.name, at=now)
    link.status, link.state = status.to_dict(), status.state.value
    link.confirmed_by, link.confirmed_at = by, now
    link.save(update_fields=("status", "state", "confirmed_by", "confirmed_at"))
    alerts.recovered(link=link, at=now)
    ledger.record(factcheck=factcheck, verb="confirm_link", by=by, details={"source": source.pk})
    return link
