"""What is typed stays in the tab until it is saved (static/js/keep.js), and what is confidential never does."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

NOT_KEPT = "What you type here is not kept on this device."
NOTICE = "What you typed here before is back. It is not saved yet."
BACK_AND_SAVED = "What you typed here before is back and saved."


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(sit, running):
    seat = sit("reporter", forgiven=hands.REFUSED)
    page = hands.workspace(seat, hands.new_check(seat))
    hands.end_session(seat)
    page.locator("[name=standfirst]").fill("Typed as the session ended.")
    page.locator(hands.BODY).click()
    page.keyboard.type("A first paragraph.")
    page.wait_for_url("**/accounts/login/**")
    expect(page.locator("[data-kept]")).to_be_visible()
    hands.sign_in(page, running, "reporter")
    expect(page.locator("[name=standfirst]")).to_have_value("Typed as the session ended.")
    expect(page.locator(hands.BODY)).to_contain_text("A first paragraph.")
    expect(page.get_by_text(NOTICE)).to_be_visible()
    hands.save_now(page)
    expect(page.get_by_text(BACK_AND_SAVED)).to_be_visible()
    page.reload()
    expect(page.locator("[name=standfirst]")).to_have_value("Typed as the session ended.")
    assert hands.nothing_kept(page)


def test_a_form_sent_after_the_session_ended_is_filled_again(sit, running):
    seat = sit("reporter")
    page = seat.go("/newsroom/checks/new/")
    with page.expect_response("**/similar/**"):
        page.locator("[name=text]").fill("Every lamp in the harbour is new.")
    page.locator("[name=place]").fill("A walk along the quay")
    page.get_by_label("Transport", exact=True).check()
    hands.end_session(seat)
    page.get_by_role("button", name="Save and open").click()
    hands.sign_in(page, running, "reporter")
    expect(page.locator("[name=text]")).to_have_value("Every lamp in the harbour is new.")
    expect(page.locator("[name=place]")).to_have_value("A walk along the quay")
    expect(page.get_by_label("Transport", exact=True)).to_be_checked()
    page.get_by_role("button", name="Save and open").click()
    expect(page.locator("#claim")).to_contain_text("Every lamp in the harbour is new.")
    assert hands.nothing_kept(page)


def test_what_was_put_back_can_be_dropped(reporter):
    page = reporter.go("/newsroom/checks/new/")
    page.locator("[name=place]").fill("Nowhere in particular")
    page.reload()
    expect(page.locator("[name=place]")).to_have_value("Nowhere in particular")
    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_text(NOTICE)).to_have_count(0)
    expect(page.locator("[name=place]")).to_have_value("")


def test_an_article_that_was_put_back_can_be_dropped_before_it_is_saved(sit, running):
    seat = sit("reporter", forgiven=hands.CUT_OFF)
    check_id = hands.new_check(seat)
    page = hands.workspace(seat, check_id)
    page.route("**/autosave/", lambda route: route.abort())
    hands.end_session(seat)
    page.locator("[name=standfirst]").fill("Not meant like this.")
    page.goto(f"{running.url}accounts/login/?next=/newsroom/checks/{check_id}/")
    hands.sign_in(page, running, "reporter")
    expect(page.get_by_text(NOTICE)).to_be_visible()
    page.unroute("**/autosave/")
    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_role("button", name="Drop it")).to_have_count(0)
    expect(page.locator("[name=standfirst]")).to_have_value("")
    seat.go(f"/newsroom/checks/{check_id}/")
    expect(page.locator("[name=standfirst]")).to_have_value("")


def test_nothing_of_a_source_described_in_words_is_ever_kept(sit, running):
    seat = sit("reporter")
    page = seat.go(f"/newsroom/checks/{hands.new_check(seat)}/sources/describe/")
    expect(page.get_by_text(NOT_KEPT)).to_be_visible()
    page.locator("[name=title]").fill("Call with the harbour office")
    page.locator("[name=description]").fill("The duty officer, who asked not to be named.")
    assert hands.nothing_kept(page)
    hands.end_session(seat)
    page.get_by_role("button", name="Add the source").click()
    page.wait_for_url("**/accounts/login/**")
    assert hands.nothing_kept(page)
    expect(page.locator("[data-kept]")).to_be_hidden()
    hands.sign_in(page, running, "reporter")
    expect(page.locator("[name=description]")).to_have_value("")


def test_nothing_of_a_source_described_in_words_is_kept_while_it_is_edited(reporter):
    check_id = hands.new_check(reporter)
    hands.describe(reporter, check_id, "Call with the yard")
    page = hands.workspace(reporter, check_id)
    page.get_by_role("link", name="Edit Call with the yard").click()
    expect(page.get_by_text(NOT_KEPT)).to_be_visible()
    page.locator("[name=description]").fill("The name of a caller.")
    assert hands.nothing_kept(page)
    page.get_by_role("button", name="Save the source").click()
    page.wait_for_url(f"**/newsroom/checks/{check_id}/")
    assert hands.nothing_kept(page)


def test_a_reply_comes_back_after_the_session_ended(sit, running):
    seat = sit("reporter", forgiven=hands.REFUSED)
    page = hands.workspace(seat, hands.new_check(seat))
    page.get_by_role("tab", name="Reply").click()
    page.get_by_label("Answered", exact=True).check()
    page.locator("#reply [name=text]").fill("The harbour office says that half of the lamps are new.")
    hands.end_session(seat)
    page.get_by_role("button", name="Record the reply").click()
    page.wait_for_url("**/accounts/login/**")
    hands.sign_in(page, running, "reporter")
    expect(page.locator("#reply [name=text]")).to_have_value("The harbour office says that half of the lamps are new.")
    page.get_by_role("tab", name="Reply").click()
    expect(page.locator("#reply").get_by_text(NOTICE)).to_be_visible()
    page.locator("#reply [name=whom]").fill("The harbour office")
    page.get_by_role("button", name="Record the reply").click()
    expect(page.locator("#reply .src__q")).to_contain_text("half of the lamps")
    assert hands.nothing_kept(page)


def test_nothing_of_a_page_is_kept_once_it_is_marked_as_confidential(reporter, running):
    check_id = hands.new_check(reporter)
    hands.add_link(reporter, check_id, running.site("transit", "/timetables/night"))
    page = hands.workspace(reporter, check_id)
    page.locator("#sources").get_by_role("link", name=re.compile("^Edit ")).first.click()
    page.locator("[name=interests]").fill("The name of a caller.")
    assert "The name of a caller." in hands.kept(page)
    page.locator("[name=confidential]").check()
    assert hands.nothing_kept(page)
    page.locator("[name=interests]").fill("The name of another caller.")
    page.get_by_role("button", name="Save the source").click()
    page.wait_for_url(f"**/newsroom/checks/{check_id}/")
    assert hands.nothing_kept(page)


def test_signing_out_wipes_what_was_kept(sit, running):
    seat = sit("reporter")
    hands.end_session(seat)
    page = seat.go("/accounts/login/?next=/newsroom/checks/new/")
    hands.sign_in(page, running, "reporter")
    page.locator("[name=place]").fill("On the quay")
    assert "On the quay" in hands.kept(page)
    page.locator(".bar__account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")
    assert hands.nothing_kept(page)
    expect(page.locator("[data-kept]")).to_be_hidden()


def test_another_person_in_the_same_tab_finds_nothing(sit, running):
    seat = sit("reporter")
    page = seat.go("/newsroom/checks/new/")
    page.locator("[name=place]").fill("On the quay")
    hands.end_session(seat)
    page.goto(f"{running.url}accounts/login/?next=/newsroom/")
    hands.sign_in(page, running, "editor")
    assert hands.nothing_kept(page)
