"""Error pages: what happened, what to do, a number to quote, and the ways out."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse

from factchecks.states import State
from factchecks.views import errors
from tests.factories import make_check
from tests.pages.typed import typed
from tests.signed_in import sign_in

HERE = "http://testserver"


def test_a_missing_page_offers_home_the_way_back_and_a_reference(as_, cast):
    came_from = f"{HERE}{reverse('checks')}?state=review"
    page = as_(cast.rita).get("/newsroom/checks/999/", headers={"referer": came_from, "host": "testserver"})
    text = page.content.decode()
    assert page.status_code == 404
    assert f'href="{came_from}">Back' in text
    assert "Reference" in text
    assert f'href="{reverse("home")}">Go to Home' in text


def test_the_way_back_never_leads_to_another_site(as_, cast):
    page = as_(cast.rita).get(
        "/newsroom/checks/999/", headers={"referer": "https://evil.example/", "host": "testserver"}
    )
    assert "evil.example" not in page.content.decode()


def test_not_allowed_names_the_right_and_who_can_give_it(cast):
    request = RequestFactory().get("/newsroom/")
    request.user = cast.rita
    page = errors.forbidden(request, PermissionDenied("This needs the right to publish."))
    assert page.status_code == 403
    assert "This needs the right to publish." in page.content.decode()
    assert "ask Ada or Sue" in page.content.decode()


def test_too_many_tries_are_429_with_a_reference(cast):
    request = RequestFactory().get("/accounts/login/")
    request.user = cast.rita
    page = errors.too_many(request)
    assert page.status_code == 429
    assert "Reference" in page.content.decode()


def test_a_form_that_was_open_too_long_shows_every_text_but_no_secret(cast):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, cast.rita)
    typed = {"text": ["One.", "Two."], "password": "hush", "new_password": "hush", "version": "77"}
    page = client.post(reverse("check_new"), typed)
    text = page.content.decode()
    assert page.status_code == 403
    assert "readonly" in text
    assert "One." in text
    assert "Two." in text
    assert "hush" not in text


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_two_texts_to_bring_together_offer_home_the_way_back_and_a_reference(cast, as_, headers):
    check = make_check(cast, State.RESEARCH)
    here, mine = reverse("workspace", args=[check.pk]), typed(check, headline="Mine")
    as_(cast.ines).post(here, typed(check, headline="Theirs"))
    page = as_(cast.rita).post(here, mine, headers=headers)
    text = page.content.decode()
    assert page.status_code == 409
    assert "Reference" in text
    assert f'href="{reverse("home")}">Go to Home' in text
    assert f'href="{here}">Back' in text
    assert 'class="btn" href="/newsroom/"' in text
