"""What `claims:search` is asked for, and what is wrong with it in Google's words."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core import signing

DEFAULT_PAGE, LARGEST_PAGE = 10, 100
LARGEST_NUMBER = 2**31 - 1
# Days. More than this is older than anything that was published.
OLDEST_DAYS = 36_500
_NUMBER = re.compile(r"[0-9]{1,10}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SALT = "claims:search"


class BadQuestion(Exception):
    """The sentence for the one who asks; the answer is a 400."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """`offset` counts checks, `inner` the claims of the first of them that an earlier page has shown."""

    query: str
    language: str
    publisher: str
    days: int | None
    size: int
    offset: int = 0
    inner: int = 0

    @property
    def digest(self) -> str:
        """A token goes on with the question it was given for and no other."""
        asked = (self.query, self.language, self.publisher, self.days)
        return hashlib.sha256(repr(asked).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def token(self, offset: int, inner: int) -> str:
        """What brings the next page."""
        return signing.dumps([self.digest, offset, inner], salt=_SALT)


def _number(asked: Mapping[str, str], name: str) -> int | None:
    text = asked.get(name, "")
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or int(text) > LARGEST_NUMBER:
        raise BadQuestion(f"Invalid value at '{name}': a whole number from 0 to {LARGEST_NUMBER} is needed.")
    return int(text)


def _place(token: str, digest: str) -> tuple[int, int]:
    try:
        known, offset, inner = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError) as wrong:
        raise BadQuestion("Invalid value at 'pageToken'.") from wrong
    if known != digest:
        raise BadQuestion("The 'pageToken' belongs to another search.")
    return offset, inner


def question(asked: Mapping[str, str]) -> Question:
    """Reads the parameters; raises BadQuestion. Names it does not know are passed over, as Google does."""
    language, publisher = asked.get("languageCode", ""), asked.get("reviewPublisherSiteFilter", "")
    query = asked.get("query", "").strip()
    if not query and not publisher:
        raise BadQuestion("A 'query' or a 'reviewPublisherSiteFilter' is needed.")
    if language and not _LANGUAGE.fullmatch(language):
        raise BadQuestion("Invalid value at 'languageCode': a BCP 47 code such as 'en' or 'en-US' is needed.")
    days, size = _number(asked, "maxAgeDays"), _number(asked, "pageSize")
    days = min(days, OLDEST_DAYS) if days else None
    size = min(size or DEFAULT_PAGE, LARGEST_PAGE)
    parts = {"query": query, "language": language, "publisher": publisher, "days": days, "size": size}
    first = Question(**parts, offset=_number(asked, "offset") or 0)  # type: ignore[arg-type]
    if not (token := asked.get("pageToken", "")):
        return first
    offset, inner = _place(token, first.digest)
    return Question(**parts, offset=offset, inner=inner)  # type: ignore[arg-type]
