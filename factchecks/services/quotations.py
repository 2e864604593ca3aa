"""Quotations: adds, changes and removes exact words, and looks for them in the kept copy of their source."""

from functools import lru_cache

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused, Stale
from factchecks.links.normal import PreparedText, prepare
from factchecks.links.quotes import verify
from factchecks.models import FactCheck, Quotation, QuoteResult, Snapshot, Source, User
from factchecks.models.facts import person_for
from factchecks.roles import Right
from factchecks.services import access, checks, ledger, sources, vault

MIN_WAIVER = 10


@lru_cache(maxsize=64)
def _prepared(text_sha256: str) -> PreparedText:
    return prepare(vault.read_text(text_sha256))


def _copy_of(quotation: Quotation, source: Source) -> Snapshot | None:
    """The kept copy to look in: the one a person pinned, else the newest."""
    return quotation.pinned or (source.link.latest_snapshot if source.link else None)


def _text_of(copy: Snapshot | None, source: Source) -> str:
    """sha256 of the text to look in; empty when there is none (yet)."""
    if copy is not None:
        return copy.text_sha256
    file = source.attachment or source.copy_file
    return file.text_sha256 if file else ""


def look_for(quotation: Quotation, source: Source) -> None:
    """Verifies one quotation against the newest kept copy and stores the result with that copy."""
    values = {"checked_at": timezone.now(), "score": 0.0, "passage": "", "snapshot": None}
    copy = _copy_of(quotation, source)
    text = _text_of(copy, source)
    if source.form == "described":
        values["result"] = QuoteResult.NO_TEXT
    elif not text:
        waiting = source.form == "link" and source.link is not None and source.link.checked_at is None
        values["result"] = QuoteResult.UNCHECKED if waiting else QuoteResult.UNVERIFIABLE
    else:
        match = verify(quotation.text, _prepared(text))
        values |= {"result": QuoteResult(match.result.value), "score": match.score, "passage": match.passage}
        values["snapshot"] = copy
    Quotation.objects.filter(pk=quotation.pk).update(**values)


def look_again(source: Source) -> None:
    """Verifies every quotation of the source."""
    for quotation in source.quotations.filter(removed_at__isnull=True).select_related("pinned"):
        look_for(quotation, source)


@transaction.atomic
def add(
    *, source_id: int, text: str, by: User, translation: str = "", language: str = "en", locator: str = ""
) -> Quotation:
    """Adds exact words of a source and looks for them at once. Raises Refused when there are no words."""
    factcheck, source = sources.get_for_edit(source_id=source_id, by=by)
    if not text.strip():
        raise Refused("Copy the words out of the source.")
    quotation = Quotation.objects.create(
        source=source,
        text=text.strip(),
        translation=translation.strip(),
        language=language,
        locator=locator.strip(),
        added_by=by,
    )
    look_for(quotation, source)
    checks.changed(factcheck=factcheck, by=by)
    quotation.refresh_from_db()
    return quotation


def get_visible(*, quotation_id: int, by: User) -> Quotation:
    """The quotation, if the person may see its source. Raises NotFound."""
    found = Quotation.objects.filter(pk=quotation_id, removed_at__isnull=True, source__removed_at__isnull=True)
    quotation = found.select_related("source").first()
    if quotation is None:
        raise NotFound("There is no such quotation.")
    factcheck = access.get_check(check_id=quotation.source.factcheck_id, by=by)
    if not factcheck.sources.visible_to(by, factcheck).filter(pk=quotation.source_id).exists():
        raise NotFound("There is no such quotation.")
    return quotation


def get_for_edit(*, quotation_id: int, by: User) -> tuple[FactCheck, Quotation]:
    """The check and the quotation, if the person may change it now. Raises NotFound, NotAllowed or Refused."""
    quotation = get_visible(quotation_id=quotation_id, by=by)
    factcheck, _ = sources.get_for_edit(source_id=quotation.source_id, by=by)
    return factcheck, quotation


@transaction.atomic
def look_now(*, quotation_id: int, by: User) -> Quotation:
    """Looks for the words again, in the newest kept copy."""
    _, quotation = get_for_edit(quotation_id=quotation_id, by=by)
    look_for(quotation, quotation.source)
    quotation.refresh_from_db()
    return quotation


@transaction.atomic
def save(
    *, quotation_id: int, by: User, seen_version: int, text: str, translation: str = "", locator: str = ""
) -> Quotation:
    """Changes the words and looks for them again; a waiver belonged to the old words and ends."""
    factcheck, quotation = get_for_edit(quotation_id=quotation_id, by=by)
    if not text.strip():
        raise Refused("Copy the words out of the source.")
    saved = Quotation.objects.filter(pk=quotation.pk, version=seen_version).update(
        version=F("version") + 1,
        text=text.strip(),
        translation=translation.strip(),
        locator=locator.strip(),
        waived_by=None,
        waiver_reason="",
    )
    if not saved:
        raise Stale(seen=seen_version, now=quotation.version)
    quotation.refresh_from_db()
    look_for(quotation, quotation.source)
    checks.changed(factcheck=factcheck, by=by)
    quotation.refresh_from_db()
    return quotation


@transaction.atomic
def remove(*, quotation_id: int, by: User) -> FactCheck:
    """Takes the words off the source."""
    factcheck, quotation = get_for_edit(quotation_id=quotation_id, by=by)
    Quotation.objects.filter(pk=quotation.pk).update(removed_at=timezone.now())
    checks.changed(factcheck=factcheck, by=by)
    return factcheck


@transaction.atomic
def waive(*, quotation_id: int, by: User, reason: str) -> Quotation:
    """An editor vouches for words that the machine cannot find. The reason goes into the ledger."""
    quotation = get_visible(quotation_id=quotation_id, by=by)
    factcheck = access.get_check(check_id=quotation.source.factcheck_id, by=by)
    if Right.REVIEW not in person_for(by, factcheck).rights:
        raise NotAllowed("Only an editor of the desk can vouch for a quotation that was not found.")
    if len(reason.strip()) < MIN_WAIVER:
        raise Refused("Say in a few words why the quotation stands although it was not found.")
    Quotation.objects.filter(pk=quotation.pk).update(waived_by=by, waiver_reason=reason.strip())
    details = {"quotation": quotation.pk}
    ledger.record(factcheck=factcheck, verb="waive_quotation", by=by, reason=reason.strip(), details=details)
    quotation.refresh_from_db()
    return quotation
