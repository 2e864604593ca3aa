"""Files of a check: inspects before it keeps, describes, publishes only re-encoded pictures, removes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef
from django.utils import timezone

from factchecks.errors import NotFound, Refused, Stale
from factchecks.files import errors as files
from factchecks.files.images import PublishedImage, publish_image, thumbnail
from factchecks.files.inspect import Inspected, inspect
from factchecks.files.kinds import Family
from factchecks.files.names import clean_name
from factchecks.files.scan import Scanner, Verdict, scan
from factchecks.files.store import Stored, file_chunks
from factchecks.jobs import JobKind
from factchecks.links.text import read_page
from factchecks.models import Attachment, FactCheck, Job, ScanState, Source, User
from factchecks.models.querysets import may_read_confidential
from factchecks.services import access, checks, ledger, outbox, quota, quotations, vault

FIELDS = frozenset({"caption", "credit", "alternative_text", "rights", "is_public", "is_lead"})
READABLE = (Family.PDF, Family.TEXT)
UNSERVED = (ScanState.QUARANTINED, ScanState.INFECTED)


@dataclass(frozen=True, kw_only=True)
class Received:
    """An accepted upload: the kept bytes, what they are, and for a picture the copy that may be published."""

    name: str
    stored: Stored
    facts: Inspected
    scan_state: ScanState
    picture: PublishedImage | None = None
    small: PublishedImage | None = None


def _scan(path: Path) -> ScanState:
    """Fail-closed: with a scanner set up, only a clean file is taken."""
    if not settings.CLAMAV_ADDRESS:
        return ScanState.NOT_SCANNED
    host, _, port = settings.CLAMAV_ADDRESS.rpartition(":")
    result = scan(path, Scanner(host=host, port=int(port)))
    if result.verdict is Verdict.INFECTED:
        raise Refused(f"The virus scanner found {result.detail} in this file.")
    if result.verdict is Verdict.UNAVAILABLE:
        raise Refused("The virus scanner does not answer, so no file can be taken now. Try again in a while.")
    return ScanState.CLEAN


def receive(path: Path, raw_name: str) -> Received:
    """Inspects the file at `path` and only then keeps it. Raises Refused with the reason."""
    name = clean_name(raw_name)
    try:
        facts = inspect(path, name)
        state = _scan(path)
        # Painted before it is kept: a picture that cannot be painted is refused, and nothing of it stays.
        is_picture = facts.kind.family is Family.IMAGE
        small = thumbnail(path, vault.store()) if is_picture else None
        picture = publish_image(path, vault.store()) if is_picture else None
        stored = vault.store().receive(file_chunks(path), facts.kind.max_bytes)
    except files.Refused as error:
        raise Refused(error.sentence) from error
    except files.ParserUnavailable as error:
        raise Refused("This kind of file cannot be looked at right now. Tell an admin.") from error
    return Received(name=name, stored=stored, facts=facts, scan_state=state, picture=picture, small=small)


def attach(*, check_id: int, path: Path, name: str, by: User) -> Attachment:
    """Takes an uploaded file. Raises NotFound, NotAllowed or Refused; then nothing is kept."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    quota.demand_room(factcheck=factcheck, size=path.stat().st_size, by=by)
    received = receive(path, name)
    with transaction.atomic():
        quota.wait_for_turn(check_id=check_id, by=by)
        factcheck = access.get_for_edit(check_id=check_id, by=by)
        quota.demand_room(factcheck=factcheck, size=received.stored.size, by=by)
        return _add(factcheck, received, by)


def _add(factcheck: FactCheck, received: Received, by: User) -> Attachment:
    facts, picture = received.facts, received.picture
    last = factcheck.attachments.aggregate(last=Max("order"))["last"] or 0
    attachment = Attachment.objects.create(
        factcheck=factcheck,
        name=received.name,
        sha256=received.stored.sha256,
        size=received.stored.size,
        family=facts.kind.family.value,
        media_type=facts.media_type,
        pages=facts.pages or 0,
        order=last + 1,
        published_sha256=picture.sha256 if picture else "",
        published_extension=picture.extension if picture else "",
        thumbnail_sha256=received.small.sha256 if received.small else "",
        width=picture.width if picture else 0,
        height=picture.height if picture else 0,
        has_location=facts.located,
        scan_state=received.scan_state,
        uploaded_by=by,
    )
    if facts.kind.family in READABLE:
        args = {"attachment": attachment.pk}
        outbox.enqueue(kind=JobKind.READ_ATTACHMENT, args=args, by=by, factcheck=factcheck)
    details = {"attachment": attachment.pk, "sha256": attachment.sha256}
    ledger.record(factcheck=factcheck, verb="attach", by=by, details=details)
    attachment.warnings = facts.warnings
    return attachment


def work(job: Job) -> None:
    """Reads the text of a PDF or text file, so that quotations can be looked for in it."""
    attachment = Attachment.objects.get(pk=job.args["attachment"])
    body = vault.store().path_of(attachment.sha256).read_bytes()
    page = read_page(body, attachment.media_type)
    text_sha256 = vault.keep_text(page.text) if page.text.strip() else ""
    with transaction.atomic():
        if not outbox.finish(job):
            return
        Attachment.objects.filter(pk=attachment.pk).update(text_sha256=text_sha256)
        for source in Source.objects.filter(attachment=attachment, removed_at__isnull=True):
            quotations.look_again(source)


def visible(*, factcheck: FactCheck, by: User) -> list[Attachment]:
    """The files of a check that this person may see: one behind a confidential source is as hidden as the source."""
    rows = factcheck.attachments.filter(removed_at__isnull=True)
    if may_read_confidential(by, factcheck):
        return list(rows)
    hidden = Source.objects.filter(attachment=OuterRef("pk"), confidential=True)
    return list(rows.exclude(Exists(hidden)))


def get_visible(*, attachment_id: int, by: User) -> Attachment:
    """A file to be served. Raises NotFound for what this person may not see and for what is not known to be clean."""
    attachment = Attachment.objects.filter(pk=attachment_id, removed_at__isnull=True).first()
    if attachment is None or attachment.scan_state in UNSERVED:
        raise NotFound("There is no such file.")
    factcheck = access.get_check(check_id=attachment.factcheck_id, by=by)
    if attachment not in visible(factcheck=factcheck, by=by):
        raise NotFound("There is no such file.")
    return attachment


def get_for_edit(*, attachment_id: int, by: User) -> tuple[FactCheck, Attachment]:
    """The file and its check, when the person may change it. Raises NotFound for what they may not see."""
    attachment = Attachment.objects.filter(pk=attachment_id, removed_at__isnull=True).first()
    if attachment is None:
        raise NotFound("There is no such file.")
    factcheck = access.get_for_edit(check_id=attachment.factcheck_id, by=by)
    if attachment not in visible(factcheck=factcheck, by=by):
        raise NotFound("There is no such file.")
    return factcheck, attachment


@transaction.atomic
def save(*, attachment_id: int, by: User, seen_version: int, values: Mapping[str, Any]) -> Attachment:
    """Saves caption, credit, alternative text, rights and whether readers see it. Raises Stale or Refused."""
    factcheck, attachment = get_for_edit(attachment_id=attachment_id, by=by)
    kept = {name: value for name, value in values.items() if name in FIELDS}
    if kept.get("is_lead"):
        kept["is_public"] = True
    if kept.get("is_public") and not attachment.published_sha256:
        raise Refused("Only pictures are shown to readers. Attach other files as a source.")
    if kept.get("is_lead"):
        factcheck.attachments.filter(is_lead=True).exclude(pk=attachment.pk).update(is_lead=False)
    saved = Attachment.objects.filter(pk=attachment.pk, version=seen_version).update(version=F("version") + 1, **kept)
    if not saved:
        raise Stale(seen=seen_version, now=attachment.version)
    checks.changed(factcheck=factcheck, by=by)
    attachment.refresh_from_db()
    return attachment


@transaction.atomic
def remove(*, attachment_id: int, by: User) -> FactCheck:
    """Takes a file off the check. Raises Refused while a source rests on it."""
    factcheck, attachment = get_for_edit(attachment_id=attachment_id, by=by)
    if attachment.sources.filter(removed_at__isnull=True).exists():
        raise Refused("A source of this check is this file. Remove the source first.")
    Attachment.objects.filter(pk=attachment.pk).update(removed_at=timezone.now(), is_lead=False)
    checks.changed(factcheck=factcheck, by=by)
    ledger.record(factcheck=factcheck, verb="remove_file", by=by, details={"attachment": attachment.pk})
    return factcheck
