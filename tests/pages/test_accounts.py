"""Getting in and out: one message for a wrong pair, the same page for an unknown address, no sign-up."""

import re

import pytest
from django.contrib.auth import get_user
from django.urls import reverse

from tests.factories import PASSWORD

LOGIN = reverse("account_login")
WRONG = "The email address and/or password you specified are not correct."


def test_the_right_pair_opens_home(client, cast):
    answer = client.post(LOGIN, {"login": "RITA@newsroom.example", "password": PASSWORD})
    assert answer.url == reverse("home")


@pytest.mark.parametrize(
    "pair", [("rita@newsroom.example", "wrong pass phrase"), ("nobody@newsroom.example", PASSWORD)]
)
def test_a_wrong_pair_has_one_message(client, cast, pair):
    page = client.post(LOGIN, {"login": pair[0], "password": pair[1]})
    assert page.context["form"].non_field_errors() == [WRONG]
    assert pair[0] in page.content.decode()
    assert pair[1] not in page.content.decode()


def test_an_account_that_is_turned_off_cannot_get_in(client, rita):
    rita.is_active = False
    rita.save()
    client.post(LOGIN, {"login": rita.email, "password": PASSWORD})
    assert get_user(client).is_anonymous


def test_an_unknown_address_gets_the_same_page_as_a_known_one(client, cast, mailoutbox):
    pages = []
    for address in ("rita@newsroom.example", "nobody@newsroom.example"):
        answer = client.post(reverse("account_reset_password"), {"email": address}, follow=True)
        pages.append(re.sub(r'nonce="[^"]*"|\{"X-CSRFToken": "[^"]*"\}', "", answer.content.decode()))
    assert pages[0] == pages[1]
    assert "Look in your mail" in pages[0]
    assert [mail.to for mail in mailoutbox] == [["rita@newsroom.example"]]


def test_a_forgotten_password_is_replaced_by_the_link_in_the_mail(client, cast, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "rita@newsroom.example"})
    link = re.search(r"https?://[^/]+(/\S+)", mailoutbox[0].body)[1]
    form = client.get(link, follow=True)
    new = {"password1": "another long pass phrase", "password2": "another long pass phrase"}
    client.post(form.redirect_chain[-1][0], new)
    answer = client.post(LOGIN, {"login": "rita@newsroom.example", "password": "another long pass phrase"})
    assert answer.url == reverse("home")


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_can_sign_up(client, db, method):
    assert getattr(client, method)("/accounts/signup/").status_code == 404


def test_signing_out_takes_a_post(as_, rita):
    client = as_(rita)
    assert "data-wipe" in client.get(reverse("account_logout")).content.decode()
    assert not get_user(client).is_anonymous
    client.post(reverse("account_logout"))
    assert get_user(client).is_anonymous


@pytest.mark.parametrize(
    "name", ["mfa_index", "account_change_password", "usersessions_list", "account_reauthenticate"]
)
def test_account_pages_stand_in_our_shell(as_, rita, name):
    page = as_(rita).get(reverse(name), follow=True)
    assert page.status_code == 200
    assert "css/tokens" in page.content.decode()
    assert "style=" not in page.content.decode()


def test_a_fragment_without_a_session_is_sent_to_sign_in(client, db):
    answer = client.get(reverse("check_similar"), headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith(LOGIN)
