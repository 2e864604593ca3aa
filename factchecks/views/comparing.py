"""What the page of two versions shows: their differences as the review shows them, and what restoring would do."""

from dataclasses import dataclass

from factchecks.errors import NotFound
from factchecks.models import Edition, FactCheck, User
from factchecks.models.content import Content, content_of
from factchecks.models.facts import facts_of, person_for
from factchecks.models.veil import covered
from factchecks.policy import blockers
from factchecks.publishing.changes import ListChange, compare
from factchecks.services import restoring, versions
from factchecks.services.evidence_ledger import hidden_from
from factchecks.states import Action
from factchecks.views.versionlist import Version, versions_of

NOW = "now"
NO_SUCH = "There is no such version of this check."


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two: a version with its edition, or the check as it is saved now (both None)."""

    content: Content
    version: Version | None = None
    edition: Edition | None = None


@dataclass(frozen=True, kw_only=True)
class SourceFate:
    """A source that differs, as the version named by `fate` has it."""

    title: str
    fate: str


@dataclass(frozen=True, kw_only=True)
class Restorable:
    """A version that can be put back, and a sentence for each thing of it that is gone."""

    version: Version
    gone: tuple[str, ...]


def _number(asked: str) -> int:
    if not asked.isdecimal() or len(asked) > len("999999"):
        raise NotFound(NO_SUCH)
    return int(asked)


def _side(factcheck: FactCheck, known: dict[int, Version], asked: str) -> Side:
    if asked == NOW:
        return Side(content=content_of(factcheck))
    edition = versions.get(factcheck=factcheck, number=_number(asked))
    content = covered(edition.content) if factcheck.veiled else edition.content
    return Side(content=content, version=known[edition.number], edition=edition)


def _in_order(one: Side, other: Side) -> tuple[Side, Side]:
    late = [side.version.number if side.version else float("inf") for side in (one, other)]
    return (one, other) if late[0] <= late[1] else (other, one)


def _titles(content: Content) -> dict[int, str]:
    return {one["key"]: one["title"] or one["url"] for one in content["text"]["sources"]}


def source_fates(change: ListChange, old: Content, new: Content, secret: frozenset[int]) -> list[SourceFate]:
    """Sources that were added, removed or changed, but for those that are confidential to this person."""
    keys = {
        "Added": (_titles(new), change.added),
        "Removed": (_titles(old), frozenset(one["key"] for one in change.removed)),
        "Changed": (_titles(new), change.changed),
    }
    return [
        SourceFate(title=titles[key], fate=fate) for fate, (titles, of) in keys.items() for key in sorted(of - secret)
    ]


def _restorable(factcheck: FactCheck, sides: tuple[Side, Side], user: User) -> list[Restorable]:
    return [
        Restorable(version=side.version, gone=restoring.gone(factcheck=factcheck, edition=side.edition, by=user))
        for side in {side.edition.pk: side for side in sides if side.edition}.values()
        if side.version and side.edition
    ]


def context(factcheck: FactCheck, user: User, *, older: str, newer: str) -> dict[str, object]:
    """The whole page. `older`, `newer`: numbers, or `now`; empty for the newest version and now. Raises NotFound."""
    known = {words.number: words for _, words in versions_of(factcheck)}
    page: dict[str, object] = {"check": factcheck, "versions": list(known.values())}
    if not known and not older:
        return page
    first = older or str(next(iter(known)))
    sides = _in_order(_side(factcheck, known, first), _side(factcheck, known, newer or NOW))
    changes = compare(sides[0].content, sides[1].content)
    secret = hidden_from(factcheck=factcheck, by=user).ids.get("source", frozenset())
    why_not = blockers(facts_of(factcheck), Action.EDIT, person_for(user, factcheck))
    return page | {
        "older": sides[0].version,
        "newer": sides[1].version,
        "changes": changes,
        "claim": next(iter(sides[1].content["text"]["claims"]), {}),
        "sources": source_fates(changes.sources, sides[0].content, sides[1].content, secret),
        "why_not": why_not,
        "restorable": [] if why_not else _restorable(factcheck, sides, user),
    }
