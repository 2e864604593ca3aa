"""The shapes of the demo newsroom's content: frozen dataclasses that the TOML files fill."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """How far a demo check has come."""

    DRAFT = "draft"
    RESEARCH = "research"
    REVIEW = "review"
    PUBLISHED = "published"


class Form(StrEnum):
    """What a source is: an address, one of the check's files, or something described in words."""

    LINK = "link"
    FILE = "file"
    DESCRIBED = "described"


class Role(StrEnum):
    """A person's role in the demo newsroom."""

    REPORTER = "reporter"
    EDITOR = "editor"
    CHIEF = "chief"
    ADMIN = "admin"


class ReplyStatus(StrEnum):
    """What became of the right of reply."""

    ASKED = "asked"
    ANSWERED = "answered"
    NOT_NEEDED = "not_needed"


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


@dataclass(frozen=True)
class Claim:
    """The claim of a check. `short` has at most 75 characters; `appeared` is the key of a source or empty."""

    text: str
    short: str
    claimant: str
    role: str
    claimed_on: date
    place: str
    context: str
    appeared: str = ""


@dataclass(frozen=True)
class Quotation:
    """Exact words of a source. `changed` marks the one that its page no longer says."""

    text: str
    locator: str = ""
    changed: bool = False


@dataclass(frozen=True)
class Source:
    """A numbered source. `url` holds "{port}" for the demo web's port; `file` is the key of a DemoFile."""

    key: str
    form: Form
    title: str
    publisher: str
    kind: str
    stance: str
    primary: bool = False
    url: str = ""
    file: str = ""
    description: str = ""
    confidential: bool = False
    quotations: tuple[Quotation, ...] = ()

    def address(self, port: int) -> str:
        """Return the link's URL on the demo web at `port`."""
        return self.url.replace("{port}", str(port))


@dataclass(frozen=True)
class DemoFile:
    """A file of a check. `name` is the file's name in the folder that `art.make_art` fills."""

    key: str
    name: str
    caption: str
    credit: str
    alt: str = ""
    lead: bool = False
    public: bool = True


@dataclass(frozen=True)
class Reply:
    """The right of reply: who was asked, when and how, and the answer or the reason why nobody was."""

    status: ReplyStatus
    text: str
    asked: str = ""
    how: str = ""
    asked_on: date | None = None


@dataclass(frozen=True)
class Rewrite:
    """A passage as it stood in the first round: `now` is in the body, `before` stood there instead."""

    now: str
    before: str


@dataclass(frozen=True)
class Correction:
    """What readers are told of a change after publication, and what stood there until then, where it differs."""

    kind: str
    wrong: str
    now: str
    passage: Rewrite | None = None
    verdict: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class Comment:
    """What the person with this key wrote."""

    by: str
    text: str


@dataclass(frozen=True)
class Thread:
    """A discussion: about words of the first body, a source by its key, or the whole check."""

    comments: tuple[Comment, ...]
    words: str = ""
    source: str = ""
    blocking: bool = False
    resolved: bool = False


@dataclass(frozen=True)
class Check:
    """One fact-check with all that the loader needs to walk it to its stage. `due_hours` counts from loading."""

    key: str
    stage: Stage
    desk: str
    author: str
    headline: str
    due_hours: int
    topics: tuple[str, ...]
    claim: Claim
    editor: str = ""
    standfirst: str = ""
    verdict: str = ""
    explanation: str = ""
    body: str = ""
    submit_note: str = ""
    send_back_note: str = ""
    answer_note: str = ""
    approved: bool = False
    reply: Reply | None = None
    rewrite: Rewrite | None = None
    correction: Correction | None = None
    retracted: str = ""
    sources: tuple[Source, ...] = ()
    files: tuple[DemoFile, ...] = ()
    threads: tuple[Thread, ...] = ()

    @property
    def first_body(self) -> str:
        """The body as it was submitted in the first round."""
        return self._before(self.rewrite)

    @property
    def first_public_body(self) -> str:
        """The body as readers got it first."""
        return self._before(self.correction.passage if self.correction else None)

    def _before(self, change: Rewrite | None) -> str:
        return self.body.replace(change.now, change.before) if change else self.body


@dataclass(frozen=True)
class DemoNewsroom:
    """All demo content."""

    desks: tuple[Desk, ...]
    topics: tuple[Topic, ...]
    people: tuple[Person, ...]
    claimants: tuple[Claimant, ...]
    checks: tuple[Check, ...]
