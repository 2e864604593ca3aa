"""Places in the words of an article: exact words with a little context, found again after the text was edited."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """Words as plain text, spaces made single, and what stood right before and after them."""

    exact: str
    before: str = ""
    after: str = ""


def single(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def _places(words: str, text: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return same


def _fit(anchor: Anchor, text: str, at: int) -> int:
    """How many characters of the context are still around this place."""
    left = _alike(anchor.before.strip()[::-1], text[:at].rstrip()[::-1])
    return left + _alike(anchor.after.strip(), text[at + len(anchor.exact) :].lstrip())


def find(anchor: Anchor, text: str) -> int | None:
    """Where the words begin in the plain text; of several places the one with the best context. None: they are gone."""
    places = _places(anchor.exact, text) if anchor.exact else []
    return max(places, key=lambda at: (_fit(anchor, text, at), -at), default=None)


def anchored(anchor: Anchor, text: str, *, around: int) -> Anchor | None:
    """The anchor with the text that stands around it now, `around` characters on each side; None: they are gone."""
    at = find(anchor, text)
    if at is None:
        return None
    end = at + len(anchor.exact)
    return Anchor(exact=anchor.exact, before=text[max(0, at - around) : at], after=text[end : end + around])
