"""What an evidence export holds: which rows and files of a check, seen with the eyes of the person who asks."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from factchecks.links.bundle import LEDGER, Entry, LedgerFacts, of_bytes, of_file
from factchecks.links.safenames import safe_name
from factchecks.models import Attachment, Edition, EditionReason, FactCheck, LinkAttempt, Snapshot, Source, User
from factchecks.models.content import content_of
from factchecks.services import attachments, vault
from factchecks.services.evidence_ledger import Hidden, chain_seen, hidden_from


@dataclass(frozen=True, kw_only=True)
class Collected:
    """The files of a bundle, what the manifest says of the ledger, and what is not inside and why."""

    entries: tuple[Entry, ...]
    ledger: LedgerFacts
    left_out: int
    problems: tuple[str, ...]


@dataclass
class _Found:
    """Fills up while the parts are read."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left_out: int = 0

    def keep(self, name: str, sha256: str) -> str:
        """A file of the vault, if it is whole; the name it was given, '' when it could not be taken."""
        if not vault.store().verify(sha256):
            self.problems.append(f"{name}: the kept file {sha256} is missing or damaged.")
            return ""
        self.entries.append(of_file(name, vault.store().path_of(sha256)))
        return name

    def write(self, name: str, value: Any) -> None:
        """A value as JSON for people and programs."""
        self.entries.append(of_bytes(name, _json(value)))


def collect(*, factcheck: FactCheck, by: User) -> Collected:
    """All that belongs to the check and that this person may see."""
    found, hidden = _Found(), hidden_from(factcheck=factcheck, by=by)
    about = {"number": factcheck.number, "state": factcheck.state, "digest": factcheck.digest, "exported_by": by.name}
    found.write("check.json", about | {"content": content_of(factcheck)})
    _add_sources(found, factcheck, hidden)
    _add_files(found, factcheck, by, hidden)
    _add_editions(found, factcheck, hidden)
    facts = _add_ledger(found, factcheck, hidden)
    return Collected(
        entries=tuple(found.entries), ledger=facts, left_out=found.left_out, problems=tuple(found.problems)
    )


def _add_sources(found: _Found, factcheck: FactCheck, hidden: Hidden) -> None:
    rows = factcheck.sources.current().select_related("link", "attachment")
    shown, copies = [], []
    for number, source in enumerate(rows.prefetch_related("quotations__waived_by"), start=1):
        if source.pk in hidden.ids.get("source", ()):
            found.left_out += 1
            continue
        shown.append(_source(number, source))
        if source.link:
            found.entries.append(_attempts(number, source.link.pk))
            copies += [_copy(found, number, snapshot) for snapshot in source.link.snapshots.order_by("pk")]
    found.write("sources.json", shown)
    found.write("snapshots.json", copies)


def _source(number: int, source: Source) -> dict[str, Any]:
    plain = (
        "title", "publisher", "author", "published_on", "accessed_on", "kind", "primary", "stance", "interests",
        "description", "confidential", "independence", "no_copy_reason", "cite_copy", "form", "cited_url",
    )  # fmt: skip
    link = source.link
    about_link = link and {name: getattr(link, name) for name in ("url", "state", "verdict", "detail", "final_url")}
    quotations = [_quotation(one) for one in source.quotations.all() if one.removed_at is None]
    values: dict[str, Any] = {name: getattr(source, name) for name in plain}
    return values | {"n": number, "key": source.pk, "link": about_link, "quotations": quotations}


def _quotation(quotation: Any) -> dict[str, Any]:
    plain = (
        "text", "translation", "language", "locator", "result", "score", "passage", "checked_at", "waiver_reason",
    )  # fmt: skip
    values: dict[str, Any] = {name: getattr(quotation, name) for name in plain}
    waived_by = quotation.waived_by.name if quotation.waived_by else ""
    return values | {"key": quotation.pk, "snapshot": quotation.snapshot_id, "waived_by": waived_by}


def _attempts(number: int, link_id: int) -> Entry:
    plain = (
        "id", "at", "elapsed_ms", "status", "final_url", "hops", "headers", "peer", "error", "detail", "verdict",
        "rule", "sha256", "snapshot_id",
    )  # fmt: skip

    def lines() -> Iterator[bytes]:
        rows = LinkAttempt.objects.filter(link=link_id).order_by("at", "id")
        for row in rows.values(*plain).iterator(chunk_size=200):
            yield _line(row)

    return Entry(f"attempts/source-{number:02d}.jsonl", lines)


def _copy(found: _Found, number: int, snapshot: Snapshot) -> dict[str, Any]:
    stem = f"snapshots/source-{number:02d}/{snapshot.fetched_at:%Y%m%dT%H%M%SZ}-{snapshot.pk}"
    wanted = {".warc.gz": snapshot.warc_sha256, ".txt": snapshot.text_sha256, ".json": snapshot.reading_sha256}
    # The WARC file holds the bytes; only without it they stand alone.
    wanted |= {} if snapshot.warc_sha256 else {".raw": snapshot.sha256}
    files = [found.keep(stem + ending, sha256) for ending, sha256 in wanted.items() if sha256]
    plain = ("sha256", "text_sha256", "warc_sha256", "reading_sha256", "media_type", "size", "title", "final_url")
    values: dict[str, Any] = {name: getattr(snapshot, name) for name in plain}
    named = {"key": snapshot.pk, "source": number, "fetched_at": snapshot.fetched_at, "files": [*filter(None, files)]}
    return values | named


def _add_files(found: _Found, factcheck: FactCheck, by: User, hidden: Hidden) -> None:
    rows = attachments.visible(factcheck=factcheck, by=by)
    present = factcheck.attachments.filter(removed_at__isnull=True, pk__in=hidden.ids.get("attachment", ()))
    found.left_out += present.count()
    found.write("files.json", [_file(found, row) for row in rows])


def _file(found: _Found, row: Attachment) -> dict[str, Any]:
    plain = (
        "name", "sha256", "size", "media_type", "pages", "caption", "credit", "alternative_text", "rights",
        "is_public", "scan_state", "uploaded_at",
    )  # fmt: skip
    values: dict[str, Any] = {name: getattr(row, name) for name in plain}
    # The name was typed by somebody; the number in front makes it unique.
    wanted = f"files/{row.pk:04d}-{safe_name(row.name).replace('/', '_')}"
    given_out = row.scan_state not in attachments.UNSERVED
    return values | {"key": row.pk, "file": found.keep(wanted, row.sha256) if given_out else ""}


def _add_editions(found: _Found, factcheck: FactCheck, hidden: Hidden) -> None:
    """An edition that was never published and names a source that is confidential now is left out."""
    secret = hidden.ids.get("source", frozenset())
    for edition in factcheck.editions.select_related("made_by").order_by("number"):
        named = {source.get("key") for source in edition.content.get("text", {}).get("sources", [])}
        if secret & named and edition.reason != EditionReason.PUBLISHED:
            found.left_out += 1
        else:
            _add_edition(found, edition)


def _add_edition(found: _Found, edition: Edition) -> None:
    stem = f"editions/{edition.number:04d}-{edition.reason}"
    plain = ("number", "reason", "name", "digest", "made_at", "event_hash", "claim_review", "content")
    values: dict[str, Any] = {name: getattr(edition, name) for name in plain}
    found.write(f"{stem}.json", values | {"made_by": edition.made_by.name})
    if edition.html:
        found.entries.append(of_bytes(f"{stem}.html", edition.html.encode()))


def _add_ledger(found: _Found, factcheck: FactCheck, hidden: Hidden) -> LedgerFacts:
    chain = chain_seen(factcheck=factcheck, hidden=hidden)
    found.left_out += chain.facts.withheld
    found.entries.append(of_bytes(LEDGER, chain.lines))
    found.write("people.json", chain.people)
    return chain.facts


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder).encode() + b"\n"


def _line(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder).encode() + b"\n"
