"""Rule 12: the points that speak for a "not found" page which pretends to be a success."""

import hashlib
import re
from dataclasses import replace
from enum import StrEnum

from factchecks.links.addresses import Address, InvalidAddress, parse
from factchecks.links.context import Case
from factchecks.links.phrases import says_not_found

NOT_FOUND_TEXT = 1_500
NOINDEX_TEXT = 300
SAME_AS_SIBLING = 0.9
UNLIKE_COPY = 0.2
ENOUGH = 2
FRONT_PAGES = re.compile(r"/([a-z]{2}([_-][a-z]{2})?/?)?((index|home|default)(\.\w{2,5})?/?)?\Z", re.IGNORECASE)
SECTION = re.compile(r"/[^\W\d_]{2,20}/?\Z")
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
# Whole segments or values; in a headline's address these words may mean anything.
URL_WORDS = re.compile(
    r"[/=](404|410|err(or)?[-_]?(404|410|page)?|erreur|fehler|fehlerseite|errore|erro|oops)(\.\w{2,5})?([/?&#]|\Z)|"
    r"(?<![a-z0-9])(not[-_]?found|page[-_]?not[-_]?found|404[-_]error|error[-_]404|page[-_]?missing|"
    r"no[-_]such[-_]page|nicht[-_]gefunden|introuvable|no[-_]encontrad[ao]|nao[-_]encontrad[ao]|"
    r"non[-_]trovat[ao]|niet[-_]gevonden)(?![a-z0-9])",
    re.IGNORECASE,
)


class Point(StrEnum):
    """One reason to doubt a success; the value is its sentence."""

    LED_UP = "The address leads on to a front page or a bare section."
    ADDRESS_SAYS = "The address it leads to speaks of an error."
    HEADING_SAYS = "The headline says that the page was not found."
    NOINDEX = "The page is nearly empty and asks not to be listed by search engines."
    UNLIKE_COPY = "Hardly anything of the kept copy is on the page."
    LIKE_SIBLING = "The site shows the same text for an address that cannot exist."


LONG_BUT_TITLED = "The headline reads like that of a page that was not found, but the page holds much text."


def points(case: Case) -> tuple[Point, ...]:
    """The points that hold for a success. The last one counts only beside another."""
    found = first_points(case)
    # One shell for every address is how a page made by script works.
    if found and not case.is_shell and like_sibling(case):
        return (*found, Point.LIKE_SIBLING)
    return found


def like_sibling(case: Case) -> bool:
    """Whether an address that cannot exist shows the same text."""
    return case.sibling_likeness is not None and case.sibling_likeness >= SAME_AS_SIBLING


def first_points(case: Case) -> tuple[Point, ...]:
    """Those that need no further request."""
    held = (
        (Point.LED_UP, _led_up(case)),
        (Point.ADDRESS_SAYS, _address_says(case)),
        (Point.HEADING_SAYS, heading_says(case) and len(case.page.text) < NOT_FOUND_TEXT),
        (Point.NOINDEX, _noindex(case) and len(case.page.text) < NOINDEX_TEXT),
        (Point.UNLIKE_COPY, case.likeness is not None and case.likeness < UNLIKE_COPY),
    )
    return tuple(point for point, holds in held if holds)


def heading_says(case: Case) -> bool:
    """Whether title or headline is one of the known phrases."""
    return any(says_not_found(heading) for heading in (case.page.marks.title, *case.page.marks.headings))


def _led_up(case: Case) -> bool:
    """From a deep path to a root, on this or another domain, or to a section such as /news/."""
    attempt = case.attempt
    both = _both(attempt.url, attempt.final_url) if attempt.hops else None
    if both is None:
        return False
    asked, reached = both
    if FRONT_PAGES.match(asked.target):
        return False
    if FRONT_PAGES.match(reached.target):
        return True
    return _depth(asked) >= 2 and asked.target != reached.target and bool(SECTION.match(reached.target))


def _address_says(case: Case) -> bool:
    both = _both(case.attempt.url, case.attempt.final_url)
    if both is None:
        return False
    asked, reached = both
    return bool(URL_WORDS.search(reached.target)) and not URL_WORDS.search(asked.target)


def _noindex(case: Case) -> bool:
    return case.page.marks.noindex or "noindex" in case.attempt.headers.get("x-robots-tag", "").lower()


def _both(url: str, final_url: str) -> tuple[Address, Address] | None:
    try:
        return parse(url), parse(final_url)
    except InvalidAddress:
        return None


def _depth(address: Address) -> int:
    return len([segment for segment in address.target.partition("?")[0].split("/") if segment])


def sibling_of(case: Case) -> str:
    """An address beside the one asked for that cannot exist; '' when there is none.

    The same for one host, folder and day, so that asking twice is seen to be needless.
    """
    try:
        address = parse(case.attempt.url)
    except InvalidAddress:
        return ""
    folder, _, name = address.target.partition("?")[0].rpartition("/")
    day = case.attempt.started_at.date().isoformat()
    # A name nobody uses, not a secret.
    token = hashlib.sha256(f"{address.host} {day}".encode()).hexdigest()[:20]
    ending = found.group() if (found := ENDING.search(name)) else ""
    return replace(address, target=f"{folder}/{token}{ending}", fragment="").key
