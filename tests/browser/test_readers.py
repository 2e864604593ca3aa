"""A reader's day: without script, on paper, and without colour."""

import io
import time
from itertools import combinations

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

SIZE = 64
BESIDE = ("How we work", "Suggest a claim", "Send us a claim", "Skip to main content", "Tell us")


@pytest.fixture
def plain(sit):
    """A reader whose browser runs no script."""
    return sit("reader", java_script_enabled=False, forgiven=hands.REFUSED)


def send(page):
    """Sends the letter; a form that is sent at once is taken for a machine's, and says so."""
    until = time.monotonic() + 30
    while not page.get_by_role("heading", name="Thank you").count():
        assert time.monotonic() < until
        page.locator("main form button[type=submit]").click()
        page.wait_for_timeout(500)


def test_lists_are_filtered_and_left_without_script(plain):
    page = plain.go("/")
    page.get_by_role("link", name="Misleading").first.click()
    assert page.url.endswith("/?verdict=misleading")
    rated = page.locator(".pcheck .verdict")
    expect(rated.first).to_have_text("Misleading")
    expect(rated.filter(has_not_text="Misleading")).to_have_count(0)
    page.get_by_role("link", name="Remove this filter").click()
    expect(page.locator(".leadcheck")).to_be_visible()


def test_checks_are_found_by_their_words_without_script(plain):
    page = plain.go("/search/")
    page.get_by_role("searchbox").fill("tram")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("mark").first).to_have_text("tram")
    page.locator(".pcheck a").first.click()
    expect(page.locator(".plate__w").first).to_be_visible()


def test_a_claim_that_nobody_checked_is_sent_to_us_without_script(plain):
    page = plain.go("/search/?q=zeppelin")
    page.get_by_role("link", name="Send us this claim").click()
    page.locator("[name=text]").fill("A zeppelin crossed the harbour on Sunday.")
    send(page)


def test_a_mistake_is_reported_without_script(plain, places):
    page = plain.go(f"/checks/{places['slug']}/")
    page.get_by_role("link", name="Tell us").click()
    page.locator("[name=text]").fill("The second figure is of another year.")
    send(page)


def test_what_was_corrected_is_followed_back_without_script(plain, places):
    page = plain.go("/corrections/")
    page.get_by_role("link", name="See every change").first.click()
    expect(page.locator("ins").first).to_be_visible()
    expect(page.locator("del").first).to_be_visible()
    page.get_by_role("link", name="all versions").click()
    page.get_by_role("link", name="Read this version").last.click()
    expect(page.get_by_text("An earlier version")).to_be_visible()


def test_a_correction_reaches_readers_once_a_second_person_has_published_it(reporter, editor, seats):
    check_id = hands.correcting(reporter, editor)
    hands.move(reporter, check_id, "submit")
    assert "Three lamps." not in seats.reader.go("/corrections/").content()
    for action in ("approve", "publish"):
        hands.move(editor, check_id, action)
    # A browser may keep a page for five seconds, and this one has just had it.
    seats.reader.page.reload()
    newest = seats.reader.page.locator(".corr").first
    expect(newest).to_contain_text("Three lamps.")
    newest.get_by_role("link", name="See every change").click()
    expect(seats.reader.page.locator("ins", has_text="Four")).to_be_visible()
    seats.reader.page.get_by_role("link", name="Is the quay lit?").first.click()
    # The verdict is the same, so the notice stands below the text.
    expect(seats.reader.page.locator(".doc ~ .fix")).to_contain_text("Two lamps.")


def printed(page):
    """The text of the page as a PDF on A4, and how many sheets it takes."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in document), len(document)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/checks/{slug}/", ("Mostly false", "What the invoices show", "Sources", "The verdict changed from")),
        ("/checks/{retracted}/", ("We no longer stand by its verdict.",)),
        ("/corrections/", ("What was wrong", "Retraction", "Clarification")),
        ("/how-we-work/", ("Mostly true", "The evidence does not settle it either way.", "When we are wrong")),
    ],
)
def test_it_prints_its_words_without_what_is_around_them(seats, places, path, words):
    text, sheets = printed(seats.reader.go(path.format(**places)))
    flat = " ".join(text.split())
    assert [one for one in words if one not in flat] == []
    assert [one for one in BESIDE if one in flat and (one, path) != ("How we work", "/how-we-work/")] == []
    assert sheets <= 6


def grey(place):
    """The place as a picture without colour, of one size."""
    shot = Image.open(io.BytesIO(place.screenshot()))
    return ImageOps.fit(shot.convert("L"), (SIZE, SIZE))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_verdicts_are_told_apart_without_colour(seats, scheme):
    page = seats.reader.go("/how-we-work/")
    page.emulate_media(color_scheme=scheme)
    # Each at its largest, on the same ground: what differs is the shape.
    marks = [grey(one) for one in page.locator("main .bigscale .vmark").all()]
    assert len(marks) == 5
    for one, other in combinations(marks, 2):
        assert sum(ImageChops.difference(one, other).histogram()[48:]) > SIZE * SIZE * 0.02
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_verdicts_word_stands_out_without_colour(seats, places, scheme):
    page = seats.reader.go(f"/checks/{places['slug']}/")
    page.emulate_media(color_scheme=scheme)
    darkest, lightest = sorted(luminance(one) for one in grey_of_word(page).getextrema())
    page.emulate_media(color_scheme="light")
    assert (lightest + 0.05) / (darkest + 0.05) >= 4.5


def grey_of_word(page):
    shot = page.locator(".plate__w").first.screenshot()
    return Image.open(io.BytesIO(shot)).convert("L")


def luminance(value):
    """WCAG 2.2, relative luminance of a grey of 0 to 255."""
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
