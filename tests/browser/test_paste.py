"""What is pasted into the article from other programs keeps its structure and loses the rest (static/js/pasted.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands
from tests.browser.clipboard import PROGRAMS, copied, expected, outline

pytestmark = [pytest.mark.journey]

PASTE = """(box, [html, plain]) => {
    const clipboardData = new DataTransfer();
    if (html) clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", plain);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
LONG = "".join(
    f"<h4>Part {part}</h4>" + f"<p class='MsoNormal'>{'Lamp and quay. ' * 60}</p>" * 3 for part in range(110)
)


def paste(page, html, plain=""):
    box = page.locator(hands.BODY)
    box.click()
    box.evaluate(PASTE, [html, plain])


def saved_body(page):
    """What the server has, after loading the page again."""
    page.reload()
    expect(page.locator(hands.BODY)).to_be_visible()
    return page.locator("#id_body").evaluate("box => box.defaultValue")


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_pasted_document_keeps_its_structure(reporter, program):
    page = hands.workspace(reporter, hands.new_check(reporter))
    paste(page, copied(program))
    hands.save_now(page)
    body = saved_body(page)
    assert outline(body) == expected(program)
    assert re.findall(r"mso|class=|style=|<img|<span|onclick", body) == []


def test_a_part_of_the_article_pasted_again_stays_as_it_is(reporter):
    page = hands.workspace(reporter, hands.new_check(reporter))
    paste(page, '<p data-pm-slice="1 1 []">One <strong>lamp</strong></p>')
    hands.save_now(page)
    assert outline(saved_body(page)) == ["p One lamp", "strong lamp"]


def test_a_very_long_document_can_be_pasted_typed_on_and_saved(reporter):
    assert len(LONG) > 300_000
    page = hands.workspace(reporter, hands.new_check(reporter))
    paste(page, LONG)
    page.keyboard.type("The end of it.")
    hands.save_now(page)
    lines = outline(saved_body(page))
    assert len(lines) == 440
    assert lines[-1].endswith("The end of it.")


def test_words_without_markup_become_paragraphs(reporter):
    page = hands.workspace(reporter, hands.new_check(reporter))
    paste(page, "", "One lamp.\n\nTwo lamps.")
    hands.save_now(page)
    assert outline(saved_body(page)) == ["p One lamp.", "p Two lamps."]
