"""The one door for an uploaded file: allowed name, fitting bytes, and a real parser that can read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from factchecks.files.errors import Refused, TooLarge
from factchecks.files.kinds import Family, Kind, kind_for
from factchecks.files.names import clean_name
from factchecks.files.sandbox import ask
from factchecks.files.sniff import HEAD_BYTES, WANTED, check_head, check_tail

PARSERS: Final = {
    Family.PDF: "factchecks.files.parsers.pdf",
    Family.IMAGE: "factchecks.files.parsers.picture",
    Family.OFFICE: "factchecks.files.parsers.office",
    Family.TEXT: "factchecks.files.parsers.plain",
    Family.AUDIO: "factchecks.files.parsers.media",
    Family.VIDEO: "factchecks.files.parsers.media",
    Family.EMAIL: "factchecks.files.parsers.mail",
}


@dataclass(frozen=True, slots=True)
class Inspected:
    """An accepted file: its kind, the type to serve it as, its pixels or pages, and sentences of warning.

    `located`: it says, or may say, where it was made.
    """

    kind: Kind
    media_type: str
    width: int | None
    height: int | None
    pages: int | None
    located: bool
    warnings: tuple[str, ...]


def inspect(path: Path, name: str) -> Inspected:
    """Check the file at `path` that was sent as `name`.

    Raises Refused (TooLarge above the limit of its kind) with one sentence for the sender, and
    ParserUnavailable when the parser could not start: nothing is known about the file then.
    """
    kind = kind_for(clean_name(name))
    _check_size(path, kind)
    with path.open("rb") as source:
        check_head(kind, source.read(HEAD_BYTES))
        check_tail(kind, source)
    order = {"extension": kind.extension, "format": WANTED.get(kind.extension, "")}
    facts = ask(PARSERS[kind.family], path, order=order).facts
    return Inspected(
        kind=kind,
        media_type=kind.media_type,
        width=cast("int | None", facts["width"]),
        height=cast("int | None", facts["height"]),
        pages=cast("int | None", facts["pages"]),
        located=bool(facts["located"]),
        warnings=tuple(cast("Sequence[str]", facts["warnings"])),
    )


def _check_size(path: Path, kind: Kind) -> None:
    size = path.stat().st_size
    if not size:
        raise Refused("The file is empty. Check it on your computer and attach it again.")
    if size > kind.max_bytes:
        raise TooLarge(kind.max_bytes)
