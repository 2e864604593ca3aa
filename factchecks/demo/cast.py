"""Who and what the demo newsroom consists of beside its checks: desks, topics, people, claimants."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A person's role in the demo newsroom."""

    REPORTER = "reporter"
    EDITOR = "editor"
    CHIEF = "chief"
    ADMIN = "admin"


@dataclass(frozen=True)
class Desk:
    """A desk of the newsroom."""

    key: str
    name: str


@dataclass(frozen=True)
class Topic:
    """A topic of checks."""

    slug: str
    name: str


@dataclass(frozen=True)
class Person:
    """Somebody who works in the newsroom. `outsider` marks the demo's reporter of another desk."""

    key: str
    name: str
    email: str
    role: Role
    desks: tuple[str, ...] = ()
    portrait: str = ""
    outsider: bool = False


@dataclass(frozen=True)
class Claimant:
    """Who made a claim; `kind` is "person" or "organisation", `portrait` names a piece of art or is empty."""

    slug: str
    name: str
    kind: str
    job_title: str
    portrait: str = ""
