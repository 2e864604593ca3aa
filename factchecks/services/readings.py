"""The reading views of kept copies: made by a job of their own, for each takes a third of a second in a child."""

from collections.abc import Sequence

from django.db import transaction

from factchecks.jobs import JobKind
from factchecks.links import readingview, warcread
from factchecks.links.inflate import inflate
from factchecks.models import Job, Snapshot
from factchecks.services import network, outbox, vault
from factchecks.services.snapshots import MAX_BYTES


def ask_for(made: Sequence[Snapshot]) -> None:
    """Asks for the views of new copies that have none; in the transaction that made them."""
    ids = [one.pk for one in made if not one.reading_sha256]
    if ids:
        outbox.enqueue(kind=JobKind.READ_COPIES, args={"snapshots": ids})


def work(job: Job) -> None:
    """Makes the views one after the other. A copy whose files are gone gets none: `verify_snapshots` tells."""
    found = Snapshot.objects.filter(pk__in=job.args["snapshots"], reading_sha256="")
    made = {copy.pk: make(copy) for copy in found.order_by("pk")}
    with transaction.atomic():
        if not outbox.finish(job):
            return
        for pk, sha256 in made.items():
            Snapshot.objects.filter(pk=pk).update(reading_sha256=sha256)


def make(copy: Snapshot) -> str:
    """sha256 of the view's file in the vault; '' when the copy's own files cannot be read."""
    try:
        body, content_type = _body(copy)
        text = vault.read_text(copy.text_sha256)
    except (FileNotFoundError, ValueError):
        return ""
    view = readingview.read_blocks(body, content_type, text)
    return vault.store().receive([readingview.to_json(view)], MAX_BYTES).sha256


def _body(copy: Snapshot) -> tuple[bytes, str]:
    """The page unpacked, and its content type. Raises FileNotFoundError or ValueError."""
    with vault.store().open(copy.sha256) as raw:
        packed = raw.read()
    with vault.store().open(copy.warc_sha256) as file:
        answers = [record for record in warcread.read(file).records if record.kind == "response"]
    headers = {name.lower(): value for name, value in answers[-1].headers} if answers else {}
    body = inflate(packed, headers.get("content-encoding", ""), network.limits().max_inflated).data
    return body, headers.get("content-type", copy.media_type)
