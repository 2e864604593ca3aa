"""The picture for networks: readable in grey, different for each verdict, the same for the same words."""

import io
from itertools import combinations, product

import pytest
from PIL import Image, ImageChops, ImageFont

from factchecks.publishing import socialcard
from factchecks.publishing.socialcard import LETTERS, PLATE, TONES, SocialCard, draw_card, spelled
from factchecks.publishing.verdictmark import draw_mark
from factchecks.verdicts import Fill, Silhouette, Tone
from newsroom.env import BASE_DIR

SHAPES = list(product(Silhouette, Fill))
WORDS = {Tone.TRUE: "True", Tone.MISLEADING: "Misleading", Tone.FALSE: "False", Tone.UNPROVEN: "Unproven"}


def card(**values):
    given = {"claim": "Every stop is step-free.", "claimant": "Dana Whitcombe", "word": "False", "tone": "false"}
    return SocialCard(**given | {"silhouette": "octagon", "fill": "filled", "site": "The Newsroom"} | values)


def drawn(**values):
    return Image.open(io.BytesIO(draw_card(card(**values))))


def luminance(grey):
    """WCAG 2.2, relative luminance of a grey of 0 to 255."""
    part = grey / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(picture):
    darkest, lightest = sorted(luminance(one) for one in picture.getextrema())
    return (lightest + 0.05) / (darkest + 0.05)


def test_it_is_a_png_of_the_size_that_networks_ask_for():
    picture = drawn()
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(draw_card(card())) < 60_000


def test_the_same_words_give_the_same_bytes():
    assert draw_card(card()) == draw_card(card())
    assert draw_card(card()) != draw_card(card(claim="Every stop is new."))


@pytest.mark.parametrize("tone", list(Tone))
def test_the_verdict_can_be_read_in_grey(tone):
    plate = drawn(tone=tone).convert("L").crop((40, PLATE + 10, 1200, 630))
    assert contrast(plate) >= 4.5


def test_each_tone_has_its_colours():
    assert set(TONES) == set(Tone)


@pytest.mark.parametrize(("one", "other"), list(combinations(SHAPES, 2)), ids=str)
def test_two_marks_differ_without_colour(one, other):
    greys = [
        draw_mark(silhouette=outline, fill=fill, ink="#444444", ground="#eeeeee", size=132).convert("L")
        for outline, fill in (one, other)
    ]
    parts = ImageChops.difference(*greys).histogram()
    assert sum(parts[60:]) > 132 * 132 * 0.03


@pytest.mark.parametrize("text", ["a" * 4000, "word " * 900, "x", "", "“”", "\x00\n\t", "🚋" * 50, "ש" * 200, "ł" * 90])
def test_no_words_stop_it(text):
    for name in ("claim", "claimant", "site"):
        assert drawn(**{name: text}).size == (1200, 630)


def test_a_long_claim_ends_at_a_word_with_an_ellipsis():
    claim = "Every tram stop is step-free. " * 40
    _, lines = socialcard._fitted(f"“{claim.strip()}”")
    assert lines[-1].endswith(" …”")
    assert lines[-1].removesuffix(" …”").split()[-1].strip(".") in claim.split() + ["step-free"]


def test_what_our_fonts_cannot_spell_is_left_out_and_not_drawn_as_boxes():
    assert spelled("Każdy przystanek") == "Kazdy przystanek"
    assert spelled("Łódź") == ""
    assert spelled("Ča\u0301st") == "Cast".replace("a", "á")
    assert draw_card(card(claim="Каждая остановка")) == draw_card(card(claim=""))


def test_a_verdict_that_cannot_be_spelt_is_refused():
    with pytest.raises(ValueError, match="Ложь"):
        draw_card(card(word="Ложь"))


@pytest.mark.parametrize("name", ["inter-latin", "newsroom-serif-latin"])
def test_our_fonts_have_every_letter_that_counts_as_known(name):
    font = ImageFont.truetype(
        str(BASE_DIR / "static" / "fonts" / f"{name}.woff2"), 40, layout_engine=ImageFont.Layout.BASIC
    )
    none = bytes(font.getmask("\ue123"))
    letters = [chr(one) for one in range(0x21, 0x2200) if LETTERS.fullmatch(chr(one)) and one not in {0xA0, 0xAD}]
    assert len(letters) > 180
    assert [one for one in letters if bytes(font.getmask(one)) == none] == []
