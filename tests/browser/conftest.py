"""One program and one browser for the whole journey."""

import re
import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest

from tests.browser.stage import browser, program, take_seat


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    with program(tmp_path_factory.mktemp("journey")) as started:
        yield started


@pytest.fixture(scope="session")
def opened():
    with browser() as started:
        yield started


@pytest.fixture(scope="session")
def seats(running, opened):
    """Everybody at a browser of their own, kept through the whole journey."""
    made = SimpleNamespace(
        reporter=take_seat(opened, running, "reporter"),
        editor=take_seat(opened, running, "editor"),
        admin=take_seat(opened, running, "admin"),
        reader=take_seat(opened, running),
    )
    yield made
    for seat in vars(made).values():
        seat.context.close()


@pytest.fixture(scope="session")
def story():
    """What one step tells the next: the number of the check, its addresses."""
    return SimpleNamespace(check_id=0, slug="", version=0)


@pytest.fixture(scope="session")
def places(seats, running):
    """What stands in the addresses: the demo's nearly finished check, and those corrected and retracted last."""
    seat = seats.reporter
    seat.go("/newsroom/checks/?q=Central+Station")
    check = re.search(r"/newsroom/checks/(\d+)/", seat.page.content())[1]
    inside = seat.go(f"/newsroom/checks/{check}/").content()
    source = re.search(r"/newsroom/sources/(\d+)/", inside)[1]
    file = re.search(r"/newsroom/files/(\d+)/edit/", inside)[1]
    quotation = re.search(r"/newsroom/quotations/(\d+)/", seat.go(f"/newsroom/sources/{source}/").content())[1]
    told = seats.reader.go("/corrections/").locator("main").inner_html()
    slug, number = re.search(r"/checks/([a-z0-9-]+)/versions/(\d+)/changes/", told).groups()
    retracted = re.search(r"/checks/([a-z0-9-]+)/", told)[1]
    # What no page names, or not first.
    with closing(sqlite3.connect(running.data / "newsroom.sqlite3")) as database:
        claim = database.execute("SELECT id FROM factchecks_claim WHERE factcheck_id = ?", [check]).fetchone()[0]
        made = database.execute("SELECT id FROM factchecks_appearance WHERE claim_id = ?", [claim]).fetchone()[0]
        alert = str(database.execute("SELECT id FROM factchecks_alert WHERE closed_at IS NULL").fetchone()[0])
        letter = database.execute("SELECT reference FROM factchecks_claimsuggestion").fetchone()[0]
    known = {"check_id": check, "claim_id": str(claim), "source_id": source, "file_id": file, "quotation_id": quotation}
    seat.go(f"/newsroom/checks/{check}/preview-links/")
    seat.page.get_by_label("Who it is for").fill("Lawyer at Vale & Co.")
    seat.page.get_by_role("button", name="Make the link").click()
    known["token"] = seat.page.get_by_role("textbox", name="Address").input_value().rstrip("/").rsplit("/", 1)[-1]
    known |= {"retracted": retracted, "number": number, "topic": "transport", "claimant": "dana-whitcombe"}
    return known | {"slug": slug, "alert_id": alert, "appearance_id": str(made), "reference": letter}


def at_usual_window(seat):
    """The seat with an empty store in its tab; nothing may complain while it is used."""
    before = len(seat.complaints)
    seat.page.evaluate("sessionStorage.clear()")
    yield seat
    assert seat.complaints[before:] == []


@pytest.fixture
def reporter(seats):
    """The reporter at the usual window."""
    yield from at_usual_window(seats.reporter)


@pytest.fixture
def editor(seats):
    """The editor at the usual window."""
    yield from at_usual_window(seats.editor)


@pytest.fixture
def sit(seats, opened, running):
    """`sit("reporter")` opens another window of that person, with an empty store. When the test is over no window
    may have complained, except about what `forgiven`, a pattern, names: answers that the test brings about."""
    taken = []

    def window(role, *, forgiven="$^", **options):
        cookies = getattr(seats, role).context.storage_state()
        seat = take_seat(opened, running, storage_state=cookies, **options)
        taken.append((seat, re.compile(forgiven)))
        return seat

    yield window
    complaints = [text for seat, forgiven in taken for text in seat.complaints if not forgiven.search(text)]
    for seat, _ in taken:
        seat.context.close()
    assert complaints == []
