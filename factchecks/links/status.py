"""The status of a link as it is stored: where it stands, since when, and what is being counted."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from factchecks.links.records import Rule, Verdict


class State(StrEnum):
    """`failing`: not found at the last look, not yet called dead. `unknown`.

    Answers so far say nothing of the page.
    """

    UNCHECKED = "unchecked"
    OK = "ok"
    UNSTABLE = "unstable"
    FAILING = "failing"
    DEAD = "dead"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Run:
    """Failures of one kind in a row: how many count, when the first and the last counted one were."""

    count: int
    first: datetime
    last: datetime

    def to_dict(self) -> dict[str, Any]:
        return {"count": self.count, "first": self.first.isoformat(), "last": self.last.isoformat()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(data["count"], datetime.fromisoformat(data["first"]), datetime.fromisoformat(data["last"]))


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """All times aware. `since`: when `state` began. `failures`: in a row, of any kind that counts.

    `not_found_since`: first definite failure since the last good answer; `not_before`: when the host wants us
    back.
    """

    state: State = State.UNCHECKED
    since: datetime | None = None
    verdict: Verdict | None = None
    rule: Rule | None = None
    detail: str = ""
    last_checked: datetime | None = None
    last_good: datetime | None = None
    not_found_since: datetime | None = None
    not_before: datetime | None = None
    failures: int = 0
    definite: Run | None = None
    gone: Run | None = None
    temporary: Run | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; `from_dict` gives an equal status back."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Raises KeyError or ValueError when `data` was not made by `to_dict`."""
        return cls(**{name: _READERS.get(name, _same)(value) for name, value in data.items() if value is not None})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return value


def _same(value: Any) -> Any:
    return value


_TIMES = ("since", "last_checked", "last_good", "not_found_since", "not_before")
_RUNS = ("definite", "gone", "temporary")
_READERS: dict[str, Callable[[Any], Any]] = (
    {"state": State, "verdict": Verdict, "rule": Rule}
    | dict.fromkeys(_TIMES, datetime.fromisoformat)
    | dict.fromkeys(_RUNS, Run.from_dict)
)
