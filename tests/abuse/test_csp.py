"""The content security policy: the same strict one in every answer, and nothing of ours that it has to stop."""

import pytest
from django.test import Client

from tests.abuse.addresses import accounts, admin_pages, pages, searches, who_for
from tests.abuse.looking import looking
from tests.abuse.scene import build
from tests.abuse.tally import LONG, tell
from tests.abuse.test_xss import PEOPLE, opened  # noqa: F401
from tests.factories import make_cast

NONCE, EDITOR_STYLE = "'nonce-", "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
# Every word that a policy of ours may have; hosts, wildcards and `unsafe-...` are not among them.
KNOWN = {"'self'", "'none'", "data:", EDITOR_STYLE}
# The card is made to stand in other people's pages.
FRAMED = "/card/"
NEEDED = {"default-src", "script-src", "style-src", "object-src", "base-uri", "form-action", "frame-ancestors"}


def read(policy):
    """The words of each directive."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


def faults(policy, address):
    """What is loose in a policy, a line each."""
    found = read(policy)
    if address.endswith(FRAMED) and found.get("frame-ancestors") == ["*"]:
        found["frame-ancestors"] = []
    words = {(name, one) for name, several in found.items() for one in several if not one.startswith(NONCE)}
    lines = [f"{address}: {name} {one}" for name, one in words if one not in KNOWN and name != "sandbox"]
    lines += [f"{address}: data: in {name}" for name, one in words if one == "data:" and name != "img-src"]
    missing = set() if found.get("default-src") == ["'none'"] else NEEDED - set(found)
    return lines + [f"{address}: no {name}" for name in sorted(missing)]


@pytest.mark.parametrize(
    "policy",
    [
        "default-src 'self'",
        "default-src 'none'; script-src 'self' 'unsafe-inline'",
        "default-src 'none'; script-src 'unsafe-eval'",
        "default-src 'none'; script-src https://cdn.example",
        "default-src 'none'; script-src *",
        "default-src 'none'; script-src data:",
        "",
    ],
)
def test_a_loose_policy_is_found(policy):
    assert faults(policy, "/")


def test_every_answer_carries_a_strict_policy(cast, tmp_path, as_, monkeypatch):
    monkeypatch.setattr("tests.abuse.scene.make_cast", lambda: cast)
    _, places = build(tmp_path)
    clients = {name: as_(getattr(cast, name)) for name in PEOPLE} | {"": Client()}
    found = [one for name, known in places.items() for one in pages(known, near=name != "open").items()]
    everywhere = {address: who_for(address, pattern) for pattern, address in found}
    everywhere |= {one: who_for(one) for one in [*admin_pages(cast.ada), *accounts(), *searches("<b>")]}
    loose = []
    for address, who in everywhere.items():
        for client in [clients[who]] + [clients[""]] * LONG:
            policy = client.get(address).headers.get("Content-Security-Policy", "")
            loose += faults(policy, address)
    tell(
        group="web",
        case="CSP: a strict policy in every answer",
        tried=len(everywhere) * (1 + LONG),
        unit="answers",
        through=loose,
    )


def test_the_answers_to_what_goes_wrong_carry_it_too(cast, as_):
    strict, client = Client(enforce_csrf_checks=True), as_(cast.rita)
    answers = [
        strict.post("/suggest-a-claim/", {"text": "x"}),
        client.get("/newsroom/evidence/"),
        client.get("/newsroom/checks/999/"),
        client.post("/newsroom/checks/"),
        Client().get("/", headers={"host": "evil.example"}),
    ]
    for answer in answers:
        assert answer.status_code >= 400
        assert faults(answer.headers["Content-Security-Policy"], answer.request["PATH_INFO"]) == []


@pytest.mark.browser
def test_no_page_of_ours_has_anything_that_the_policy_stops(opened, live_server, transactional_db, tmp_path):  # noqa: F811
    cast, places = build(tmp_path)
    people = {name: getattr(cast, name) for name in PEOPLE}
    with looking(opened, live_server.url, people, guarded=True) as look:
        # The others are looked at by tests/browser/test_every_page.py in the usual suite.
        look.around(places if LONG else {}, "tram")
        stopped = look.settled()
    tell(group="web", case="CSP: pages in normal use with a report", tried=look.looked, unit="pages", through=stopped)


@pytest.mark.browser
def test_a_style_and_a_script_of_a_page_are_reported(opened, live_server, transactional_db):  # noqa: F811
    with looking(opened, live_server.url, {"ada": make_cast().ada}, guarded=True) as look:
        for own in ('<p style="color:red">x</p>', "<p onclick='1'>x</p>", "<img src=https://a.example/x.png>"):
            look.at("/newsroom/", "ada")
            assert look.settled() == []
            look.seats["ada"].page.evaluate("own => document.body.insertAdjacentHTML('beforeend', own)", own)
            assert look.settled()
            look.seats["ada"].ran.clear()
