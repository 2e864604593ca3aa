"""What every staff page weighs on the wire, at first with an empty cache and then again, as the browser counts it.

The limits are those of the design ("Pages"); bytes of headers are counted too.
"""

import pytest

from tests.browser.stage import take_seat
from tests.browser.test_access_walk import STAFF
from tests.browser.test_every_page import filled, who_for
from tests.browser.test_weight import KB, Scale

pytestmark = [pytest.mark.journey]

FIRST, AGAIN, WITH_EDITOR = 150 * KB, 30 * KB, 330 * KB
EDITED = {"newsroom/checks/<int:check_id>/"}
# What is left out: the preview is the article, weighed without fonts and photo; and where the article's own pictures
# are looked at, they are what the page is for.
LEFT_OUT = {
    "newsroom/checks/<int:check_id>/preview/": ("Image", "Font"),
    "newsroom/checks/<int:check_id>/review/": ("Image",),
    "newsroom/files/<int:file_id>/edit/": ("Image",),
}


@pytest.fixture(scope="module")
def scale(opened, running):
    """The reporter and the editor, with everything that comes weighed."""
    seats = {role: take_seat(opened, running, role) for role in ("reporter", "editor")}
    yield {role: Scale(seat) for role, seat in seats.items()}
    for seat in seats.values():
        seat.context.close()


@pytest.mark.parametrize("path", STAFF)
def test_it_is_light(scale, places, path):
    limit = WITH_EDITOR if path in EDITED else FIRST
    weigh = scale[who_for(path)].weigh
    first = weigh(filled(path, places), fresh=True, without=LEFT_OUT.get(path, ()))
    again = weigh(filled(path, places), without=LEFT_OUT.get(path, ()))
    assert (first <= limit, again <= AGAIN) == (True, True), f"{first} of {limit} B, then {again} of {AGAIN} B"


def test_text_is_compressed_and_files_are_not(scale, places):
    seat = scale["reporter"].seat
    answer = seat.context.request.get(seat.program.url + "newsroom/help/")
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]
