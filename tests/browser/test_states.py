"""Pages in the states that are seldom looked at: nothing there, not allowed, refused, not accepted. In both schemes."""

import pytest

from tests.browser import hands
from tests.browser.stage import take_seat
from tests.browser.test_every_page import faults

pytestmark = [pytest.mark.journey]

NOTHING = "/newsroom/checks/999999/"


@pytest.fixture(scope="module")
def made(seats):
    """An empty check, one that waits for a decision, one that goes out by itself, and two with an open correction."""
    waiting, booked = hands.ready(seats.reporter), hands.ready(seats.reporter)
    hands.move(seats.reporter, waiting, "submit")
    hands.move(seats.reporter, booked, "submit")
    hands.move(seats.editor, booked, "approve")
    at = {"version": hands.version_of(seats.editor, booked), "at": "2099-06-01T18:00", "origin": "review"}
    hands.post(seats.editor, f"/newsroom/checks/{booked}/do/schedule/", **at)
    correcting, told = (hands.correcting(seats.reporter, seats.editor) for _ in range(2))
    hands.move(seats.reporter, told, "submit")
    known = {"down": hands.published(seats.reporter, seats.editor)}
    known |= {"correcting": correcting, "told": told, "waiting": waiting, "booked": booked}
    return known | {"empty": hands.new_check(seats.reporter)}


@pytest.fixture(scope="module")
def people(opened, running):
    """A window of each person; the colour scheme is set on the page."""
    made = {role: take_seat(opened, running, role) for role in ("reporter", "editor", "outsider", "chief")}
    made["reader"] = take_seat(opened, running)
    yield made
    for seat in made.values():
        seat.context.close()


def open_at(seat, path):
    """Opens a path whatever its answer is; the page and the status."""
    return seat.page, seat.page.goto(seat.program.url.rstrip("/") + path).status


def send(page, form):
    """Sends a form as it is, without a look at it by the browser; the page and the status that follow."""
    with page.expect_navigation() as gone:
        page.evaluate("selector => document.querySelector(selector).submit()", form)
    return page, gone.value.status


def without_a_desk(people, made):
    return open_at(people["outsider"], "/newsroom/")


def no_checks(people, made):
    return open_at(people["outsider"], "/newsroom/checks/")


def nothing_for_readers(people, made):
    return open_at(people["reader"], "/no-such-page/")


def taken_down(people, made):
    check = f"/newsroom/checks/{made['down']}/"
    slug = people["editor"].go(check).get_by_role("link", name="See it as readers do").get_attribute("href")
    hands.move(people["chief"], made["down"], "take_down", "A court has ordered it.")
    hands.move(people["editor"], made["down"], "confirm_request")
    return open_at(people["reader"], slug)


def nothing_to_read(people, made):
    return open_at(people["reader"], "/?page=x")


def empty_check(people, made):
    return open_at(people["reporter"], f"/newsroom/checks/{made['empty']}/")


def claim_with_errors(people, made):
    page, _ = open_at(people["reporter"], f"/newsroom/checks/{made['empty']}/claim/")
    page.locator("form.panel [name=text]").fill("")
    return send(page, "form.panel")


def reply_with_errors(people, made):
    page, _ = open_at(people["reporter"], f"/newsroom/checks/{made['empty']}/?tab=reply")
    return send(page, "form[action$='/reply/']")


def review_without_the_note(people, made):
    open_at(people["editor"], f"/newsroom/checks/{made['waiting']}/review/")
    return send(people["editor"].page, "form[action$='/do/send_back/']")


def scheduled(people, made):
    page, status = open_at(people["editor"], f"/newsroom/checks/{made['booked']}/")
    page.locator("#schedule summary").click()
    assert page.locator("#goes-out").is_visible()
    return page, status


def scheduled_for_a_time_that_is_none(people, made):
    page, _ = open_at(people["editor"], f"/newsroom/checks/{made['booked']}/review/")
    page.locator("#schedule summary").click()
    page.locator("#publish-at").fill("2020-06-01T18:00")
    return send(page, "#schedule-it")


def embargo_with_errors(people, made):
    page, _ = open_at(people["reporter"], f"/newsroom/checks/{made['empty']}/")
    page.locator("#embargo summary").click()
    page.locator("#id_until").fill("2020-06-01T18:00")
    return send(page, "#embargo form")


def not_allowed(people, made):
    return open_at(people["reporter"], "/admin/factchecks/user/")


def not_found(people, made):
    return open_at(people["reporter"], NOTHING)


def correction_being_written(people, made):
    return open_at(people["reporter"], f"/newsroom/checks/{made['correcting']}/")


def correction_in_review(people, made):
    return open_at(people["editor"], f"/newsroom/checks/{made['told']}/review/")


def published_for_the_editor(people, made):
    return open_at(people["editor"], f"/newsroom/checks/{hands.published(people['reporter'], people['editor'])}/")


def two_texts(people, made):
    seat = people["reporter"]
    open_at(seat, f"/newsroom/checks/{made['empty']}/")
    hands.write(seat, made["empty"], headline=f"Theirs {seat.page.locator('#id_version').input_value()}")
    seat.page.evaluate("document.querySelector('#id_headline').value = 'Mine'")
    return send(seat.page, "form#text")


STATES = {
    without_a_desk: 200,
    no_checks: 200,
    empty_check: 200,
    claim_with_errors: 422,
    reply_with_errors: 422,
    review_without_the_note: 200,
    scheduled: 200,
    scheduled_for_a_time_that_is_none: 200,
    embargo_with_errors: 422,
    not_allowed: 403,
    not_found: 404,
    nothing_for_readers: 404,
    nothing_to_read: 400,
    taken_down: 410,
    correction_being_written: 200,
    correction_in_review: 200,
    published_for_the_editor: 200,
    two_texts: 409,
}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_it_is_accessible_and_fits_in_both_schemes(people, made, state):
    page, status = state(people, made)
    assert status == STATES[state]
    page.emulate_media(reduced_motion="reduce")
    assert faults(page) == []
