"""The status of a link as it is stored: where it stands, since when, and what is being counted."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from factchecks.links.observations import Rule, Verdict

CONFIRMED_FOR = timedelta(days=90)


class State(StrEnum):
    """`failing`: not found at the last look, not yet called dead.

    `unknown`: answers so far say nothing of the page.
    """

    UNCHECKED = "unchecked"
    OK = "ok"
    UNSTABLE = "unstable"
    FAILING = "failing"
    DEAD = "dead"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"
    REFUSED = "refused"


class Standing(StrEnum):
    """What the newsroom was last told of a link. It holds until a look says otherwise for certain."""

    FINE = "fine"
    DEAD = "dead"
    UNREACHABLE = "unreachable"
    QUOTE_MISSING = "quote_missing"
    QUOTE_DIFFERS = "quote_differs"
    QUOTE_DIFFERS_IN_MEANING = "quote_differs_in_meaning"
    CHANGED_HEAVILY = "changed_heavily"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person opened the page and it worked. `against`: what our last look had said."""

    by: str
    at: datetime
    against: Verdict | None = None

    @property
    def until(self) -> datetime:
        return self.at + CONFIRMED_FOR

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        against = data.get("against")
        return cls(data["by"], datetime.fromisoformat(data["at"]), Verdict(against) if against else None)


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
    back. `confirmed`: by hand, in force until its date or until new evidence of death.
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
    confirmed: Confirmation | None = None
    standing: Standing = Standing.FINE

    @property
    def unreached_since(self) -> datetime | None:
        """When the present row of temporary failures began; None when there is none."""
        return self.temporary.first if self.temporary else None

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
_READERS: dict[str, Callable[[Any], Any]] = {
    "state": State,
    "verdict": Verdict,
    "rule": Rule,
    "standing": Standing,
    "confirmed": Confirmation.from_dict,
    **dict.fromkeys(_TIMES, datetime.fromisoformat),
    **dict.fromkeys(_RUNS, Run.from_dict),
}
