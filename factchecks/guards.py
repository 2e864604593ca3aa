"""What must hold before an action. A guard returns a sentence for a person, or None when it is satisfied."""

from collections.abc import Callable
from dataclasses import dataclass

from factchecks.facts import Facts
from factchecks.states import Severity


def _always(facts: Facts) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Guard:
    """One rule: `anchor` is the part of the workspace where it is fixed, `fix` the words on that button.

    Where it does not apply it is not counted among what is satisfied.
    """

    code: str
    anchor: str
    fix: str
    passed: str
    check: Callable[[Facts], str | None]
    severity: Severity = Severity.BLOCK
    applies: Callable[[Facts], bool] = _always


def _count(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(n=number)


def _which(numbers: tuple[int, ...]) -> str:
    """The claims that are meant, by number where there are several."""
    if not numbers:
        return "the claim"
    *most, last = map(str, numbers)
    return f"claims {', '.join(most)} and {last}" if most else f"claim {last}"


def needs_claim(f: Facts) -> str | None:
    return None if f.has_claim else f"Write down {_which(f.lacking.words)}, word for word."


def needs_headline(f: Facts) -> str | None:
    return None if f.has_headline else "Give the check a headline."


def needs_claimant(f: Facts) -> str | None:
    if f.has_claimant:
        return None
    return f"Name who made {_which(f.lacking.claimant)}, or state that the origin is unknown."


def wants_appearance(f: Facts) -> str | None:
    if f.has_appearance:
        return None
    were = "were" if len(f.lacking.appearance) > 1 else "was"
    return f"Say where {_which(f.lacking.appearance)} {were} made."


def needs_standfirst(f: Facts) -> str | None:
    return None if f.has_standfirst else "Write the standfirst."


def needs_body(f: Facts) -> str | None:
    return None if f.has_body else "Write the article."


def needs_verdict(f: Facts) -> str | None:
    if f.has_verdict:
        return None
    return f"Propose a verdict for {_which(f.lacking.verdict)}." if f.lacking.verdict else "Propose a verdict."


def needs_explanation(f: Facts) -> str | None:
    if f.has_explanation:
        return None
    of = f" for {_which(f.lacking.explanation)}" if f.lacking.explanation else ""
    return f"Say in one or two sentences why that is the verdict{of}."


def needs_sources(f: Facts) -> str | None:
    if f.independent_sources >= f.sources_required:
        return None
    return f"Add independent sources: {f.independent_sources} of {f.sources_required}."


def needs_quotes_found(f: Facts) -> str | None:
    if not f.quotes_unverified:
        return None
    return _count(
        f.quotes_unverified,
        "One quotation has not been found in its source.",
        "{n} quotations have not been found in their sources.",
    )


def needs_kept_copies(f: Facts) -> str | None:
    if not f.sources_unkept:
        return None
    return _count(
        f.sources_unkept,
        "One source has no kept copy and no reason why.",
        "{n} sources have no kept copy and no reason why.",
    )


def needs_live_links(f: Facts) -> str | None:
    if not f.sources_broken:
        return None
    return _count(f.sources_broken, "A cited link is broken.", "{n} cited links are broken.")


def needs_fresh_looks(f: Facts) -> str | None:
    if not f.links_stale:
        return None
    return _count(
        f.links_stale,
        "One link was not looked at for a day: check it now.",
        "{n} links were not looked at for a day: check them now.",
    )


def needs_known_citations(f: Facts) -> str | None:
    if not f.unknown_citations:
        return None
    return _count(
        f.unknown_citations,
        "The text cites a source that is not public or not in the list.",
        "The text cites {n} sources that are not public or not in the list.",
    )


def wants_ordered_headings(f: Facts) -> str | None:
    if not f.headings_misplaced:
        return None
    return _count(f.headings_misplaced, "One heading is out of order.", "{n} headings are out of order.")


def wants_telling_links(f: Facts) -> str | None:
    if not f.links_vague:
        return None
    first = _count(f.links_vague, "One link does not say where it leads", "{n} links do not say where they lead")
    return f"{first}: “{f.vague_name}”." if f.vague_name else f"{first}."


def needs_reply(f: Facts) -> str | None:
    if f.reply_recorded or not f.reply_required:
        return None
    return "Record the right of reply: asked, answered, or not needed and why."


def needs_image_words(f: Facts) -> str | None:
    if not f.images_incomplete:
        return None
    return _count(
        f.images_incomplete,
        "One picture lacks a caption, a credit or alternative text.",
        "{n} pictures lack a caption, a credit or alternative text.",
    )


def needs_answered_comments(f: Facts) -> str | None:
    if not f.open_blocking:
        return None
    return _count(
        f.open_blocking,
        "One comment that must be settled first is open.",
        "{n} comments that must be settled first are open.",
    )


CLAIM = Guard(code="claim", anchor="claim", fix="Write it", passed="The claim is written down", check=needs_claim)
HEADLINE = Guard(code="headline", anchor="headline", fix="Write it", passed="There is a headline", check=needs_headline)
CLAIMANT = Guard(
    code="claimant", anchor="claim", fix="Name them", passed="The claim has a claimant", check=needs_claimant
)
APPEARANCE = Guard(
    code="appearance",
    anchor="claim",
    fix="Say where",
    passed="It is known where the claim was made",
    check=wants_appearance,
    severity=Severity.WARN,
)
STANDFIRST = Guard(
    code="standfirst",
    anchor="standfirst",
    fix="Write it",
    passed="There is a standfirst",
    check=needs_standfirst,
)
BODY = Guard(code="body", anchor="body", fix="Write it", passed="The article is written", check=needs_body)
VERDICT = Guard(code="verdict", anchor="verdict", fix="Choose", passed="A verdict is proposed", check=needs_verdict)
EXPLANATION = Guard(
    code="explanation",
    anchor="explanation",
    fix="Write it",
    passed="The verdict has its reason",
    check=needs_explanation,
)
SOURCES = Guard(
    code="sources",
    anchor="sources",
    fix="Add one",
    passed="There are enough independent sources",
    check=needs_sources,
)
QUOTES = Guard(
    code="quotes",
    anchor="sources",
    fix="Show",
    passed="Every quotation is found in its source",
    check=needs_quotes_found,
)
COPIES = Guard(
    code="copies", anchor="sources", fix="Show", passed="Every source has a kept copy", check=needs_kept_copies
)
LINKS = Guard(code="links", anchor="sources", fix="Show", passed="No cited link is broken", check=needs_live_links)
FRESH = Guard(
    code="fresh",
    anchor="sources",
    fix="Check now",
    passed="Every link was looked at within the day",
    check=needs_fresh_looks,
)
CITATIONS = Guard(
    code="citations",
    anchor="body",
    fix="Show",
    passed="Every citation leads to a source",
    check=needs_known_citations,
)
HEADINGS = Guard(
    code="headings",
    anchor="body",
    fix="Show",
    passed="The headings are in order",
    check=wants_ordered_headings,
    severity=Severity.WARN,
)
LINK_NAMES = Guard(
    code="link-names",
    anchor="body",
    fix="Show",
    passed="Every link says where it leads",
    check=wants_telling_links,
    severity=Severity.WARN,
)
REPLY = Guard(code="reply", anchor="reply", fix="Record it", passed="Right of reply is recorded", check=needs_reply)
IMAGES = Guard(
    code="images",
    anchor="files",
    fix="Show",
    passed="Every picture has caption, credit and alternative text",
    check=needs_image_words,
)
COMMENTS = Guard(
    code="comments",
    anchor="discussion",
    fix="Show",
    passed="Every comment that must be settled is resolved",
    check=needs_answered_comments,
)
FOR_RESEARCH = (CLAIM, HEADLINE, CLAIMANT, APPEARANCE)
# Without these there is nothing that could be a page.
FOR_A_PAGE = (CLAIM, HEADLINE, CLAIMANT, STANDFIRST, BODY, VERDICT, EXPLANATION)
FOR_REVIEW = (
    CLAIM,
    HEADLINE,
    CLAIMANT,
    APPEARANCE,
    STANDFIRST,
    BODY,
    VERDICT,
    EXPLANATION,
    SOURCES,
    QUOTES,
    COPIES,
    LINKS,
    CITATIONS,
    HEADINGS,
    LINK_NAMES,
    REPLY,
    IMAGES,
    COMMENTS,
)
