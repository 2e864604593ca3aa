"""The picture that goes with a shared address: the claim, who said it, and the verdict by word, shape and place.

Drawn in two tones of one colour, so that it reads the same in grey. Pure: the same words give the same bytes.
"""

import io
import re
import textwrap
import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from factchecks.publishing.verdictmark import draw_mark
from factchecks.verdicts import Tone
from newsroom.env import BASE_DIR

# What every network shows whole: 1.91 to 1.
WIDTH, HEIGHT = 1200, 630
EDGE, PLATE = 64, 410
INK, GREY, PAPER = "#15171c", "#4d5561", "#ffffff"
# Word and ground, as in the light scheme of static/css/tokens.css.
TONES = {
    Tone.TRUE: ("#0b5a7d", "#e1f1f8"),
    Tone.MOSTLY_TRUE: ("#2a6478", "#e6f1f4"),
    Tone.MISLEADING: ("#7c5200", "#fdf0d3"),
    Tone.MOSTLY_FALSE: ("#9a3f12", "#fdebe0"),
    Tone.FALSE: ("#8f1420", "#fbe6e6"),
    Tone.UNPROVEN: ("#4d5561", "#eceef1"),
}
# The letters of our fonts' files (static/fonts).
LETTERS = re.compile(
    "[ -~\u00a0-\u00ff\u0131\u0152\u0153\u02bc\u02c6\u02da\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e"
    "\u2022\u2026\u2039\u203a\u20ac\u2122]*"
)
SIZES = (60, 54, 48, 42, 37)
WORD_SIZES = (96, 80, 64, 52, 40, 30, 20)
LINES_HIGH = 250


@dataclass(frozen=True, kw_only=True)
class SocialCard:
    """What stands on it. `tone`, `silhouette` and `fill` are values of `factchecks.verdicts`."""

    claim: str
    claimant: str
    word: str
    tone: str
    silhouette: str
    fill: str
    site: str


def spelled(text: str) -> str:
    """The text in letters of our fonts, accents left off where need be; empty where they have no letter for it."""
    known = unicodedata.normalize("NFC", " ".join(text.split()))
    if LETTERS.fullmatch(known):
        return known
    plain = "".join(one if LETTERS.fullmatch(one) else unicodedata.normalize("NFKD", one)[0] for one in known)
    return plain if LETTERS.fullmatch(plain) else ""


def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    path = BASE_DIR / "static" / "fonts" / f"{name}.woff2"
    font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _serif(size: int) -> ImageFont.FreeTypeFont:
    return _font("newsroom-serif-latin", size, 700)


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The words in lines that fit; a word that is longer than a line is cut."""
    # No line has more letters than of the narrow ones.
    for per_line in range(int(width / font.getlength("t")), 1, -1):
        lines = textwrap.wrap(text, per_line, break_on_hyphens=False)
        if all(font.getlength(line) <= width for line in lines):
            return lines
    return textwrap.wrap(text, 1)


def _fitted(text: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which all of it fits, else the smallest with an ellipsis."""
    for size in SIZES:
        font = _serif(size)
        lines = _lines(text, font, WIDTH - 2 * EDGE)
        if len(lines) * size * 1.2 <= LINES_HIGH:
            return font, lines
    most = int(LINES_HIGH / (SIZES[-1] * 1.2))
    return font, [*lines[: most - 1], lines[most - 1].rsplit(" ", 1)[0].rstrip(".,;:") + " …”"]


def _claim(draw: ImageDraw.ImageDraw, card: SocialCard) -> None:
    claim, who = spelled(card.claim), spelled(card.claimant)
    draw.text((EDGE, 44), spelled(card.site), INK, _serif(30))
    font, lines = _fitted(f"“{claim}”") if claim else (_serif(SIZES[0]), [])
    for number, line in enumerate(lines):
        draw.text((EDGE, 104 + number * font.size * 1.2), line, INK, font)
    small = _font("inter-latin", 28, 500)
    if claim and who:
        draw.text((EDGE, PLATE - 18), _cut(who, small), GREY, small, "ls")


def _cut(text: str, font: ImageFont.FreeTypeFont) -> str:
    width = WIDTH - 2 * EDGE
    while font.getlength(text) > width:
        text = text.removesuffix("…")[:-1].rstrip() + "…"
    return text


def _verdict(picture: Image.Image, draw: ImageDraw.ImageDraw, card: SocialCard) -> None:
    ink, ground = TONES[Tone(card.tone)]
    draw.rectangle((0, PLATE, WIDTH, HEIGHT), ground)
    draw.rectangle((0, PLATE, 14, HEIGHT), ink)
    mark = draw_mark(silhouette=card.silhouette, fill=card.fill, ink=ink, ground=ground, size=132)
    picture.paste(mark, (EDGE, PLATE + 44))
    left, word = EDGE + 132 + 36, spelled(card.word)
    fitting = (size for size in WORD_SIZES if _serif(size).getlength(word) < WIDTH - EDGE - left)
    draw.text((left, PLATE + 50), "OUR VERDICT", GREY, _font("inter-latin", 26, 600))
    draw.text((left, PLATE + 175), word, ink, _serif(next(fitting, WORD_SIZES[-1])), "ls")


def draw_card(card: SocialCard) -> bytes:
    """A PNG of 1200 by 630 pixels. Raises ValueError for a verdict whose word our fonts cannot spell."""
    if not spelled(card.word):
        raise ValueError(card.word)
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    _claim(draw, card)
    _verdict(picture, draw, card)
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
