"""What the caller knows beside the attempt, and one attempt with all that can be read out of it."""

from dataclasses import dataclass
from functools import cached_property

from factchecks.links.records import Attempt
from factchecks.links.similarity import similarity
from factchecks.links.text import Page, is_pdf, read_page
from factchecks.links.walls import Wall, wall_before

TRUSTED_LENGTH = 500
ALMOST_NOTHING = 50
UNREAD = Page(unreadable="This file has not been read yet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """All of it optional; the rules that need what is missing stay silent.

    `previous_ok`: an earlier good copy is kept, so 304 is good. `page`: what `read_page` made of the attempt's
    body (HTML and text are read here when it is None, a PDF is not). `kept_text`: readable text of the kept
    copy. `quotes`: the results of `quotes.verify` for every quotation from this link, or "unverifiable".
    `sibling`: the attempt at the address that an earlier observation asked for. `fragment`: of the cited
    address, without '#'. `confirmed_by_hand`: a person opened the page and found it in order, so rules 12 and
    13, which only conclude, give way.
    """

    previous_ok: bool = False
    page: Page | None = None
    kept_text: str = ""
    quotes: tuple[str, ...] = ()
    sibling: Attempt | None = None
    fragment: str = ""
    confirmed_by_hand: bool = False


class Case:
    """One attempt under judgement; everything costly is worked out once, when first asked for."""

    def __init__(self, attempt: Attempt, context: Context) -> None:
        self.attempt, self.context = attempt, context

    @cached_property
    def page(self) -> Page:
        """What the body says; empty for PDFs that the caller has not read."""
        if self.context.page is not None:
            return self.context.page
        return _read(self.attempt)

    @cached_property
    def wall(self) -> Wall:
        return wall_before(self.attempt.url, self.attempt.final_url, self.page)

    @property
    def is_shell(self) -> bool:
        """Whether the words would come by script only, which we do not run."""
        marks, length = self.page.marks, len(self.page.text)
        return marks.scripted and length < TRUSTED_LENGTH and (marks.waits or length < ALMOST_NOTHING)

    @property
    def is_cut(self) -> bool:
        return self.attempt.truncated or self.page.truncated

    @cached_property
    def distrust(self) -> str:
        """Why the absence of words in this text proves nothing, as a sentence; '' when it does (rule 15)."""
        reasons = (
            (bool(self.page.unreadable), self.page.unreadable),
            (self.wall is not Wall.NONE, "The page is closed to us."),
            (self.is_cut, "The page is too large to be read to its end."),
            (self.is_shell, "The page builds its text by script, which we do not run."),
            (len(self.page.text) < TRUSTED_LENGTH, "The page shows us too little text."),
        )
        return next((sentence for holds, sentence in reasons if holds), "")

    @cached_property
    def likeness(self) -> float | None:
        """Similarity to the kept copy, 0 to 1; None when either side has no whole text to compare."""
        closed = self.page.unreadable or self.wall is not Wall.NONE or self.is_cut or self.is_shell
        if closed or not self.context.kept_text:
            return None
        return similarity(self.page.text, self.context.kept_text)

    @cached_property
    def sibling_likeness(self) -> float | None:
        """Similarity to the answer for a path that cannot exist; None when that was no success or not asked."""
        sibling = self.context.sibling
        if sibling is None or sibling.error or sibling.status != 200:
            return None
        other = _read(sibling)
        return None if other.unreadable or self.page.unreadable else similarity(self.page.text, other.text)


def _read(attempt: Attempt) -> Page:
    content_type = attempt.headers.get("content-type", "")
    return UNREAD if is_pdf(attempt.body, content_type) else read_page(attempt.body, content_type)
