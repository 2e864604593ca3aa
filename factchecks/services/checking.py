"""Does the looks: fetches without a transaction, and writes what was found in chunks, under the job's token."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from factchecks.links.engine import fetch_many
from factchecks.links.hosts import OUR_FAULT, BatchHealth, batch_health
from factchecks.links.records import Attempt, FetchSpec
from factchecks.models import Job, Link
from factchecks.services import links, network, observing, outbox, recording
from factchecks.services.observing import Reading

log = logging.getLogger(__name__)
# Results that are written in one transaction: so many, or as soon as they hold so many bytes.
CHUNK, CHUNK_BYTES = 50, 20_000_000
# When a whole batch fails, the fault is ours: nothing is held against anybody, and all are asked again.
VOID_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """The links of a job by address, with what is asked of each."""

    links: dict[str, Link]
    asked: dict[int, observing.Asked]
    patient: bool

    def conditional(self, link: Link) -> bool:
        """Only with a copy to fall back on does "not modified" tell anything; a person wants to see the page."""
        return bool(link.latest_snapshot_id and (link.etag or link.last_modified)) and not self.patient

    def specs(self) -> list[FetchSpec]:
        """What to fetch."""
        return [self._spec(link) for link in self.links.values()]

    def _spec(self, link: Link) -> FetchSpec:
        known = self.conditional(link)
        etag, modified = (link.etag, link.last_modified) if known else ("", "")
        return FetchSpec(url=link.url, patient=self.patient, etag=etag, last_modified=modified)

    def readings(self, attempts: Sequence[Attempt]) -> list[Reading]:
        """One for each of these attempts."""
        rows = [(self.links[one.url], one) for one in attempts]
        return [Reading(row, one, self.asked[row.pk], conditional=self.conditional(row)) for row, one in rows]


async def _take(attempts: AsyncIterator[Attempt]) -> list[Attempt]:
    taken: list[Attempt] = []
    async for attempt in attempts:
        taken.append(attempt)
        if len(taken) >= CHUNK or sum(len(one.raw) for one in taken) >= CHUNK_BYTES:
            break
    return taken


def _chunks(runner: "asyncio.Runner", specs: Sequence[FetchSpec]) -> Iterator[list[Attempt]]:
    """The attempts as they end. The loop rests while a chunk is written."""
    attempts = fetch_many(specs, network.gate(), network.policy(), network.limits())
    while chunk := runner.run(_take(attempts)):
        yield chunk


def _fetch(runner: "asyncio.Runner", specs: Sequence[FetchSpec]) -> list[Attempt]:
    return [attempt for chunk in _chunks(runner, specs) for attempt in chunk] if specs else []


def _open(job: Job) -> list[Link]:
    """The links of the job that an earlier try of it has not written."""
    rows = Link.objects.filter(pk__in=job.args["links"]).select_related("latest_snapshot").order_by("pk")
    done = recording.written(job, [link.pk for link in rows])
    return [link for link in rows if link.pk not in done]


def work(job: Job) -> None:
    """Looks at the job's links. A second delivery, or a try after a lost worker, writes no attempt twice."""
    rows = _open(job)
    asked, patient = observing.asked_of(rows), bool(job.args.get("patient"))
    reader = Reader(links={link.url: link for link in rows}, asked=asked, patient=patient)
    seen: list[Attempt] = []
    unreached: list[Attempt] = []
    with asyncio.Runner() as runner:
        for chunk in _chunks(runner, reader.specs()):
            seen += [replace(one, raw=b"", body=b"", exchanges=()) for one in chunk]
            unreached += [one for one in chunk if one.error in OUR_FAULT]
            answered = reader.readings([one for one in chunk if one.error not in OUR_FAULT])
            if not _write(job, observing.observe(answered, partial(_fetch, runner))):
                return
    _end(job, reader, batch_health(seen, known_failing=_failing(rows)), unreached)


def _failing(rows: Sequence[Link]) -> set[str]:
    """Hosts that were out of reach before, which say nothing of us."""
    troubled = [link for link in rows if links.status_of(link).failures]
    return {host for link in troubled if (host := urlsplit(link.final_url or link.url).hostname)}


def _write(job: Job, looks: list[observing.Look]) -> bool:
    """Whether the job is still ours; only then anything is written."""
    with transaction.atomic():
        if not outbox.extend(job):
            return False
        recording.record(job, looks)
    return True


def _end(job: Job, reader: Reader, health: BatchHealth, unreached: list[Attempt]) -> None:
    """Writes what could not be reached, unless nothing could: then the fault is ours."""
    with transaction.atomic():
        if not outbox.finish(job):
            return
        if not health.void:
            recording.record(job, [one.look(one.observation()) for one in reader.readings(unreached)])
            return
        log.warning("job %s: %s of %s hosts out of reach, nothing counts", job.pk, health.failing, health.hosts)
        ids = [reader.links[one.url].pk for one in unreached]
        Link.objects.filter(pk__in=ids).update(next_check_at=timezone.now() + VOID_AGAIN)
    # Hosts that were paused for failures of ours are free again.
    asyncio.run(network.gate().forgive({reader.links[one.url].domain for one in unreached}))
