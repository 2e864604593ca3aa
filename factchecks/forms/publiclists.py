"""What readers ask of the lists and the search, out of the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from factchecks.models import Filed

SLUG = re.compile(r"[-\w]{1,170}")
QUESTION_MAX = 300
PAGE_DIGITS = 6


class BadQuestion(ValueError):
    """What cannot be read, in a sentence that says what can."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, the places picked (slug by kind), and the page from 1."""

    question: str
    picked: Mapping[str, str]
    page: int

    def query(self, **changes: str) -> str:
        """The same as the query of an address, without the page; a change to nothing leaves that part out."""
        parts = {"q": self.question, **self.picked} | changes
        return urlencode({name: value for name, value in parts.items() if value})


def _page(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= PAGE_DIGITS and int(text)):
        raise BadQuestion("Page numbers are whole numbers from 1 on.")
    return int(text)


def _question(text: str) -> str:
    question = " ".join(text.split())
    if "\x00" in question or len(question) > QUESTION_MAX:
        raise BadQuestion(f"Search for at most {QUESTION_MAX} letters.")
    return question


def _picked(params: Mapping[str, str]) -> dict[str, str]:
    found = {kind.value: params.get(kind.value, "") for kind in Filed}
    wrong = next((kind for kind, slug in found.items() if slug and not SLUG.fullmatch(slug)), "")
    if wrong:
        raise BadQuestion(f"We have no {wrong} of that name. Pick one from the list.")
    return {kind: slug for kind, slug in found.items() if slug}


def asked(params: Mapping[str, str]) -> Asked:
    """What the parameters `q`, `verdict`, `topic`, `claimant` and `page` ask for. Raises BadQuestion."""
    return Asked(
        question=_question(params.get("q", "")),
        picked=_picked(params),
        page=_page(params.get("page", "1")),
    )
