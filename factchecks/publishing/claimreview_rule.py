"""What a rule of the lint is, and what it is told of the page on which a review stands."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where one review stands. `url`: the page; `site`: its root without a slash; `words`: the verdicts readers see;
    `urls`: the addresses of all reviews on the page; `nth`: which of them this is, from 1, the primary one."""

    url: str
    site: str
    words: frozenset[str]
    urls: tuple[str, ...]
    nth: int = 1


class Severity(StrEnum):
    """Whether the data may go out all the same."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True)
class Rule:
    """`asks`: the sentence for whom it stops; `source`: who asks for it; `holds`: whether a review is right there."""

    code: str
    asks: str
    source: str
    holds: Callable[[Json, Place], bool]
    severity: Severity = Severity.BLOCK
