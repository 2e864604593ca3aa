"""Pictures as readers get them: made anew from the pixels alone, so that nothing else goes out with them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from factchecks.files.errors import Refused
from factchecks.files.sandbox import ask
from factchecks.files.sniff import HEAD_BYTES, opening_of
from factchecks.files.store import Store

PAINTER: Final = "factchecks.files.parsers.paint"
FORMATS: Final = frozenset({"jpeg", "png", "webp", "gif", "tiff"})
PUBLISHED_EDGE: Final = 2000
# Twice what a list shows, for screens with two pixels to a point.
THUMBNAIL_EDGE: Final = 160
MAX_PUBLISHED_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PublishedImage:
    """A painted copy in the store: jpg or png, its size in pixels and in bytes."""

    sha256: str
    extension: str
    media_type: str
    width: int
    height: int
    size: int


def publish_image(source: Path, store: Store, max_edge: int = PUBLISHED_EDGE) -> PublishedImage:
    """Paint the picture upright, in sRGB, its longer edge at most `max_edge` pixels, and keep the copy.

    Nothing but pixels is carried over: no EXIF, XMP, IPTC, comment, profile or second frame, and no colours
    under fully clear pixels. Raises Refused when the source is no JPEG, PNG, WebP, GIF or TIFF that can be
    decoded.
    """
    answer = ask(PAINTER, source, order={"format": _format(source), "max_edge": max_edge})
    kept = store.receive([answer.payload], MAX_PUBLISHED_BYTES)
    return PublishedImage(
        sha256=kept.sha256,
        extension=str(answer.facts["extension"]),
        media_type=str(answer.facts["media_type"]),
        width=cast("int", answer.facts["width"]),
        height=cast("int", answer.facts["height"]),
        size=kept.size,
    )


def thumbnail(source: Path, store: Store, max_edge: int = THUMBNAIL_EDGE) -> PublishedImage:
    """A small copy for lists, made like `publish_image`."""
    return publish_image(source, store, max_edge)


def _format(path: Path) -> str:
    with path.open("rb") as source:
        opening = opening_of(source.read(HEAD_BYTES))
    if opening is None or opening.name not in FORMATS:
        raise Refused("The file is not a picture that can be published. Use JPEG, PNG, WebP, GIF or TIFF.")
    return opening.name
