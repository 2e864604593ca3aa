"""One sprite for every icon: what is used is in it, what is in it is used, and its licence lies beside it."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from newsroom.env import BASE_DIR

STATIC = BASE_DIR / "static"
SYMBOL = "{http://www.w3.org/2000/svg}symbol"
TAG = re.compile(r'{% icon "([a-z-]+)"')
NAMED = re.compile(r'\bicon="([a-z-]+)"|\bicon, \w+ = \("([a-z-]+)", "\w+"\) if .*? else \("([a-z-]+)"')
BY_SCRIPT = re.compile(r"#i-([a-z-]+)")
# Lines of a plot are drawn from data, with a class of plots.css; every other picture is a symbol of the sprite.
DRAWN = re.compile(r'<path class="(?:[pd]|pt)-')
FILLS = ("filled", "outline")
TEMPLATES = sorted((BASE_DIR / "templates").rglob("*.html"))


def symbols() -> list[str]:
    return [one.attrib["id"] for one in ElementTree.parse(STATIC / "icons.svg").getroot().iter(SYMBOL)]


def named_in(files: list[Path], pattern: re.Pattern[str]) -> set[str]:
    found = (pattern.findall(path.read_text()) for path in files)
    return {name for names in found for one in names for name in ([one] if isinstance(one, str) else one) if name}


def used() -> set[str]:
    code = sorted((BASE_DIR / "factchecks").rglob("*.py"))
    scripts = sorted((STATIC / "js").rglob("*.js"))
    return named_in(TEMPLATES, TAG) | named_in(code, NAMED) | named_in(scripts, BY_SCRIPT)


def icons() -> set[str]:
    return {name.removeprefix("i-") for name in symbols() if name.startswith("i-")}


def test_every_icon_that_is_used_is_in_the_sprite():
    assert used() - icons() == set()


def test_every_icon_in_the_sprite_is_used():
    assert icons() - used() == set()


def test_the_sprite_holds_each_symbol_once_and_nothing_but_icons_and_verdict_marks():
    assert len(symbols()) == len(set(symbols()))
    assert {name.split("-")[0] for name in symbols()} == {"i", "v"}


def test_every_verdict_mark_that_may_be_asked_for_is_in_the_sprite():
    marks = {f"v-{shape}-{fill}" for shape in ("circle", "dashed", "diamond", "octagon") for fill in FILLS}
    assert {name for name in symbols() if name.startswith("v-")} == marks


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(BASE_DIR / "templates")))
def test_a_page_draws_no_icon_of_its_own(path):
    html = path.read_text()
    assert html.count("<path") == len(DRAWN.findall(html))


def test_the_licence_beside_the_sprite_names_every_icon_that_is_not_ours():
    licence = (STATIC / "icons-LICENSE.txt").read_text()
    assert "ISC License" in licence
    assert set(re.findall(r"^- i-([a-z-]+): ", licence, re.MULTILINE)) == icons() - {"mark"}
