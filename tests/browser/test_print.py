"""On paper: the article with its marks and addresses, the newsroom's pages without bars and buttons."""

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

BESIDE = (".mast nav", ".crumbs", ".art__side", ".after", ".foot")
TOOLS = (".bar", ".checkhead__acts .btn", ".two__side", "#tools", ".now__foot")
WHOLE = "node => getComputedStyle(node).breakInside"
BLACK = "rgb(0, 0, 0)"


def before_and_after(place):
    pseudo = "node => ['::before', '::after'].map(name => getComputedStyle(node, name).content)"
    return place.first.evaluate(pseudo)


@pytest.fixture
def paper(sit, places):
    """A published article with citations, as it prints."""
    seat = sit("reader")
    page = seat.go(f"/checks/{places['slug']}/")
    page.emulate_media(media="print")
    return page


def test_an_article_prints_the_masthead_and_itself_only(paper):
    for beside in BESIDE:
        for one in paper.locator(beside).all():
            expect(one).to_be_hidden()
    for kept in (".mast__brand", "h1", ".card", ".plate__w", ".doc", ".srcs"):
        expect(paper.locator(kept).first).to_be_visible()


def test_the_verdict_is_black_and_its_place_on_the_scale_too(paper):
    for place in (".plate .vmark", ".plate__w", ".scale li[aria-current]"):
        for one in paper.locator(place).all():
            assert one.evaluate("node => getComputedStyle(node).color") == BLACK


def test_citations_are_numbers_in_brackets_and_addresses_are_spelt_out(paper):
    assert before_and_after(paper.locator(".cite a")) == ['"["', '"]"']
    link = paper.locator(".srcs .t a[href^=http]")
    address = link.first.get_attribute("href")
    assert address in before_and_after(link)[1]


def test_cards_quotes_and_sources_stay_in_one_piece(paper):
    for place in (".card", ".doc blockquote", ".srcs li"):
        assert {one.evaluate(WHOLE) for one in paper.locator(place).all()} <= {"avoid"}


def test_the_last_line_names_the_address_and_the_time_of_the_version(paper):
    line = before_and_after(paper.locator(".art"))[1]
    assert "Version of " in line
    assert "UTC" in line
    assert paper.locator("link[rel=canonical]").get_attribute("href") in line


def test_the_workspace_prints_its_text_without_bars_and_buttons(sit):
    seat = sit("reporter")
    check_id = hands.new_check(seat)
    hands.write(seat, check_id, headline="How many stops?", body="<p>Twelve stops were rebuilt.</p>")
    page = hands.workspace(seat, check_id)
    page.emulate_media(media="print")
    for tool in TOOLS:
        for one in page.locator(tool).all():
            expect(one).to_be_hidden()
    expect(page.locator("#body .ProseMirror")).to_contain_text("Twelve stops were rebuilt.")
    expect(page.locator("#body .ProseMirror")).to_be_visible()


def test_the_review_prints_its_text_without_bars_and_buttons(sit):
    seat = sit("editor")
    first = seat.go("/newsroom/").locator("a[href$='/review/']").first.get_attribute("href")
    page = seat.go(first)
    page.emulate_media(media="print")
    for tool in (".bar", ".two__side", ".seg", "main button:not([hidden])"):
        for one in page.locator(tool).all():
            expect(one).to_be_hidden()
    expect(page.locator("#article .doc")).to_be_visible()
