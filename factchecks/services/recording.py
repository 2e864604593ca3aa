"""Writes looks: the attempt as evidence, the kept copy, the folded state, and what follows from a change of it."""

import random
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from factchecks.links.hosts import turned
from factchecks.links.observations import Verdict
from factchecks.links.schedule import next_check
from factchecks.links.standing import alert
from factchecks.links.state import LinkStatus, fold
from factchecks.models import FactCheck, Job, Link, LinkAttempt, Snapshot
from factchecks.services import alerts, archiving, filling, hosts, links, quotations, readings, snapshots
from factchecks.services.observing import Look

# The namespace of attempt ids; a fixed random value.
ATTEMPTS = uuid.UUID("5d1f8f0e-3b0f-4bb5-9f0e-0c0f3a3c7a51")


def attempt_id(job: Job, link_id: int) -> uuid.UUID:
    """The same for every delivery and every try of the job, so that a link gets one attempt by it."""
    return uuid.uuid5(ATTEMPTS, f"{link_id}:{job.pk}:{job.created_at.isoformat()}")


def written(job: Job, link_ids: Sequence[int]) -> set[int]:
    """Those of the links whose attempt by this job is written already."""
    ids = {attempt_id(job, pk): pk for pk in link_ids}
    return {ids[pk] for pk in LinkAttempt.objects.filter(pk__in=ids).values_list("pk", flat=True)}


def record(job: Job, looks: Sequence[Look]) -> None:
    """Everything of these looks, in the caller's transaction, which holds the job's token."""
    if not looks:
        return
    ids = [look.link.pk for look in looks]
    rows = {row.pk: row for row in Link.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    published, due, done = _published(ids), job.args.get("due", {}), written(job, ids)
    made: list[LinkAttempt] = []
    for look in looks:
        link = rows.get(look.link.pk)
        if link is None or link.pk in done:
            continue
        if look.observation.verdict is Verdict.DEFERRED:
            _wait(link, look)
            continue
        made.append(_attempt(job, link, look, _late(due.get(str(link.pk), ""), look)))
        _turn(link, look, made[-1], published.get(link.pk))
    LinkAttempt.objects.bulk_create(made)
    fresh = [row.snapshot for row in made if row.snapshot and not row.snapshot.reading_sha256]
    readings.ask_for(fresh)
    for copy in fresh:
        archiving.ask_for(copy)
    filling.fill_in(found=[rows[look.link.pk] for look in looks if look.page is not None and look.link.pk in rows])


def _wait(link: Link, look: Look) -> None:
    again = timezone.now() + timedelta(seconds=look.observation.retry_after or 60)
    Link.objects.filter(pk=link.pk).update(next_check_at=again)


def _late(due: str, look: Look) -> int:
    at = parse_datetime(due) if due else None
    return max(0, round((look.attempt.started_at - at).total_seconds())) if at else 0


def _attempt(job: Job, link: Link, look: Look, late_s: int) -> LinkAttempt:
    snapshot = None
    if look.kept is not None and look.page is not None:
        snapshot = snapshots.add(link=link, attempt=look.attempt, page=look.page, kept=look.kept)
    return LinkAttempt(pk=attempt_id(job, link.pk), link=link, snapshot=snapshot, late_s=late_s, **_evidence(look))


def _evidence(look: Look) -> dict[str, Any]:
    attempt, observation = look.attempt, look.observation
    return {
        "at": attempt.started_at,
        "elapsed_ms": attempt.elapsed_ms,
        "status": attempt.status,
        "final_url": attempt.final_url,
        "hops": [{"status": hop.status, "url": hop.url, "address": hop.address} for hop in attempt.hops],
        "headers": dict(attempt.headers),
        "peer": attempt.peer,
        "error": attempt.error.value,
        "detail": (attempt.detail or observation.detail)[:300],
        "note": " ".join(observation.notes)[:300],
        "verdict": observation.verdict.value,
        "rule": observation.rule.value,
        "sha256": attempt.sha256,
    }


def _turn(link: Link, look: Look, row: LinkAttempt, published: datetime | None) -> None:
    """Folds the look into the link's state and does what follows from a change."""
    at = timezone.now()
    before = links.status_of(link)
    after = fold(before, look.observation, at)
    _put(link, look, row.snapshot, after, at)
    # The jitter spreads load; it is no secret.
    link.next_check_at = next_check(after, published, at, random.uniform(-1, 1))  # noqa: S311
    link.save()
    if row.snapshot is not None or look.observation.verdict is not Verdict.OK:
        _look_again(link)
    if told := alert(before, after):
        alerts.tell(link=link, told=told, status=after, at=at)
    if turned(before, after):
        hosts.turned_away(link=link, at=at)


def _put(link: Link, look: Look, snapshot: Snapshot | None, status: LinkStatus, at: datetime) -> None:
    observation, headers = look.observation, look.attempt.headers
    link.status, link.state = status.to_dict(), status.state.value
    link.verdict, link.rule = observation.verdict.value, observation.rule.value
    link.detail, link.note = observation.detail[:300], " ".join(observation.notes)[:300]
    link.final_url, link.checked_at = look.attempt.final_url, at
    link.latest_snapshot = snapshot or link.latest_snapshot
    if snapshot is not None:
        link.etag = headers.get("etag", "")[:300]
        link.last_modified = headers.get("last-modified", "")[:100]
    if look.page is not None:
        link.title = look.page.title[:300] or link.title
        link.publisher = look.page.publisher[:200] or link.publisher
        link.published_on = look.page.published_on or link.published_on


def _look_again(link: Link) -> None:
    for source in link.sources.filter(removed_at__isnull=True).select_related("link__latest_snapshot"):
        quotations.look_again(source)


def _published(ids: Sequence[int]) -> dict[int, datetime]:
    """When the first article that cites each link went out."""
    found = FactCheck.objects.filter(
        sources__link__in=ids, sources__removed_at__isnull=True, first_published_at__isnull=False
    )
    rows = found.values("sources__link").annotate(first=Min("first_published_at"))
    return {row["sources__link"]: row["first"] for row in rows}
