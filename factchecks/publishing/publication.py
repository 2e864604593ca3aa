"""What is rendered: the content of an edition with what surrounds it, and the newsroom that publishes it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from factchecks.publishing.notices import Notice

# How much of an ISO date is known, by `precision` of a claim.
KNOWN_LETTERS = {"year": 4, "month": 7, "day": 10}


def web_address(url: str) -> str:
    """The address if it leads to the web, empty otherwise: no other scheme may stand in a page or its data."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def said_on(claim: dict[str, Any]) -> str:
    """ISO date of a claim, only as far as it is known: `2026`, `2026-11` or `2026-11-18`; empty for no date."""
    return (claim["claimed_on"] or "")[: KNOWN_LETTERS.get(claim["precision"], 10)]


@dataclass(frozen=True, kw_only=True)
class Site:
    """The newsroom. `url` without a slash at the end; `publishing_principles` is a path or an address."""

    name: str
    url: str
    contact_email: str = ""
    publishing_principles: str = "/how-we-work/"
    licence_url: str = ""

    def absolute(self, path: str) -> str:
        """The address of a path on this site; an address stays as it is."""
        return path if path.startswith(("http://", "https://")) else f"{self.url}{path}"


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One article as it goes out. `content` is the dict of `factchecks.models.content`.

    `kept_copies`: ISO date of the kept copy by source key. `scale`: words from the best verdict to the worst.
    `corrections`: what readers are told of changes, the newest first.
    """

    content: dict[str, Any]
    number: str
    slug: str
    url: str
    site: Site
    author: str
    editor: str
    published_at: datetime
    modified_at: datetime
    edition_number: int
    event_hash: str = ""
    kept_copies: dict[int, str] = field(default_factory=dict)
    scale: tuple[str, ...] = ()
    media_url: str = ""
    corrections: tuple[Notice, ...] = ()

    @property
    def text(self) -> dict[str, Any]:
        """What a person wrote and readers see."""
        found: dict[str, Any] = self.content["text"]
        return found

    @property
    def frame(self) -> dict[str, Any]:
        """What surrounds it."""
        found: dict[str, Any] = self.content["frame"]
        return found

    @property
    def lead(self) -> dict[str, Any] | None:
        """The lead picture, if there is one that readers may get."""
        return next((one for one in self.text["files"] if one["lead"] and one["sha256"]), None)

    def media_path(self, sha256: str, extension: str) -> str:
        """Path of a published picture, below the article's own unless `media_url` says otherwise."""
        return f"{self.media_url or f'/checks/{self.slug}/'}media/{sha256}.{extension}"

    def media(self, sha256: str, extension: str) -> str:
        """The same as an address."""
        return self.site.absolute(self.media_path(sha256, extension))
