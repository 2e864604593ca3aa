"""What the tests of the scripts do to get to the point: checks made by forms, a session that ends, what is kept."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.stage import Program, Seat
from tests.run.processes import eventually

BODY = "[role=textbox].ProseMirror"
SAVED = "#save-state[data-state=saved]"
SESSION = "newsroom_session"
# What Chromium and htmx write to the console about an answer that the test brings about; never a broken script.
REFUSED = r"status of (401|404|409|422)|Response Status Error Code (401|404|409|422)"
OFFLINE = r"ERR_INTERNET_DISCONNECTED|htmx:(sendError|afterRequest)"
CUT_OFF = r"ERR_FAILED|htmx:(sendError|afterRequest)"

# The first desk of the demo newsroom, where the reporter writes and the editor decides.
DESK = "1"
ARTICLE = {"headline": "Is the quay lit?", "standfirst": "Half.", "verdict": "false", "explanation": "Half is not."}
_TOKENS: dict[BrowserContext, str] = {}


def token(seat: Seat) -> str:
    """What a form of this person carries against forgery; read from a page once a sign-in."""
    if seat.context not in _TOKENS:
        page = seat.context.request.get(f"{seat.program.url}newsroom/help/").text()
        _TOKENS[seat.context] = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    return _TOKENS[seat.context]


def post(seat: Seat, path: str, **form: str) -> str:
    """Sends a form from the person's own session, without a page; the address to which it leads."""
    answer = seat.context.request.post(
        seat.program.url.rstrip("/") + path,
        form={"csrfmiddlewaretoken": token(seat)} | form,
        headers={"Referer": seat.program.url},
        max_redirects=0,
    )
    assert answer.status == 302, f"{path}: {answer.status}"
    return answer.headers["location"]


def new_check(seat: Seat, text: str = "The ferry carries nine hundred people a day.", **values: str) -> int:
    """Records a claim on the reporter's desk; the number in its address."""
    address = post(seat, "/newsroom/checks/new/", text=text, desk=DESK, then="open", **values)
    return int(re.search(r"/newsroom/checks/(\d+)/", address)[1])


def version_of(seat: Seat, check_id: int) -> str:
    """The version that a form opened now carries, in the workspace or for who decides in the review."""
    here = f"{seat.program.url}newsroom/checks/{check_id}/"
    pages = (seat.context.request.get(address).text() for address in (here, f"{here}review/"))
    return next(found[1] for page in pages if (found := re.search(r'name="version" value="(\d+)"', page)))


def write(seat: Seat, check_id: int, **article: str) -> None:
    """Saves the article of a check, as the form without script does."""
    post(seat, f"/newsroom/checks/{check_id}/", version=version_of(seat, check_id), **article)


def move(seat: Seat, check_id: int, action: str, note: str = "") -> None:
    """Makes a move, such as `submit`."""
    post(seat, f"/newsroom/checks/{check_id}/do/{action}/", version=version_of(seat, check_id), note=note)


def ready(reporter: Seat, **values: str) -> int:
    """A check in research that may be submitted."""
    check_id = new_check(
        reporter, claimant_name="Dana Whitcombe", headline="Is the quay lit?", place="A walk", **values
    )
    for title in ("Call with the harbour office", "Letter of the crew"):
        describe(reporter, check_id, title)
    reply = {"outcome": "not_needed", "text": "Only a list is quoted."}
    post(reporter, f"/newsroom/checks/{check_id}/reply/", **reply)
    move(reporter, check_id, "start_research")
    write(reporter, check_id, body="One lamp.\n\nTwo lamps.\n\nThree lamps.", **ARTICLE)
    return check_id


def in_second_round(reporter: Seat, editor: Seat, **values: str) -> int:
    """A check that came back to the editor with three changed paragraphs."""
    check_id = ready(reporter, **values)
    move(reporter, check_id, "submit")
    move(editor, check_id, "send_back", "Please count the lamps again.")
    write(reporter, check_id, body="One old lamp.\n\nTwo old lamps.\n\nThree old lamps.", **ARTICLE)
    move(reporter, check_id, "submit", "Counted again.")
    return check_id


def published(reporter: Seat, editor: Seat) -> int:
    """A check that readers can read."""
    check_id = ready(reporter)
    move(reporter, check_id, "submit")
    for action in ("approve", "publish"):
        move(editor, check_id, action)
    return check_id


CORRECTION = {"correction_kind": "correction", "correction_wrong": "Two lamps.", "correction_now": "Three lamps."}


def correcting(reporter: Seat, editor: Seat) -> int:
    """A published check whose correction is being written, with its words for readers."""
    check_id = published(reporter, editor)
    move(reporter, check_id, "open_correction")
    write(reporter, check_id, body="One lamp.\n\nTwo lamps.\n\nFour lamps.", **ARTICLE | CORRECTION)
    return check_id


def add_link(seat: Seat, check_id: int, address: str) -> None:
    """Adds a source by its address."""
    post(seat, f"/newsroom/checks/{check_id}/sources/", url=address)


def describe(seat: Seat, check_id: int, title: str, **values: str) -> None:
    """Adds a source in words."""
    post(seat, f"/newsroom/checks/{check_id}/sources/describe/", title=title, description="A call at noon.", **values)


def workspace(seat: Seat, check_id: int) -> Page:
    """Opens the workspace and waits for the editor."""
    page = seat.go(f"/newsroom/checks/{check_id}/")
    expect(page.locator(BODY)).to_be_visible()
    return page


def save_now(page: Page) -> None:
    """Ctrl+S, and the page says that it is saved."""
    page.keyboard.press("Control+s")
    expect(page.locator(SAVED)).to_be_visible()


def end_session(seat: Seat) -> None:
    """The session is over, and the page does not know yet."""
    seat.context.clear_cookies(name=SESSION)


def sign_in(page: Page, running: Program, role: str) -> None:
    """Fills the sign-in form that is open."""
    person = running.people[role]
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/newsroom/**")


def kept(page: Page) -> str:
    """Everything that keep.js holds in this tab."""
    return page.evaluate(
        "JSON.stringify(Object.keys(sessionStorage).filter(key => key.startsWith('keep')).map(key => "
        "sessionStorage.getItem(key)))"
    )


def nothing_kept(page: Page) -> bool:
    """Whether it holds nothing, once the scripts of a page that has just come have run."""
    return eventually(lambda: kept(page) == "[]")


def focused(page: Page) -> str:
    """The id of the element that has the focus, or its words when it has none."""
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def caret_in_text(page: Page) -> None:
    """Waits until the editor has the focus and has put its caret back behind what was typed."""
    expect(page.locator(BODY)).to_be_focused()
    assert eventually(lambda: page.evaluate("getSelection().anchorOffset > 0"))
