"""What pages weigh on the wire, as the browser counts it, from the program that people run."""

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

KB = 1000
ARTICLE = 60 * KB
USABLE = """async () => {
    const field = document.getElementById("id_body");
    return !field.disabled && !field.readOnly && field.checkVisibility() && !document.querySelector(".ProseMirror");
}"""


class Scale:
    """Counts bytes of answers as they were sent, by the kind of resource."""

    def __init__(self, seat):
        self.seat, self.kinds, self.sizes = seat, {}, {}
        self.wire = seat.context.new_cdp_session(seat.page)
        self.wire.send("Network.enable")
        self.wire.on("Network.responseReceived", self._named)
        self.wire.on("Network.loadingFinished", self._weighed)

    def _named(self, event):
        self.kinds[event["requestId"]] = event["type"]

    def _weighed(self, event):
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def weigh(self, path, *, fresh=False, without=()):
        """Loads the path and adds up what came, with an empty cache if `fresh`."""
        if fresh:
            self.wire.send("Network.clearBrowserCache")
        self.sizes.clear()
        self.seat.go(path)
        self.seat.page.wait_for_load_state("networkidle")
        return int(sum(size for key, size in self.sizes.items() if self.kinds.get(key) not in without))


def test_the_text_can_be_written_before_the_editor_has_come(sit):
    seat = sit("reporter", forgiven=hands.CUT_OFF)
    check_id = hands.new_check(seat)
    held = []
    seat.page.route("**/django_prose_editor/editor*.js", lambda route: held.append(route))
    with seat.page.expect_request("**/django_prose_editor/editor*.js"):
        seat.page.goto(f"{seat.program.url}newsroom/checks/{check_id}/", wait_until="commit")
    expect(seat.page.locator("#id_body")).to_be_editable()
    assert seat.page.evaluate(USABLE)
    seat.page.locator("#id_body").fill("Typed before the tools.")
    held[0].continue_()
    expect(seat.page.locator(hands.BODY)).to_have_text("Typed before the tools.")


def test_an_article_is_light_without_its_fonts_and_photo(sit):
    seat = sit("reader")
    scale = Scale(seat)
    seat.go("/")
    path = seat.page.locator("main a[href*='/checks/'], main h2 a, main h3 a").first.get_attribute("href")
    assert 1 * KB < scale.weigh(path, fresh=True, without=("Font", "Image")) <= ARTICLE
