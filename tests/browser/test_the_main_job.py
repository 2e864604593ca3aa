"""The one journey: from a claim to a published, sourced verdict, in a real browser on the real program.

The steps run in this order and hand the check on to each other.
"""

import json
import re
from xml.etree import ElementTree as ET

import extruct
import pytest
from playwright.sync_api import expect

from factchecks.demo.art import make_one
from tests.browser import desk, typed

pytestmark = [pytest.mark.journey]


def test_the_reporter_records_a_claim(seats, story):
    page = seats.reporter.go("/newsroom/checks/new/")
    desk.record_claim(page)
    found = re.search(r"/newsroom/checks/(\d+)/", page.url)
    assert found, page.url
    story.check_id = int(found[1])
    expect(page.locator("#claim")).to_contain_text(typed.CLAIM)
    expect(page.locator("#claim")).to_contain_text(typed.ROLE)


def test_the_reporter_starts_research(seats, story):
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    page.get_by_role("button", name="Start research").first.click()
    expect(page.locator(".steps [aria-current=step]")).to_contain_text("Research")


def test_a_private_address_is_refused_with_the_reason(seats, story, running):
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    for address in ("http://127.0.0.1:22/", "http://10.0.0.1/", f"http://127.0.0.1:{running.demo_port}/"):
        desk.add_source(page, address)
        expect(page.locator("#sources .field__err, #side-tellings .notice--bad").first).to_be_visible()
    expect(page.locator("#sources .src")).to_have_count(0)


def test_the_reporter_adds_three_sources_by_address(seats, story, running):
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    addresses = [
        running.site("council", "/minutes/2026-11-18"),
        running.site("transit", "/registers/stops"),
        running.site("riders", "/surveys/lift-log"),
    ]
    for number, address in enumerate(addresses, start=1):
        desk.add_source(page, address)
        expect(page.locator("#sources .src")).to_have_count(number)
    expect(page.locator("#sources .chip", has_text="Copy kept")).to_have_count(3, timeout=30_000)
    expect(page.locator("#sources")).to_contain_text("Register of tram stops", timeout=30_000)


def test_the_reporter_adds_a_pdf_and_a_photo(seats, story, tmp_path):
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    desk.open_tab(page, "Files")
    for name in ("transit-information-reply.pdf", "tram-stop.jpg"):
        page.locator("#files input[type=file]").set_input_files(make_one(name, tmp_path))
        page.locator("#files").get_by_role("button", name="Upload").click()
        expect(page.locator("#files")).to_contain_text(name, timeout=20_000)
    desk.describe_photo(page)
    page.goto(page.url.split("#")[0].replace("/files/", "/checks/"))
    seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    desk.open_tab(page, "Files")
    expect(page.locator("#files")).to_contain_text("Lead photo")


def test_a_file_that_lies_about_its_type_is_refused(seats, story, tmp_path):
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    liar = tmp_path / "minutes.pdf"
    liar.write_bytes(b"<html><script>alert(1)</script></html>")
    desk.open_tab(page, "Files")
    page.locator("#files input[type=file]").set_input_files(liar)
    page.locator("#files").get_by_role("button", name="Upload").click()
    expect(page.locator("#files .field__err").first).to_be_visible(timeout=20_000)
    expect(page.locator("#files .src")).to_have_count(2)


def test_the_reporter_is_told_everything_that_is_missing(seats, story):
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    expect(page.locator("[data-first-open]").first).to_have_attribute("aria-disabled", "true")
    missing = page.locator("#ready, .todo").first
    for sentence in ("Write the standfirst.", "Write the article.", "Propose a verdict.", "Record the right of reply"):
        expect(page.locator(".todo").filter(has_text=sentence).first).to_be_visible()
    expect(missing).to_be_visible()


def test_the_reporter_writes_with_headings_a_quote_and_citations(seats, story):
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    desk.write_texts(page)
    desk.write_body(page)
    desk.saved(page)
    seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    body = page.locator("[role=textbox].ProseMirror")
    for words in (typed.PARAGRAPH, typed.HEADING, typed.SECOND, typed.BLOCK):
        expect(body).to_contain_text(words)
    expect(body.locator("cite")).to_have_count(2)


def test_an_invented_quotation_is_caught_and_the_right_one_is_found(seats, story):
    page = desk.open_source(seats.reporter, story, "Register of tram stops")
    desk.quote(page, typed.WRONG_QUOTE)
    expect(page.locator("#quotations .chip").first).not_to_contain_text("found in")
    expect(page.locator("#quotations .chip--ok")).to_have_count(0)
    page.get_by_role("button", name="Remove").first.click()
    desk.quote(page, typed.QUOTE)
    expect(page.locator("#quotations .chip--ok")).to_have_count(1)


def test_the_reporter_records_the_reply_and_submits(seats, story):
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    desk.record_reply(page)
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    expect(page.locator(".todo .t-no")).to_have_count(0)
    desk.picture(page, "workspace")
    page.locator("#note").fill(typed.FIRST_NOTE)
    page.get_by_role("button", name="Submit for review").first.click()
    expect(page.locator(".steps [aria-current=step]")).to_contain_text("Review")


def test_the_reporter_cannot_approve(seats, story):
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/review/")
    expect(page.get_by_role("button", name=re.compile("^Approve"))).to_have_count(0)
    assert desk.forge(seats.reporter, story, "approve") == 403
    assert desk.forge(seats.admin, story, "approve") == 404
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    expect(page.locator(".steps [aria-current=step]")).to_contain_text("Review")


def test_the_editor_cannot_send_back_without_a_note(seats, story):
    page = seats.editor.go(f"/newsroom/checks/{story.check_id}/review/")
    expect(page.locator("#main")).to_contain_text(typed.FIRST_NOTE)
    page.get_by_role("button", name=re.compile("^Send back")).first.click()
    expect(page.locator("[data-error-summary], .summary").first).to_be_visible()
    page.get_by_label("What must change").first.fill(typed.BACK)
    page.get_by_role("button", name=re.compile("^Send back")).first.click()
    page.wait_for_load_state()
    story_page = seats.editor.go(f"/newsroom/checks/{story.check_id}/")
    expect(story_page.locator(".steps [aria-current=step]")).to_contain_text("Research")


def test_the_reporter_answers(seats, story):
    page = seats.reporter.go(f"/newsroom/checks/{story.check_id}/")
    expect(page.locator("#main")).to_contain_text(typed.BACK)
    desk.add_paragraph(page, typed.ADDED)
    desk.saved(page)
    page.locator("#note").fill(typed.ANSWER)
    page.get_by_role("button", name="Submit for review").first.click()
    expect(page.locator(".steps [aria-current=step]")).to_contain_text("Review")


def test_the_editor_sees_the_change_approves_and_publishes(seats, story):
    page = seats.editor.go(f"/newsroom/checks/{story.check_id}/review/")
    expect(page.locator("#main")).to_contain_text(typed.ANSWER)
    expect(page.locator(".diff ins", has_text=typed.ADDED[:20]).first).to_be_visible()
    desk.picture(page, "review")
    page.get_by_role("button", name=re.compile("^Approve")).first.click()
    expect(page.get_by_role("button", name=re.compile("^Take back the approval")).first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Publish")).first.click()
    page.get_by_role("link", name="See it as readers do").first.click()
    page.wait_for_url("**/checks/are-all-54-harbourmouth-tram-stops-step-free-now/")
    story.slug = page.url.rstrip("/").rsplit("/", 1)[1]


@pytest.mark.parametrize("width", [1440, 390])
def test_a_reader_opens_the_article(seats, story, width):
    page = seats.reader.page
    page.set_viewport_size({"width": width, "height": 900})
    seats.reader.go(f"/checks/{story.slug}/")
    for words in typed.ON_THE_PAGE:
        expect(page.locator("main#main")).to_contain_text(words)
    expect(page.locator("figure img").first).to_have_attribute("alt", typed.ALTERNATIVE)
    desk.picture(page, f"article-{width}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")


def test_machines_read_the_same_values(running, story):
    html = running.get(f"/checks/{story.slug}/").decode()
    review = next(
        one for one in extruct.extract(html, syntaxes=["json-ld"])["json-ld"] if one["@type"] == "ClaimReview"
    )
    said = json.dumps(review, ensure_ascii=False)
    for value in (typed.SHORT, typed.CLAIM, typed.CLAIMANT, typed.ROLE, typed.SAID_ON, typed.EXPLANATION):
        assert value in said
    assert review["reviewRating"]["alternateName"] == "Mostly false"
    assert review["url"] == f"{running.url}checks/{story.slug}/"


def test_the_feed_and_the_sitemap_name_it(running, story):
    feed = ET.fromstring(running.get("/feeds/atom.xml"))
    text = " ".join(feed.itertext())
    for value in (typed.HEADLINE, typed.STANDFIRST, typed.CLAIM, "Mostly false"):
        assert value in text
    assert f"{running.url}checks/{story.slug}/" in running.get("/sitemap.xml").decode()


def test_the_ledger_verifies_after_all_this(running):
    assert desk.manage(running, "verify_ledger") == 0
    assert desk.manage(running, "check_integrity") == 0


def test_nobody_saw_a_broken_script(seats):
    expected = re.compile("status of (400|403|404|409|422)")
    complaints = [text for seat in vars(seats).values() for text in seat.complaints if not expected.search(text)]
    assert complaints == []
