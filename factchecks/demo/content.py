"""Loads the demo newsroom's content from the TOML files under `content/` and validates it."""

import tomllib
from pathlib import Path
from typing import Any

from factchecks.demo.proof import problems
from factchecks.demo.shapes import (
    Check,
    Claim,
    Claimant,
    Comment,
    Correction,
    DemoFile,
    DemoNewsroom,
    Desk,
    Form,
    Person,
    Quotation,
    Reply,
    ReplyStatus,
    Rewrite,
    Role,
    Source,
    Stage,
    Thread,
    Topic,
)

FOLDER = Path(__file__).parent / "content"
Table = dict[str, Any]


class ContentError(ValueError):
    """The demo content is not in order; the message lists every problem, one a line."""


def load_content(folder: Path = FOLDER) -> DemoNewsroom:
    """Return the content. Raises ContentError with every problem found."""
    newsroom = _parse(folder)
    found = problems(newsroom)
    if found:
        raise ContentError("\n".join(found))
    return newsroom


def _parse(folder: Path) -> DemoNewsroom:
    facts = _read(folder / "newsroom.toml")
    return DemoNewsroom(
        desks=tuple(Desk(**row) for row in facts["desks"]),
        topics=tuple(Topic(**row) for row in facts["topics"]),
        people=tuple(_person(row) for row in facts["people"]),
        claimants=tuple(Claimant(**row) for row in facts["claimants"]),
        checks=tuple(_checked(path) for path in sorted((folder / "checks").glob("*.toml"))),
    )


def _read(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{path.name}: {error}") from error


def _checked(path: Path) -> Check:
    try:
        return _check(path.stem.partition("-")[2], _read(path))
    except (TypeError, ValueError, KeyError) as error:
        raise ContentError(f"{path.name}: {error}") from error


def _check(key: str, row: Table) -> Check:
    nested = {
        "stage": Stage(row["stage"]),
        "topics": tuple(row["topics"]),
        "claim": Claim(**row["claim"]),
        "reply": _reply(row["reply"]) if "reply" in row else None,
        "rewrite": Rewrite(**row["rewrite"]) if "rewrite" in row else None,
        "correction": _correction(row["correction"]) if "correction" in row else None,
        "sources": tuple(_source(entry) for entry in row.get("sources", [])),
        "files": tuple(DemoFile(**entry) for entry in row.get("files", [])),
        "threads": tuple(_thread(entry) for entry in row.get("threads", [])),
    }
    return Check(key=key, **(row | nested))


def _correction(row: Table) -> Correction:
    passage = Rewrite(**row["passage"]) if "passage" in row else None
    return Correction(**(row | {"passage": passage}))


def _person(row: Table) -> Person:
    return Person(**(row | {"role": Role(row["role"]), "desks": tuple(row.get("desks", []))}))


def _reply(row: Table) -> Reply:
    return Reply(**(row | {"status": ReplyStatus(row["status"])}))


def _source(row: Table) -> Source:
    quotations = tuple(Quotation(**entry) for entry in row.get("quotations", []))
    return Source(**(row | {"form": Form(row["form"]), "quotations": quotations}))


def _thread(row: Table) -> Thread:
    return Thread(**(row | {"comments": tuple(Comment(**entry) for entry in row["comments"])}))
