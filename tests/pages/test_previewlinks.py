"""The page of a check's preview links: making one, the address shown once, the list, revoking."""

import re

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Event, PreviewLink
from factchecks.services import previewlinks
from factchecks.states import Action, State
from tests.factories import blind, move
from tests.pages.typed import queries
from tests.prebuilt import make_check
from tests.services.test_previewlinks import restrict

pytestmark = pytest.mark.usefixtures("shelf")

FORM = {"label": "Lawyer at Vale & Co.", "days": "7"}


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def page_of(check):
    return f"/newsroom/checks/{check.pk}/preview-links/"


def make(check, by, label="Lawyer"):
    return previewlinks.make(check_id=check.pk, by=by, label=label)


def rows(answer):
    return [" ".join(row.text().split()) for row in LexborHTMLParser(answer.text).css(".ways li")]


def revoke_address(check, link):
    return f"{page_of(check)}{link.pk}/revoke/"


@pytest.mark.parametrize("name", ["rita", "ed"])
def test_the_address_of_a_new_link_is_shown_this_once_and_opens_the_check(check, cast, as_, name):
    client = as_(getattr(cast, name))
    answer = client.post(page_of(check), FORM)
    field = LexborHTMLParser(answer.text).css_first("input#address")
    address = field.attributes["value"]
    assert "readonly" in field.attributes
    assert re.fullmatch(r"http://[\w.:]+/preview/[\w-]{43}/", address)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Is every tram stop" in Client().get(address.split("8000", 1)[-1]).text
    token = address.rstrip("/").rsplit("/", 1)[-1]
    for page in (page_of(check), f"/newsroom/checks/{check.pk}/", f"/newsroom/checks/{check.pk}/preview/"):
        assert token not in client.get(page).text


def test_the_copy_button_is_for_those_with_script(check, cast, as_):
    page = LexborHTMLParser(as_(cast.rita).post(page_of(check), FORM).text)
    button = page.css_first("[data-copy]")
    assert (button.attributes["data-copy"], "hidden" in button.attributes) == ("address", True)


def test_the_list_says_who_made_it_until_when_and_how_often_it_was_opened(check, cast, as_):
    token = make(check, cast.rita).token
    client = as_(cast.ed)
    assert rows(client.get(page_of(check)))[0].count("Not opened yet.") == 1
    Client().get(f"/preview/{token}/")
    (row,) = rows(client.get(page_of(check)))
    assert row.startswith("Lawyer until ")
    assert "Made by Rita" in row
    assert "Opened 1 time, last on" in row
    assert "Revoke the link for Lawyer" in row


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"label": ""}, "Say who the link is for."),
        ({"label": "x" * 81}, "Shorten the name to 80 characters."),
        ({"label": "\x00"}, "Null characters"),
        ({"days": "0"}, "greater than or equal to 1"),
        ({"days": "31"}, "less than or equal to 30"),
        ({"days": "9" * 5000}, "Days it works:"),
        ({"days": ""}, "Say for how many days it works."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(check, cast, as_, typed, why):
    answer = as_(cast.rita).post(page_of(check), FORM | typed)
    page = LexborHTMLParser(answer.text)
    assert answer.status_code == 422
    assert why in page.css_first(".summary").text()
    assert "Error: " in page.css_first("title").text()
    if "label" not in typed:
        assert page.css_first("#id_label").attributes["value"] == FORM["label"]
    assert not PreviewLink.objects.exists()


def test_a_link_is_revoked_for_good_by_a_press(check, cast, as_):
    made, client = make(check, cast.rita), as_(cast.ed)
    address = revoke_address(check, made.link)
    assert client.get(address).url == page_of(check)
    assert Client().get(f"/preview/{made.token}/").status_code == 200
    answer = client.post(address, follow=True)
    assert "Revoked. The address opens nothing any more." in answer.text
    (row,) = rows(answer)
    assert "revoked by Ed" in row
    assert "Revoke the link" not in row
    assert Client().get(f"/preview/{made.token}/").status_code == 404
    assert "was revoked already" in client.post(address, follow=True).text
    assert Event.objects.filter(verb="revoke_preview_link").count() == 1


def test_who_may_only_read_sees_the_list_without_buttons(check, cast, as_):
    made = make(check, cast.ed)
    restrict(check, read=cast.otto, draft=cast.rita, review=cast.ed)
    for person in (cast.otto, cast.rita):
        client = as_(person)
        page = client.get(page_of(check))
        assert "No new link now. This is for editors, as the check is restricted." in page.text
        assert LexborHTMLParser(page.text).css("main form") == []
        assert client.post(page_of(check), FORM).status_code == 403
        assert client.post(revoke_address(check, made.link)).status_code == 403
    assert PreviewLink.objects.get().revoked_at is None


def test_an_editor_of_a_blind_desk_is_told_what_comes_first(cast, as_):
    check = blind(make_check(cast, State.REVIEW))
    page = as_(cast.ed).get(page_of(check))
    assert "State your own verdict first" in page.text
    assert "Make the link" not in page.text
    assert as_(cast.ed).post(page_of(check), FORM).status_code == 422


def test_of_a_published_check_only_what_was_is_listed(cast, as_):
    check = make_check(cast, State.REVIEW, approved=True)
    make(check, cast.rita)
    as_(cast.ed).post(f"/newsroom/checks/{check.pk}/do/publish/", {"version": check.version})
    page = as_(cast.ed).get(page_of(check))
    assert "It is published: send the address of the article." in page.text
    assert "ended: published" in rows(page)[0]


def test_of_a_discarded_check_the_links_rest_until_it_is_restored(cast, as_):
    check, client = make_check(cast), as_(cast.rita)
    make(check, cast.rita)
    for action, shown in ((Action.DISCARD, "ended: discarded"), (Action.RESTORE, "until ")):
        move(check, action, cast.rita)
        assert shown in rows(client.get(page_of(check)))[0]


def test_the_preview_and_the_workspace_lead_there(check, cast, as_):
    for page in ("", "preview/"):
        assert page_of(check) in as_(cast.rita).get(f"/newsroom/checks/{check.pk}/{page}").text


def test_many_links_cost_no_more_queries_than_few(check, cast, as_):
    client = as_(cast.rita)
    make(check, cast.rita)
    few = queries(lambda: client.get(page_of(check)))
    for number in range(20):
        make(check, cast.ines, f"Lawyer {number}")
    assert queries(lambda: client.get(page_of(check))) == few <= 12
