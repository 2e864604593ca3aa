"""Asks the Wayback Machine for a copy of what we keep, when a newsroom has turned that on; off by default."""

import os
from datetime import timedelta

from django.db import transaction

from factchecks.jobs import JobKind
from factchecks.links.asking import Asker
from factchecks.links.wayback import SaveState, Saving, Settings, Wayback
from factchecks.models import Job, Snapshot
from factchecks.services import network, outbox

# An archive that is busy for longer than so many questions is left alone; the next changed copy asks anew.
ROUNDS = 20


def settings() -> Settings:
    """What the environment says: LINKS_WAYBACK and the account."""
    return Settings.from_environ(os.environ)


def ask_for(copy: Snapshot) -> None:
    """Asks for an outside copy of what was kept just now, in the transaction that kept it."""
    if settings().enabled:
        key = f"archive:{copy.pk}"
        outbox.enqueue(kind=JobKind.ARCHIVE, args={"snapshot": copy.pk, "round": 0}, dedupe_key=key)


def work(job: Job) -> None:
    """One question: submits the address, or asks what became of it; asks again later while nothing is decided."""
    copy = Snapshot.objects.get(pk=job.args["snapshot"])
    client = Wayback(settings(), Asker(network.gate(), network.policy(), network.limits()))
    told, url = job.args.get("job", ""), copy.final_url
    saving = client.poll(told, url) if told else client.submit(url)
    with transaction.atomic():
        if outbox.finish(job):
            _note(job, copy, saving)


def _note(job: Job, copy: Snapshot, saving: Saving) -> None:
    if saving.state is SaveState.ARCHIVED:
        Snapshot.objects.filter(pk=copy.pk).update(archived_url=saving.address)
    again = saving.state in (SaveState.SUBMITTED, SaveState.LATER) and job.args["round"] < ROUNDS
    if again:
        args = {"snapshot": copy.pk, "round": job.args["round"] + 1, "job": saving.job_id}
        outbox.enqueue(kind=JobKind.ARCHIVE, args=args, after=timedelta(seconds=saving.retry_after))
