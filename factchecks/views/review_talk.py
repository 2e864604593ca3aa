"""The discussion on the review page: threads under the paragraph that holds their words, the others in lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from factchecks.forms.discussion import StartForm
from factchecks.models import FactCheck, ReviewRound, User
from factchecks.publishing.anchors import Anchor, find, single
from factchecks.publishing.paragraphs import Row, Stretch
from factchecks.views import threads
from factchecks.views.threads import Discussion, Talk


@dataclass(frozen=True, kw_only=True)
class TalkedRow(Row):
    """A paragraph with the open threads whose words are in it."""

    talks: tuple[Talk, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Settled:
    """Of `asked` threads of the last reviewer, how many were answered or resolved after that review."""

    by: User
    asked: int
    done: int


@dataclass(kw_only=True)
class _Places:
    """The words of the text as it is now, with the place where each paragraph begins."""

    text: str = ""
    begins: list[int] = field(default_factory=list)

    def add(self, row: Row) -> None:
        words = single("".join(piece.text for run in row.after for piece in run.pieces))
        self.text += " " if self.text and words else ""
        self.begins.append(len(self.text))
        self.text += words

    def row_of(self, talk: Talk) -> int | None:
        """Number of the paragraph that the words begin in; None when they are in none."""
        one = talk.thread
        at = find(Anchor(exact=one.exact, before=one.before, after=one.after), self.text)
        if at is None:
            return None
        return max(number for number, begin in enumerate(self.begins) if begin <= at)


def _places(body: Sequence[Stretch]) -> _Places:
    places = _Places()
    for stretch in body:
        for row in stretch.rows:
            places.add(row)
    return places


def _talked(row: Row, talks: Sequence[Talk]) -> Row:
    given = {one.name: getattr(row, one.name) for one in fields(row)}
    return TalkedRow(**given, talks=tuple(talks)) if talks else row


def beneath(body: Sequence[Stretch], talks: Sequence[Talk]) -> tuple[tuple[Stretch, ...], list[Talk]]:
    """The body with each thread under its paragraph, which is then not folded away, and the threads left over."""
    places = _places(body)
    under: dict[int, list[Talk]] = {}
    rest = []
    for talk in talks:
        number = places.row_of(talk)
        if number is None:
            rest.append(talk)
        else:
            under.setdefault(number, []).append(talk)
    at, stretches = 0, []
    for stretch in body:
        numbers = range(at, at + len(stretch.rows))
        rows = tuple(_talked(row, under.get(number, ())) for number, row in zip(numbers, stretch.rows, strict=True))
        stretches.append(Stretch(rows=rows, folded=stretch.folded and not any(number in under for number in numbers)))
        at += len(stretch.rows)
    return tuple(stretches), rest


def _answered_after(talk: Talk, since: ReviewRound) -> bool:
    resolved = talk.thread.resolved_at
    said = [one.comment for one in talk.lines if one.comment.author_id != since.decided_by_id and one.comment.sent_at]
    return bool(resolved or any(one.sent_at > since.decided_at for one in said))  # type: ignore[operator]


def settled(found: Discussion, since: ReviewRound | None) -> Settled | None:
    """What became of the threads that `since` left open; None when it left none."""
    if since is None or since.decided_by is None or since.decided_at is None:
        return None
    asked = [
        one
        for one in (*found.open, *found.resolved)
        if one.thread.started_by_id == since.decided_by_id
        and one.thread.started_at <= since.decided_at
        and (one.thread.resolved_at is None or one.thread.resolved_at > since.decided_at)
    ]
    done = sum(_answered_after(one, since) for one in asked)
    return Settled(by=since.decided_by, asked=len(asked), done=done) if asked else None


def context(factcheck: FactCheck, user: User, *, lines: Sequence[Any], seen: Any, side: bool) -> dict[str, Any]:
    """`lines` are the sources of the page, `seen` its comparison; `side`: paragraphs in pairs have no room beneath."""
    numbers = {one.source.pk: one.number for one in lines if one.number}
    choices = [(one.source.pk, f"Source {one.number or '–'}: {str(one.source)[:60]}") for one in lines]
    found = threads.read(factcheck, user, numbers)
    body, rest = (seen.body, found.open) if side else beneath(seen.body, found.open)
    return {
        "talk": found,
        "body": body,
        "rest": rest,
        "settled": settled(found, seen.since),
        "origin": "review",
        "start_form": StartForm(choices=choices, auto_id="start_%s"),
    }
