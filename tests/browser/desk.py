"""What people do at their desks, step by step, as a browser sees it."""

import os
import subprocess
import sys

from playwright.sync_api import Page, expect

from newsroom.env import BASE_DIR
from tests.browser import typed
from tests.browser.stage import Program, Seat


def picture(page: Page, name: str) -> None:
    """Keeps the picture that the README shows, when NEWSROOM_SHOTS names a folder for it."""
    if os.environ.get("NEWSROOM_SHOTS"):
        page.screenshot(path=f"{os.environ['NEWSROOM_SHOTS']}/{name}.png")


def record_claim(page: Page) -> None:
    """Fills the form of a new claim and opens it."""
    page.locator("[name=text]").fill(typed.CLAIM)
    for name, value in (
        ("claimant_name", typed.CLAIMANT),
        ("claimant_role", typed.ROLE),
        ("claimed_on", typed.SAID_ON),
        ("place", typed.PLACE),
        ("headline", typed.HEADLINE),
        ("short", typed.SHORT),
    ):
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Save and open").click()
    page.wait_for_url("**/newsroom/checks/*/")


def open_tab(page: Page, name: str) -> None:
    """Opens a tab of the workspace's right side."""
    page.get_by_role("tab", name=name).click()


def add_source(page: Page, address: str) -> None:
    """Pastes an address and adds it."""
    page.locator("#add_url").fill(address)
    page.locator("#sources").get_by_role("button", name="Add the source").click()


def describe_photo(page: Page) -> None:
    """Caption, credit and alternative text; shown to readers as the lead photo."""
    page.locator("#files").get_by_role("link", name="Describe tram-stop.jpg").click()
    page.locator("[name=caption]").fill(typed.CAPTION)
    page.locator("[name=credit]").fill(typed.CREDIT)
    page.locator("[name=alternative_text]").fill(typed.ALTERNATIVE)
    page.locator("[name=is_public]").check()
    page.locator("[name=is_lead]").check()
    page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state()


def write_texts(page: Page) -> None:
    """Standfirst, verdict and the reason for it."""
    page.locator("[name=standfirst]").fill(typed.STANDFIRST)
    page.get_by_label("Mostly false").check(force=True)
    page.locator("[name=explanation]").fill(typed.EXPLANATION)


def cite(page: Page, number: int) -> None:
    """Types [[ and chooses a source by its number."""
    page.keyboard.type(" [[")
    expect(page.locator("#cite-picker")).to_be_visible()
    page.locator("#cite-q").fill(str(number))
    page.keyboard.press("Enter")
    expect(page.locator("#cite-picker")).to_be_hidden()


def write_body(page: Page) -> None:
    """A paragraph, a heading, a paragraph, a block quote; two citations."""
    body = page.locator("[role=textbox].ProseMirror")
    body.click()
    page.keyboard.type(typed.PARAGRAPH)
    cite(page, 1)
    page.keyboard.press("Enter")
    page.locator("[data-do=h2]").click()
    page.keyboard.type(typed.HEADING)
    page.keyboard.press("Enter")
    page.keyboard.type(typed.SECOND)
    cite(page, 2)
    page.keyboard.press("Enter")
    page.locator("[data-do=quote]").click()
    page.keyboard.type(typed.BLOCK)


def add_paragraph(page: Page, words: str) -> None:
    """One more paragraph at the end of the article."""
    last = page.locator("[role=textbox].ProseMirror p").last
    last.click()
    page.evaluate("node => getSelection().setPosition(node, node.childNodes.length)", last.element_handle())
    page.wait_for_timeout(200)  # the editor hears of a moved caret a tick later, as after a click
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type(words)


def saved(page: Page) -> None:
    """Waits until the page says that what was typed is saved."""
    expect(page.locator("#save-state[data-state=saved]")).to_be_visible(timeout=20_000)
    page.wait_for_timeout(2_500)
    expect(page.locator("#save-state[data-state=saved]")).to_be_visible(timeout=20_000)


def open_source(seat: Seat, story, words: str) -> Page:
    """Opens a source of the check by words of its title."""
    page = seat.go(f"/newsroom/checks/{story.check_id}/")
    open_tab(page, "Sources")
    page.locator("#sources .src__t a", has_text=words).first.click()
    page.wait_for_url("**/newsroom/sources/*/")
    return page


def quote(page: Page, words: str) -> None:
    """Adds exact words to the source that is open."""
    page.locator("#add-quotation [name=text]").fill(words)
    page.get_by_role("button", name="Add and look for it").click()
    expect(page.locator("#quotations")).to_contain_text(words)


def record_reply(page: Page) -> None:
    """Records the right of reply as answered."""
    open_tab(page, "Reply")
    page.locator("[name=outcome][value=answered]").check()
    page.locator("[name=whom]").fill(typed.REPLY_FROM)
    page.locator("#reply [name=text]").fill(typed.REPLY)
    page.get_by_role("button", name="Record the reply").click()
    expect(page.locator("#reply")).to_contain_text(typed.REPLY)


def forge(seat: Seat, story, action: str) -> int:
    """Posts an action by hand from the person's own session; the status of the answer."""
    page = seat.go("/newsroom/help/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    form = {"csrfmiddlewaretoken": token or "", "version": "1", "note": "forged"}
    address = f"{seat.program.url.rstrip('/')}/newsroom/checks/{story.check_id}/do/{action}/"
    headers = {"Referer": seat.program.url}
    return seat.context.request.post(address, form=form, headers=headers, max_redirects=0).status


def manage(running: Program, *words: str) -> int:
    """Runs a management command on the program's data; its exit code."""
    env = os.environ | {"NEWSROOM_DATA": str(running.data), "DJANGO_SETTINGS_MODULE": "newsroom.settings.dev"}
    env |= {"SITE_URL": running.url.rstrip("/")}
    done = subprocess.run([sys.executable, "manage.py", *words], cwd=BASE_DIR, env=env, check=False)
    return done.returncode
