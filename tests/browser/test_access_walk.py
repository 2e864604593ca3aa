"""Every staff page without a mouse: each stop of the Tab key is seen, targets are big enough, spaced text fits."""

import os
from pathlib import Path

import pytest

from tests.browser.stage import take_seat
from tests.browser.test_every_page import TO_SEE, filled, who_for

pytestmark = [pytest.mark.journey]

WIDTHS = (320, 390, 768, 1440) if os.environ.get("NEWSROOM_TEST_WIDTHS") == "all" else (390,)
# Without script these two lead to the workspace.
LEAD_ON = {"newsroom/checks/<int:check_id>/live/", "newsroom/checks/<int:check_id>/looking/"}
STAFF = [path for path in TO_SEE if path.startswith("newsroom/") and path not in LEAD_ON]
MOST_STOPS = 150
# Spaced text (WCAG 1.4.12) is looked at on a phone and wider; 320 px is for reflow (1.4.10), which asks for no spacing.
SPACED_FROM = 390
WALK = Path(__file__).with_name("walk.js").read_text()


@pytest.fixture(scope="module")
def walker(opened, running):
    """The reporter and the editor, whose pages do not move by themselves."""
    seats = {role: take_seat(opened, running, role, reduced_motion="reduce") for role in ("reporter", "editor")}
    yield seats
    for seat in seats.values():
        seat.context.close()


def walked(page):
    """What is wrong with the stops of the Tab key, from the top of the page until it begins again."""
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        faults = page.evaluate("walk.stop()")
        if faults is None:
            return found
        found += faults
        if faults[-1:] == ["trap"]:
            return found
    return [*found, f"more than {MOST_STOPS} stops"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", STAFF)
def test_it_can_be_walked_with_the_tab_key(walker, places, path, width):
    seat = walker[who_for(path)]
    seat.page.set_viewport_size({"width": width, "height": 900})
    page = seat.go(filled(path, places))
    page.wait_for_load_state("load")
    page.evaluate(WALK)
    spaced = page.evaluate("walk.spaced()") if width >= SPACED_FROM else []
    assert spaced + page.evaluate("walk.small()") + walked(page) == []


def test_staff_pages_are_walked():
    assert len(STAFF) > 15
