"""The threads of a check as rows: under the words or the source they are about, with what this person may do."""

from dataclasses import dataclass

from factchecks.models import Comment, FactCheck, Suggestion, Thread, User
from factchecks.publishing.anchors import Anchor, find
from factchecks.publishing.body import plain_text
from factchecks.services import comments, discussion, settling

TEXT, SOURCES, WHOLE = "On the text", "On sources", "On the whole check"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One comment. `asks` are the names of those it asks."""

    comment: Comment
    mine: bool
    asks: list[str]
    editable: bool
    deletable: bool

    @property
    def key(self) -> str:
        """What tells its fields from those of the others."""
        return str(self.comment.pk)


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One thread. `place` is where its words begin in the text, None when they are gone; `number` is its source's."""

    thread: Thread
    lines: list[Line]
    place: int | None
    number: int | None
    resolvable: bool

    @property
    def key(self) -> str:
        """What tells its fields from those of the others."""
        return str(self.thread.pk)

    @property
    def group(self) -> str:
        """The heading it stands under."""
        if self.thread.exact:
            return TEXT
        return SOURCES if self.thread.source_id else WHOLE

    @property
    def gone(self) -> bool:
        """Whether the words it is about are not in the text any more."""
        return bool(self.thread.exact) and self.place is None

    @property
    def suggestion(self) -> Suggestion | None:
        """The words that are suggested instead, if any are."""
        return getattr(self.thread, "suggestion", None)

    @property
    def unsent(self) -> bool:
        """Whether nobody else can read any of it."""
        return all(line.comment.sent_at is None for line in self.lines)

    @property
    def order(self) -> tuple[int, bool, int, int]:
        """As one reads: the text from its top, sources by number, then the whole; what is gone after the rest."""
        rank = (TEXT, SOURCES, WHOLE).index(self.group)
        return rank, self.gone, self.place or self.number or 0, self.thread.pk


@dataclass(frozen=True, kw_only=True)
class Discussion:
    """All of it. `held`: what this person writes goes with their decision; `unsent`: how many wait for that."""

    open: list[Talk]
    resolved: list[Talk]
    held: bool
    unsent: int

    @property
    def first_blocking(self) -> int | None:
        """The first thread that keeps the check from review."""
        return next((one.thread.pk for one in self.open if one.thread.blocking and not one.unsent), None)


def _line(comment: Comment, by: User, *, last: bool) -> Line:
    mine = comment.author_id == by.pk
    return Line(
        comment=comment,
        mine=mine,
        asks=[str(one) for one in comment.mentions.all()],
        editable=comments.may_edit(comment=comment, by=by),
        deletable=mine and last,
    )


def _talk(thread: Thread, factcheck: FactCheck, by: User, text: str, numbers: dict[int, int]) -> Talk:
    shown: list[Comment] = thread.shown  # type: ignore[attr-defined]
    anchor = Anchor(exact=thread.exact, before=thread.before, after=thread.after)
    return Talk(
        thread=thread,
        lines=[_line(one, by, last=one is shown[-1]) for one in shown],
        place=find(anchor, text),
        number=numbers.get(thread.source_id or 0),
        resolvable=settling.may_resolve(thread=thread, factcheck=factcheck, by=by),
    )


def read(factcheck: FactCheck, by: User, numbers: dict[int, int]) -> Discussion:
    """Everything this person may read, in three queries. `numbers`: of each source that is cited, by its key."""
    found = list(Thread.objects.visible_to(by, factcheck).with_comments(by))
    text = plain_text(factcheck.body) if any(one.exact for one in found) else ""
    talks = sorted((_talk(one, factcheck, by, text, numbers) for one in found), key=lambda talk: talk.order)
    unsent = sum(line.comment.sent_at is None for talk in talks for line in talk.lines)
    return Discussion(
        open=[one for one in talks if one.thread.is_open],
        resolved=[one for one in talks if not one.thread.is_open],
        held=discussion.held_back(factcheck=factcheck, by=by),
        unsent=unsent,
    )
