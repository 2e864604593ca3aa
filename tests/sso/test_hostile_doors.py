"""A provider that is down, slow or out of its mind, and a browser that comes back with what it should not have:
a page that says so, nobody signed in, nothing sent to elsewhere."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from factchecks.oidc import asking
from tests.sso.provider import Provider

pytestmark = pytest.mark.usefixtures("alone")

DISCOVERY = "/.well-known/openid-configuration"
DOORS = (DISCOVERY, "/keys", "/token")


def hangs_up(handler):
    handler.close_connection = True


def says(body, status=200):
    return lambda handler: handler.send(status, body)


LIES = {
    "hangs up": hangs_up,
    "an error": says(b"{}", 500),
    "nothing": says(b""),
    "garbage": says(b"\xff\xfe<html>"),
    "a list": says(b"[]"),
    "a word": says(b'"access_token"'),
    "an empty object": says(b"{}"),
    "no end to the brackets": says(b"[" * 100_000),
    "other types": says(b'{"issuer": 1, "keys": 1, "id_token": 1, "access_token": {}}'),
    "keys of other types": says(b'{"keys": [1, null, {"kid": "first"}, {"kid": "first", "kty": []}]}'),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
@pytest.mark.parametrize("door", DOORS)
def test_a_door_that_answers_nonsense(provider, walk, outside, door, lie):
    provider.lies[door] = lie
    outside(walk(), 401)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_that_sends_us_elsewhere(provider, walk, outside, door):
    with Provider() as other:
        provider.lies[door] = lambda handler: handler.send(307, b"{}", Location=f"{other.issuer}{handler.path}")
        outside(walk(), 401)
    assert other.asked == []


def test_an_honest_answer_that_calls_itself_an_error(provider, walk, outside):
    provider.lies[DISCOVERY] = lambda handler: handler.send(503, json.dumps(provider.discovery()).encode())
    outside(walk(), 401)


def test_an_honest_answer_without_end(provider, walk, outside):
    provider.config = {"padding": "a" * asking.BYTES}
    outside(walk(), 401)


@pytest.mark.parametrize("door", DOORS)
def test_a_slow_door(provider, walk, outside, monkeypatch, door):
    late = []
    monkeypatch.setattr(asking, "PATIENCE", 0.05)
    provider.lies[door] = lambda handler: provider.released.wait(5) or late.append(door)
    outside(walk(), 401)
    assert late == []


def test_a_door_that_drips(provider, walk, outside, monkeypatch):
    """A byte at a time, each of them in time."""
    late = []

    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(300):
            provider.released.wait(0.01)
            handler.wfile.write(b" ")
        late.append(handler)

    monkeypatch.setattr(asking, "WHOLE", 0.1)
    provider.lies[DISCOVERY] = drip
    outside(walk(), 401)
    assert late == []


def test_a_provider_that_is_down(provider, walk, outside, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:1"
    outside(walk(), 401)


def test_a_provider_that_goes_down_on_the_way(provider, walk, outside):
    def down(address):
        provider.lies |= dict.fromkeys(DOORS, hangs_up)
        return address

    outside(walk(down), 401)


@pytest.mark.parametrize("door", ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"])
@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/", "http://id.example.org/", "file:///etc/passwd", "https://a:b@c/", "", None]
)
def test_a_door_that_is_no_safe_address(provider, walk, outside, door, address):
    provider.config = {door: address}
    outside(walk(), 401)
    assert provider.asked == [DISCOVERY]


@pytest.mark.parametrize("issuer", ["https://evil.example", None, ["x"], ""])
def test_a_provider_that_calls_itself_by_another_issuer(provider, walk, outside, issuer):
    provider.config = {"issuer": issuer}
    outside(walk(), 401)


BACK = {
    "no state": lambda back: back.replace("state=", "other="),
    "another state": lambda back: f"{back}x",
    "no code": lambda back: back.replace("code=", "other="),
    "an unknown code": lambda back: back.replace("code=", "code=x"),
    "a refusal": lambda back: f"{back}&error=server_error",
    "a word of theirs": lambda back: f"{back}&error=%3Cscript%3Ealert(1)%3C/script%3E&error_description=evil",
}


@pytest.mark.parametrize("change", BACK.values(), ids=BACK)
def test_coming_back_with_something_else(provider, walk, outside, change):
    answer = walk(change)
    outside(answer, 401)
    assert "evil" not in answer.content.decode()


def test_stopping_at_the_provider_is_said(provider, walk, outside):
    answer = walk(lambda back: f"{back}&error=access_denied")
    outside(answer, 401)
    assert "You stopped the sign-in" in answer.content.decode()


def test_an_answer_counts_once_and_only_in_the_browser_that_asked(client, provider, walk, outside):
    seen = []
    walk(lambda back: seen.append(back) or back)
    client.logout()
    outside(client.get(seen[0]), 401)
    assert Client().get(seen[0]).status_code == 401
    assert provider.asked.count("/token") == 1


def test_asking_again_and_again_is_slowed(client, provider):
    answers = [client.post(reverse("sso_login")).status_code for _ in range(31)]
    assert answers[-1] == 429
