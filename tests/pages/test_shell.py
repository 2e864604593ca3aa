"""What every staff page shares: the bar, its links, the look, the errors, both texts of a conflict."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from factchecks.views.conflicts import TwoTexts, conflict
from tests.signed_in import sign_in

PAGES = ["home", "checks", "check_new", "help", "profile"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_skip_link_one_heading_and_its_title(as_, rita, name):
    page = as_(rita).get(reverse(name)).content.decode()
    assert page.index('href="#main"') < page.index("<header")
    assert page.count("<h1") == 1
    assert "style=" not in page
    assert page.count('<main id="main"') == 1


@pytest.mark.parametrize("name", PAGES)
def test_nobody_sees_a_staff_page_without_signing_in(client, db, name):
    answer = client.get(reverse(name))
    assert answer.url == f"{reverse('account_login')}?next={reverse(name)}"


def test_only_staff_users_are_led_to_the_admin(as_, cast):
    link = f'href="{reverse("admin:index")}"'
    assert link in as_(cast.ada).get(reverse("help")).content.decode()
    assert link not in as_(cast.rita).get(reverse("help")).content.decode()


def test_a_missing_page_answers_404_with_a_number(as_, rita):
    answer = as_(rita).get("/newsroom/checks/99999/")
    assert answer.status_code == 404
    assert "Reference" in answer.content.decode()


def test_the_500_page_needs_nothing():
    assert "Something went wrong" in render_to_string("500.html")


def test_a_form_without_its_token_shows_what_was_typed(rita):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, rita)
    page = client.post(reverse("check_new"), {"text": "Fares <b>rose</b>.", "password": "secret words"})
    assert page.status_code == 403
    assert "Fares &lt;b&gt;rose&lt;/b&gt;." in page.content.decode()
    assert "secret words" not in page.content.decode()


def two_texts(fragment, user):
    headers = {"HX-Request": "true"} if fragment else {}
    posted = {"headline": "Mine", "standfirst": "Same", "other": "kept", "seen_version": "3"}
    request = RequestFactory().post("/newsroom/checks/1/text/", posted, headers=headers)
    request.user, request.csp_nonce = user, ""
    texts = [
        TwoTexts(name="headline", label="Headline", mine="Mine", theirs="Theirs"),
        TwoTexts(name="standfirst", label="Standfirst", mine="Same\r\n", theirs="Same", long=True),
    ]
    return conflict(request, texts=texts, version_now=5, back="/newsroom/checks/1/")


def test_a_conflict_shows_both_texts_and_can_be_saved_knowingly():
    answer = two_texts(False, AnonymousUser())
    page = answer.content.decode()
    assert answer.status_code == 409
    assert '<input type="radio" name="headline" value="Mine" checked>' in page
    assert '<input type="radio" name="headline" value="Theirs">' in page
    assert '<input type="hidden" name="seen_version" value="5">' in page
    assert 'value="3"' not in page
    assert '<input type="hidden" name="other" value="kept">' in page
    assert "Standfirst is the same in both" in page
    assert 'action="/newsroom/checks/1/text/"' in page


def test_a_conflict_of_a_fragment_takes_the_place_of_the_page():
    answer = two_texts(True, AnonymousUser())
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#main"
    assert "<html" not in answer.content.decode()


def test_long_texts_may_be_kept_both():
    pair = TwoTexts(
        name="body", label="Article", mine="<p>One two.</p>", theirs="<p>One three.</p>", long=True, rich=True
    )
    assert pair.joined == "<p>One three.</p>\n\n<p>One two.</p>"
    assert "".join(part.text for part in pair.mine_parts) == "One two."
    assert [part.text for part in pair.theirs_parts if part.new] == ["hree"]
