"""The keys that the help page lists do what it says, never while typing, and can be turned off (static/js/keys.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

CHECKS = "/newsroom/checks/"


def rows(page):
    return [text.strip() for text in page.locator("[data-row] [data-row-link]").all_inner_texts()]


def press_n(seat):
    page = seat.go(CHECKS)
    page.keyboard.press("n")
    page.wait_for_url("**/newsroom/checks/new/")


def press_slash(seat):
    page = seat.go(CHECKS)
    page.keyboard.press("/")
    assert hands.focused(page) == "bar-q"
    expect(page.locator("#bar-q")).to_have_value("")


def press_g_h(seat):
    page = seat.go(CHECKS)
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url("**/newsroom/")


def press_g_c(seat):
    page = seat.go("/newsroom/help/")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/newsroom/checks/")


def press_g_l(seat):
    page = seat.go(CHECKS)
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url("**/newsroom/links/")


def press_j_and_k(seat):
    page = seat.go(CHECKS)
    first, second = rows(page)[:2]
    for key, row in (("j", first), ("j", second), ("k", first), ("k", first)):
        page.keyboard.press(key)
        assert hands.focused(page) == row


def press_enter(seat):
    page = seat.go(CHECKS)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/newsroom/checks/\d+/$"))


def press_question_mark(seat):
    page = seat.go(CHECKS)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def press_e(seat):
    page = hands.workspace(seat, hands.new_check(seat))
    page.keyboard.press("e")
    page.wait_for_url("**/claim/")


def press_v(seat):
    page = hands.workspace(seat, hands.new_check(seat))
    page.keyboard.press("v")
    assert page.evaluate("document.activeElement.name") == "verdict"
    expect(page.locator("[name=verdict]:checked")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    chosen = page.locator("[name=verdict]:checked").input_value()
    page.locator("#id_headline").focus()
    page.locator("#id_headline").blur()
    page.keyboard.press("v")
    assert page.evaluate("document.activeElement.value") == chosen
    hands.save_now(page)


def press_alt_and_a_number(seat):
    page = hands.workspace(seat, hands.new_check(seat))
    for number, name in enumerate(("Sources", "Discussion", "Files", "Reply", "History"), start=1):
        page.keyboard.press(f"Alt+{number}")
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tabpanel", name=name)).to_be_visible()


def press_ctrl_enter(seat):
    page = seat.go("/newsroom/checks/new/")
    page.locator("[name=text]").fill("The quay is two miles long.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/newsroom/checks/\d+/$"))


def press_ctrl_s(seat):
    page = hands.workspace(seat, hands.new_check(seat))
    page.locator("[name=standfirst]").fill("Saved by a key.")
    hands.save_now(page)


PRESSED = {
    "Everywhere": {
        "N": press_n,
        "/": press_slash,
        "G then H": press_g_h,
        "G then C": press_g_c,
        "G then L": press_g_l,
        "J and K": press_j_and_k,
        "Enter": press_enter,
        "Ctrl Enter": press_ctrl_enter,
        "?": press_question_mark,
    },
    "In a check that you write": {
        "E": press_e,
        "V": press_v,
        "[[": None,  # test_scripts_cite.py
        "Alt 1 to 5": press_alt_and_a_number,
        "Ctrl Alt M": None,  # test_discussion.py
        "Y and N": None,  # test_suggesting.py
        # test_ten_tasks.py
        "B": None,
        "Ctrl V": None,
        "Ctrl S": press_ctrl_s,
        "Ctrl Enter": None,  # test_ten_tasks.py
    },
    # test_scripts_review.py, test_review_talk.py
    "In a review": dict.fromkeys(("N and P", "1, 2, 3", "S", "R", "J", "C", "A", "B")),
    # test_scripts_source.py
    "On a source": dict.fromkeys(("N and P", "[ and ]", "S", "Q")),
}
HERE = [press for keys in PRESSED.values() for press in keys.values() if press]


@pytest.mark.parametrize("press", HERE)
def test_a_key_does_what_the_list_says(reporter, press):
    press(reporter)


def test_every_listed_key_is_pressed_by_a_test(reporter):
    page = reporter.go("/newsroom/help/")
    listed = {}
    for place, keys in zip(page.locator("main .keys-h").all(), page.locator("main .keys-list").all(), strict=True):
        listed[place.inner_text()] = [" ".join(words.split()) for words in keys.locator("dt").all_inner_texts()]
    assert listed == {place: list(keys) for place, keys in PRESSED.items()}


@pytest.mark.parametrize("field", ["#bar-q", "[name=standfirst]", "[role=textbox].ProseMirror"])
def test_keys_are_letters_while_typing(reporter, field):
    page = hands.workspace(reporter, hands.new_check(reporter))
    address = page.url
    page.locator(field).click()
    page.keyboard.type("ngc/jkev?")
    expect(page.locator("#keys")).to_be_hidden()
    typed = page.locator(field).evaluate("one => one.value ?? one.textContent")
    assert (typed, page.url) == ("ngc/jkev?", address)


def test_keys_with_ctrl_or_alt_belong_to_the_browser(reporter):
    page = reporter.go(CHECKS)
    for keys in ("Control+j", "Alt+n", "Meta+e"):
        page.keyboard.press(keys)
    assert page.url.endswith(CHECKS)
    assert page.evaluate("document.activeElement === document.body")


def test_they_can_be_turned_off_and_stay_off(sit):
    page = sit("reporter").go("/newsroom/help/")
    page.get_by_role("button", name="Turn single-letter keys on or off").click()
    page.get_by_label("Use single-letter keys on this device").uncheck()
    page.get_by_role("button", name="Close").click()
    for _ in range(2):
        for key in ("n", "/", "?", "j", "g", "c"):
            page.keyboard.press(key)
        assert page.url.endswith("/newsroom/help/")
        expect(page.locator("#keys")).to_be_hidden()
        page.reload()
    page.get_by_role("button", name="Turn single-letter keys on or off").click()
    page.get_by_label("Use single-letter keys on this device").check()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url("**/newsroom/checks/new/")
