"""Checks links: asks for it, fetches without a transaction, and writes attempts, kept copies and states in one."""

import asyncio
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from factchecks.jobs import JobKind
from factchecks.links.classify import classify
from factchecks.links.engine import fetch_many
from factchecks.links.records import Attempt, FetchSpec, Observation, Verdict
from factchecks.links.schedule import next_check
from factchecks.links.state import GOOD, LinkStatus, fold
from factchecks.links.text import Page, read_page
from factchecks.models import FactCheck, Job, Link, LinkAttempt, Snapshot, Source, User
from factchecks.services import access, checks, network, outbox, quotations, vault

BATCH = 100
# The namespace of attempt ids; a fixed random value.
ATTEMPTS = uuid.UUID("5d1f8f0e-3b0f-4bb5-9f0e-0c0f3a3c7a51")


@transaction.atomic
def check_now(*, check_id: int, by: User) -> int:
    """Asks for a fresh look at every link of the check, one job a link so that each chip turns by itself."""
    factcheck = access.get_check(check_id=check_id, by=by)
    rows = factcheck.sources.current().filter(link__isnull=False)
    batch = uuid.uuid4()
    asked = list(rows.values_list("link_id", flat=True))
    for link_id in asked:
        args = {"links": [link_id], "patient": True}
        outbox.enqueue(kind=JobKind.CHECK_LINKS, args=args, by=by, factcheck=factcheck, batch=batch)
    return len(asked)


def ask_for_due() -> int:
    """Asks for the links whose time has come, in mixed batches; a link is asked for once at a time."""
    now = timezone.now()
    used = Link.objects.filter(sources__removed_at__isnull=True, next_check_at__lte=now).distinct()
    due = list(used.order_by("next_check_at", "pk").values_list("pk", "next_check_at")[:500])
    for start in range(0, len(due), BATCH):
        ids = [pk for pk, _ in due[start : start + BATCH]]
        key = f"due:{ids[0]}:{due[start][1]:%Y%m%d%H%M%S%f}"
        with transaction.atomic():
            outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": ids}, dedupe_key=key)
    return len(due)


async def _fetch_all(specs: Sequence[FetchSpec]) -> list[Attempt]:
    found = fetch_many(specs, network.gate(), network.policy(), network.limits())
    return [attempt async for attempt in found]


def _spec(link: Link, *, patient: bool) -> FetchSpec:
    return FetchSpec(url=link.url, patient=patient)


@dataclass(frozen=True, kw_only=True)
class Look:
    """One fetched link: what came, what it means, and what could be read (None unless the page answered)."""

    attempt: Attempt
    observation: Observation
    page: Page | None
    text_sha256: str = ""


def _look(attempt: Attempt, link: Link) -> Look:
    observation = classify(attempt, link.state == "ok")
    if observation.verdict not in GOOD or not attempt.raw:
        return Look(attempt=attempt, observation=observation, page=None)
    vault.store().receive([attempt.raw], max(len(attempt.raw), 1))
    page = read_page(attempt.body, attempt.headers.get("content-type", ""))
    return Look(attempt=attempt, observation=observation, page=page, text_sha256=vault.keep_text(page.text))


def work(job: Job) -> None:
    """Fetches the job's links and writes what was found, once, under the job's token."""
    links = {link.url: link for link in Link.objects.filter(pk__in=job.args["links"])}
    patient = bool(job.args.get("patient"))
    attempts = asyncio.run(_fetch_all([_spec(link, patient=patient) for link in links.values()]))
    looks = {attempt.url: _look(attempt, links[attempt.url]) for attempt in attempts}
    with transaction.atomic():
        if not outbox.finish(job):
            return
        for url, look in looks.items():
            _write(job, links[url].pk, look)


def _write(job: Job, link_id: int, look: Look) -> None:
    link = Link.objects.select_for_update().get(pk=link_id)
    at = timezone.now()
    if look.observation.verdict is Verdict.DEFERRED:
        Link.objects.filter(pk=link_id).update(next_check_at=at + timedelta(seconds=look.observation.retry_after or 60))
        return
    attempt_id = uuid.uuid5(ATTEMPTS, f"{link.pk}:{job.pk}:{job.created_at.isoformat()}")
    if LinkAttempt.objects.filter(pk=attempt_id).exists():
        return
    snapshot = _keep(link, look)
    LinkAttempt.objects.create(pk=attempt_id, link=link, snapshot=snapshot, **_evidence(look))
    _turn(link, look, snapshot, at)
    _fill_in(link)
    for source in link.sources.filter(removed_at__isnull=True).select_related("link__latest_snapshot"):
        quotations.look_again(source)


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
        "verdict": observation.verdict.value,
        "rule": observation.rule.value,
        "sha256": attempt.sha256,
    }


def _keep(link: Link, look: Look) -> Snapshot | None:
    if look.page is None:
        return None
    attempt = look.attempt
    snapshot, _ = Snapshot.objects.get_or_create(
        link=link,
        sha256=attempt.sha256,
        text_sha256=look.text_sha256,
        defaults={
            "media_type": attempt.content_type[:100],
            "size": len(attempt.raw),
            "title": look.page.title[:300],
            "final_url": attempt.final_url,
            "fetched_at": attempt.started_at,
        },
    )
    return snapshot


def _status(link: Link) -> LinkStatus:
    return LinkStatus.from_dict(link.status) if link.status else LinkStatus()


def _turn(link: Link, look: Look, snapshot: Snapshot | None, at: datetime) -> None:
    status = fold(_status(link), look.observation, at)
    link.status, link.state = status.to_dict(), status.state.value
    link.verdict, link.detail = look.observation.verdict.value, look.observation.detail[:300]
    link.final_url, link.checked_at = look.attempt.final_url, at
    link.latest_snapshot = snapshot or link.latest_snapshot
    if look.page is not None:
        link.title = look.page.title[:300] or link.title
        link.publisher = look.page.publisher[:200] or link.publisher
        link.published_on = look.page.published_on or link.published_on
    published = _published_at(link)
    # The jitter spreads load; it is no secret.
    link.next_check_at = next_check(status, published, at, random.uniform(-1, 1))  # noqa: S311
    link.save()


def _published_at(link: Link) -> datetime | None:
    found = FactCheck.objects.filter(sources__link=link, first_published_at__isnull=False)
    first: datetime | None = found.aggregate(first=Min("first_published_at"))["first"]
    return first


def _fill_in(link: Link) -> None:
    """Fills only what is still empty, and only where the check is still written; a person's version stays."""
    open_rows = Source.objects.filter(link=link, removed_at__isnull=True, factcheck__state__in=("draft", "research"))
    filled = open_rows.filter(title="").update(title=link.title)
    filled += open_rows.filter(publisher="").update(publisher=link.publisher)
    filled += open_rows.filter(published_on__isnull=True).update(published_on=link.published_on)
    if filled:
        for factcheck in FactCheck.objects.filter(Q(sources__in=open_rows)).distinct():
            checks.refresh(factcheck)
