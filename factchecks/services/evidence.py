"""Evidence export: one check as a ZIP that anybody can verify offline, made for a person who may work on it."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotAllowed
from factchecks.links import bundle
from factchecks.models import FactCheck, User
from factchecks.models.facts import person_for
from factchecks.models.veil import hides
from factchecks.roles import Right
from factchecks.services import access, evidence_entries, ledger
from factchecks.services.evidence_entries import Collected

RIGHTS = frozenset({Right.DRAFT, Right.REVIEW})
NOT_YET = "State your own verdict first: the evidence holds the reporter's."
NOT_YOURS = "Only those who may write or review checks of this desk can export the evidence."


@dataclass(frozen=True, kw_only=True)
class Export:
    """A finished ZIP. `file` stands at its beginning and is gone from the disk once closed; `size` in bytes.

    `left_out`: how many sources, files, editions and events this person may not see. `problems`: a sentence for each
    kept file that is missing or damaged and therefore not inside.
    """

    file: BinaryIO
    name: str
    size: int
    sha256: str
    left_out: int
    problems: tuple[str, ...]


def export(*, check_id: int, by: User) -> Export:
    """Packs the check's snapshots, attempts, quotations, editions, files and ledger, and writes that into the ledger.

    Raises NotFound outside the person's scope and NotAllowed for a mere reader, or before one's own verdict.
    """
    factcheck = access.get_check(check_id=check_id, by=by)
    if not person_for(by, factcheck).rights & RIGHTS:
        raise NotAllowed(NOT_YOURS)
    if hides(factcheck, by):
        raise NotAllowed(NOT_YET)
    with transaction.atomic():
        collected = evidence_entries.collect(factcheck=factcheck, by=by)
    made = _pack(factcheck, collected)
    details = {"sha256": made.sha256, "size": made.size, "left_out": made.left_out}
    ledger.record(factcheck=factcheck, verb="export", by=by, details=details)
    return made


def _pack(factcheck: FactCheck, collected: Collected) -> Export:
    facts = bundle.Facts(
        check=factcheck.number,
        created_at=timezone.now().isoformat(timespec="seconds").replace("+00:00", "Z"),
        ledger=collected.ledger,
        more={"left_out": collected.left_out, "problems": list(collected.problems)},
    )
    file: BinaryIO = tempfile.TemporaryFile(dir=_folder())  # noqa: SIM115 - the caller closes it
    digest, size = hashlib.sha256(), 0
    for chunk in bundle.build(collected.entries, facts):
        digest.update(chunk)
        size += file.write(chunk)
    file.seek(0)
    return Export(
        file=file,
        name=f"{factcheck.number}-evidence.zip",
        size=size,
        sha256=digest.hexdigest(),
        left_out=collected.left_out,
        problems=collected.problems,
    )


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "exports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
