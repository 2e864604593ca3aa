"""The colours of static/css/tokens.css keep the contrast of WCAG 2.2: text 4.5, controls and focus 3."""

import re

import pytest

from newsroom.env import BASE_DIR

TOKENS = (BASE_DIR / "static" / "css" / "tokens.css").read_text()
TEXT, CONTROL = 4.5, 3.0
VERDICTS = ("true", "mtrue", "mixed", "mfalse", "false", "none")
PAIRS = [
    *(("ink", under, TEXT) for under in ("paper", "canvas", "sunken", "raised", "row-hover", "picked", "kept", "mark")),
    *(("ink-2", under, TEXT) for under in ("paper", "canvas", "sunken")),
    *(("ink-3", under, TEXT) for under in ("paper", "canvas", "sunken")),
    *((ink, under, TEXT) for ink in ("accent", "accent-strong") for under in ("paper", "accent-tint")),
    ("accent-ink", "accent", TEXT),
    ("bad-ink", "bad", TEXT),
    *((tone, f"{tone}-tint", TEXT) for tone in ("ok", "warn", "bad", "ins", "del")),
    *((f"v-{tone}", f"v-{tone}-tint", TEXT) for tone in VERDICTS),
    *((f"v-{tone}", "paper", TEXT) for tone in VERDICTS),
    *(("line-ui", under, CONTROL) for under in ("paper", "canvas")),
    *(("focus", under, CONTROL) for under in ("paper", "canvas", "sunken", "focus-gap")),
]


def colour(name: str, scheme: str) -> str:
    """The hexadecimal digits of a token in `light` or `dark`; asserts that it is written as `#rrggbb`."""
    value = re.search(rf"--{name}:\s*([^;]+);", TOKENS)[1]
    both = re.fullmatch(r"light-dark\((.+),\s*(.+)\)", value)
    chosen = both[1 if scheme == "light" else 2] if both else value
    assert re.fullmatch(r"#[0-9a-f]{6}", chosen), f"--{name} is {chosen}: this test reads #rrggbb only"
    return chosen[1:]


def luminance(digits: str) -> float:
    """WCAG 2.2, relative luminance, 0 to 1."""
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_the_tokens_is_legible(scheme):
    found = {(ink, under): (contrast(colour(ink, scheme), colour(under, scheme)), floor) for ink, under, floor in PAIRS}
    assert {pair: round(ratio, 2) for pair, (ratio, floor) in found.items() if ratio < floor} == {}


def test_the_formula_is_that_of_the_guidelines():
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast(colour("ink", "light"), colour("paper", "light")) == pytest.approx(17.82, abs=0.005)
