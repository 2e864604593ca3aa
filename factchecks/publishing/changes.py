"""What changed between two contents of a check, for the person who reviews it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from factchecks.models.content import Content
from factchecks.publishing.blocks import plain, read_blocks
from factchecks.publishing.diff import Op, Run, compare_words, side, whole
from factchecks.publishing.paragraphs import Row, Stretch, compare_blocks, fold

CLAIM_TEXTS = {
    "text": "Claim",
    "short": "Short form",
    "claimant": "Claimant",
    "role": "Role at the time",
    "claimed_on": "Said on",
    "precision": "Date is known to",
    "place": "Where",
    "context": "Context",
    "language": "Language",
}
# A number moves when a neighbour moves; that is no change of the thing itself.
UNCOUNTED = ("n", "order")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """One plain text with the fate of its words."""

    label: str
    runs: tuple[Run, ...]
    changed: bool

    @property
    def before(self) -> tuple[Run, ...]:
        """The earlier text with its own words marked."""
        return side(self.runs, Op.REMOVED)

    @property
    def after(self) -> tuple[Run, ...]:
        """The text as it is now with its own words marked."""
        return side(self.runs, Op.ADDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChange:
    """Keys of the things of a list: added and changed ones, and the removed ones as they were."""

    added: frozenset[int]
    changed: frozenset[int]
    removed: tuple[Content, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherClaim:
    """A claim after the first: its words as they are, or were when it is gone, and what changed about it."""

    key: int
    text: str
    fate: str
    parts: tuple[TextChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything inside the digest that differs."""

    headline: TextChange
    standfirst: TextChange
    methodology: TextChange
    body: tuple[Stretch, ...]
    body_changed: bool
    claim: tuple[TextChange, ...]
    further: tuple[FurtherClaim, ...]
    explanation: TextChange
    verdict_was: str
    verdict_changed: bool
    sources: ListChange
    files: ListChange
    topics_changed: bool
    words_added: int
    words_removed: int
    anything: bool

    @property
    def texts(self) -> tuple[TextChange, ...]:
        """Every plain text of the check and of its first claim."""
        return (self.headline, self.standfirst, *self.claim, self.explanation, self.methodology)

    @property
    def claim_changed(self) -> bool:
        """Whether anything about the claims differs, the first one's verdict aside."""
        return bool(self.further) or any(part.changed for part in self.claim)


def _text(label: str, old: Any, new: Any) -> TextChange:
    runs = compare_words(plain(str(old or "")), plain(str(new or "")))
    return TextChange(label=label, runs=runs, changed=(old or "") != (new or ""))


def _list(old: Sequence[Content], new: Sequence[Content]) -> ListChange:
    def bare(one: Content) -> Content:
        return {name: value for name, value in one.items() if name not in UNCOUNTED}

    was = {one["key"]: bare(one) for one in old}
    now = {one["key"]: bare(one) for one in new}
    return ListChange(
        added=frozenset(now.keys() - was.keys()),
        changed=frozenset(key for key in now.keys() & was.keys() if now[key] != was[key]),
        removed=tuple(one for one in old if one["key"] not in now),
    )


def _claim(old: Content, new: Content) -> tuple[TextChange, ...]:
    rows = [_text(label, old.get(name), new.get(name)) for name, label in CLAIM_TEXTS.items()]
    return (
        *rows,
        _text("Seen in", _where(old), _where(new)),
        _text("Origin", _origin(old), _origin(new)),
        _text("Said by others too", _others(old), _others(new)),
    )


def _where(claim: Content) -> str:
    return ", ".join(
        " ".join(filter(None, (one["title"], one["url"], one["timecode"], one.get("on"), _repeated(one))))
        for one in claim.get("appearances", [])
    )


def _repeated(appearance: Content) -> str:
    return "" if appearance["is_first"] else "(repeated)"


def _others(claim: Content) -> str:
    return "; ".join(", ".join(filter(None, (one["name"], one["role"]))) for one in claim.get("others", []))


def _origin(claim: Content) -> str:
    return "unknown" if claim.get("origin_unknown") else ""


def _first_claim(content: Content) -> Content:
    claims = content["text"]["claims"]
    return claims[0] if claims else {}


def _further(old: Content, new: Content) -> tuple[FurtherClaim, ...]:
    """The claims after the first that are new, changed or gone, each compared with itself wherever it stood."""
    was = {one["key"]: one for one in old["text"]["claims"]}
    now = [one["key"] for one in new["text"]["claims"]]
    rows = [_fate(was.get(one["key"], {}), one) for one in new["text"]["claims"][1:]]
    gone = [_fate(one, {}) for key, one in was.items() if key not in now]
    kept = [key for key in was if key in now]
    moved = kept != [key for key in now if key in was]
    return tuple(one for one in (*rows, *gone) if moved or one.fate)


def _fate(was: Content, now: Content) -> FurtherClaim:
    texts = (("verdict", "Verdict"), ("definition", "Meaning of the verdict"), ("explanation", "Why that verdict"))
    compared = (*_claim(was, now), *(_text(label, was.get(name), now.get(name)) for name, label in texts))
    parts = tuple(part for part in compared if part.changed)
    shown = now or was
    fate = ("Changed" if parts else "") if was and now else "New" if now else "Removed"
    return FurtherClaim(key=shown["key"], text=shown["text"], fate=fate, parts=parts if was and now else ())


def numbers(content: Content) -> dict[str, str]:
    """The number shown for each source key."""
    return {str(one["key"]): str(one["n"]) for one in content["text"]["sources"]}


def _counted(runs: Sequence[Run], op: Op) -> int:
    return sum(run.words for run in runs if run.op is op)


def compare(old: Content, new: Content) -> Changes:
    """The differences between two contents of one check (shape: `factchecks.models.content`)."""
    was, now = old["text"], new["text"]
    claim_was, claim_now = _first_claim(old), _first_claim(new)
    rows = compare_blocks(read_blocks(was["body"], numbers(old)), read_blocks(now["body"], numbers(new)))
    headline = _text("Headline", was["headline"], now["headline"])
    standfirst = _text("Standfirst", was["standfirst"], now["standfirst"])
    methodology = _text("How we checked it", was["methodology"], now["methodology"])
    explanation = _text("Why that verdict", claim_was.get("explanation"), claim_now.get("explanation"))
    runs = [run for part in (headline, standfirst, methodology, explanation) for run in part.runs]
    runs += [run for row in rows for run in row.runs]
    return Changes(
        headline=headline,
        standfirst=standfirst,
        methodology=methodology,
        body=tuple(fold(rows)),
        body_changed=any(not row.quiet for row in rows),
        claim=_claim(claim_was, claim_now),
        further=_further(old, new),
        explanation=explanation,
        verdict_was=claim_was.get("verdict", ""),
        verdict_changed=_verdict(claim_was) != _verdict(claim_now),
        sources=_list(was["sources"], now["sources"]),
        files=_list(was["files"], now["files"]),
        topics_changed=was["topics"] != now["topics"],
        words_added=_counted(runs, Op.ADDED),
        words_removed=_counted(runs, Op.REMOVED),
        anything=was != now,
    )


def _verdict(claim: Content) -> tuple[str, str]:
    return claim.get("verdict", ""), claim.get("definition", "")


def unmarked(content: Content) -> tuple[Stretch, ...]:
    """The body as it is, in the same shape as a compared one."""
    blocks = read_blocks(content["text"]["body"], numbers(content))
    rows = tuple(Row(op=Op.SAME, kind=one.kind, runs=(whole(one.pieces),)) for one in blocks)
    return (Stretch(rows=rows),)
