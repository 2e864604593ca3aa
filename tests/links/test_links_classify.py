"""What an attempt means: one case a line, from real answers and from made-up attempts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from factchecks.links.classify import classify
from factchecks.links.records import Attempt, Failure, Hop, Rule, Verdict
from tests.links.hostile_web import PAGE

URL = "http://harbourmouth.example.org/news/ferry"
AT = datetime(2026, 11, 2, 10, tzinfo=UTC)
GOOD = Attempt(URL, URL, AT, status=200, body=PAGE, raw=PAGE)


@pytest.mark.parametrize(
    ("path", "verdict", "rule"),
    [
        ("/page", Verdict.OK, Rule.OK),
        ("/status/203", Verdict.OK, Rule.OK),
        ("/status/204", Verdict.EMPTY, Rule.EMPTY),
        ("/status/300", Verdict.UNCLEAR, Rule.NO_LOCATION),
        ("/status/302", Verdict.UNCLEAR, Rule.NO_LOCATION),
        ("/status/304", Verdict.UNCLEAR, Rule.NO_LOCATION),
        ("/status/401", Verdict.BLOCKED, Rule.LOGIN),
        ("/status/402", Verdict.PAYWALL, Rule.PAYMENT),
        ("/status/403", Verdict.BLOCKED, Rule.FORBIDDEN),
        ("/status/404", Verdict.NOT_FOUND, Rule.NOT_FOUND),
        ("/status/406", Verdict.BLOCKED, Rule.FORBIDDEN),
        ("/status/408", Verdict.TIMEOUT, Rule.TRY_AGAIN),
        ("/status/410", Verdict.GONE, Rule.GONE),
        ("/status/418", Verdict.UNCLEAR, Rule.CLIENT_ERROR),
        ("/status/421", Verdict.PROTOCOL, Rule.TRY_AGAIN),
        ("/status/425", Verdict.PROTOCOL, Rule.TRY_AGAIN),
        ("/status/429", Verdict.RATE_LIMITED, Rule.RATE_LIMITED),
        ("/status/451", Verdict.BLOCKED, Rule.LEGAL),
        ("/status/500", Verdict.SERVER_ERROR, Rule.SERVER_ERROR),
        ("/status/503", Verdict.SERVER_ERROR, Rule.SERVER_ERROR),
        ("/status/503?retry_after=60", Verdict.RATE_LIMITED, Rule.RATE_LIMITED),
        ("/status/599", Verdict.SERVER_ERROR, Rule.SERVER_ERROR),
        ("/status/999", Verdict.BLOCKED, Rule.FORBIDDEN),
        ("/challenge?429", Verdict.BLOCKED, Rule.CHALLENGE),
        ("/challenge?503", Verdict.BLOCKED, Rule.CHALLENGE),
        ("/challenge?200", Verdict.BLOCKED, Rule.CHALLENGE),
        ("/challenge?202", Verdict.BLOCKED, Rule.CHALLENGE),
        ("/challenge?404", Verdict.NOT_FOUND, Rule.NOT_FOUND),
        ("/status/503?cf-mitigated=challenge", Verdict.BLOCKED, Rule.CHALLENGE),
        ("/status/202?x-amzn-waf-action=challenge", Verdict.BLOCKED, Rule.CHALLENGE),
        ("/status/200?cf-ray=1&server=cloudflare", Verdict.OK, Rule.OK),
        ("/status/500?cf-mitigated=challenge", Verdict.SERVER_ERROR, Rule.SERVER_ERROR),
        ("/hops/301/1", Verdict.MOVED_PERMANENTLY, Rule.MOVED),
        ("/hops/308/3", Verdict.MOVED_PERMANENTLY, Rule.MOVED),
        ("/hops/302/1", Verdict.REDIRECTED, Rule.REDIRECTED),
        ("/hops/307/1", Verdict.REDIRECTED, Rule.REDIRECTED),
        ("/to/301?/hops/302/1", Verdict.REDIRECTED, Rule.REDIRECTED),
        ("/to/302?/status/404", Verdict.NOT_FOUND, Rule.NOT_FOUND),
        ("/cookie-gate", Verdict.OK, Rule.OK),
        ("/circle", Verdict.REDIRECT_LOOP, Rule.REDIRECT_LOOP),
        ("/hops/302/25", Verdict.REDIRECT_LOOP, Rule.REDIRECT_LOOP),
        ("/hang-up", Verdict.PROTOCOL, Rule.TRANSPORT),
        ("/packed/bomb", Verdict.OK, Rule.OK),
        ("/packed/broken", Verdict.OK, Rule.OK),
        ("http://10.0.0.1/", Verdict.UNSAFE, Rule.UNSAFE),
        ("http://a..b/", Verdict.INVALID, Rule.INVALID),
    ],
)
def test_an_answer_gets_its_verdict_and_the_rule_that_decided(get, path, verdict, rule):
    observation = classify(get(path, max_inflated=100_000))
    assert (observation.verdict, observation.rule) == (verdict, rule)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (Failure.REFUSED, Verdict.UNSAFE),
        (Failure.INVALID, Verdict.INVALID),
        (Failure.DNS_GONE, Verdict.DNS_GONE),
        (Failure.DNS, Verdict.DNS_ERROR),
        (Failure.TIMEOUT, Verdict.TIMEOUT),
        (Failure.CONNECT, Verdict.CONNECT),
        (Failure.PROTOCOL, Verdict.PROTOCOL),
        (Failure.TLS, Verdict.TLS_PROBLEM),
        (Failure.REDIRECT_LOOP, Verdict.REDIRECT_LOOP),
        (Failure.DEFERRED, Verdict.DEFERRED),
    ],
)
def test_a_failure_wins_over_any_status_and_keeps_its_sentence(error, verdict):
    observation = classify(replace(GOOD, error=error, detail="A sentence."))
    assert (observation.verdict, observation.detail) == (verdict, "A sentence.")


@pytest.mark.parametrize(("asked", "told"), [(5, 60), (120, 120), (10**9, 604_800), (None, None)])
def test_the_wait_is_held_between_a_minute_and_a_week(asked, told):
    assert classify(replace(GOOD, status=429, retry_after=asked)).retry_after == told


def test_an_unchanged_page_is_good_only_when_we_hold_a_copy():
    unchanged = replace(GOOD, status=304, body=b"", raw=b"")
    assert classify(unchanged, previous_ok=True).verdict is Verdict.OK
    assert classify(unchanged).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    ("headers", "body", "verdict"),
    [
        ({"x-datadome": "protected"}, PAGE, Verdict.BLOCKED),
        ({"x-datadome": "protected"}, PAGE + b"x" * 60_000, Verdict.OK),
        ({}, b"<title>Access Denied</title><p>No.", Verdict.BLOCKED),
        ({}, b"<title>Access denied to the archive, says council</title><p>No.", Verdict.OK),
        ({}, b"<title>Just a moment...</title><p>" + b"A long article. " * 200, Verdict.OK),
        ({}, b"<title>x</title><script src=https://geo.captcha-delivery.com/c.js></script>", Verdict.BLOCKED),
        ({}, b"<title>x</title><p>Please verify you are human", Verdict.BLOCKED),
    ],
)
def test_a_challenge_needs_its_own_mark_and_a_small_page(headers, body, verdict):
    assert classify(replace(GOOD, headers=headers, body=body)).verdict is verdict


@pytest.mark.parametrize(
    ("final", "verdict"),
    [
        ("https://www.harbourmouth.example.org/news/ferry/", Verdict.OK),
        ("http://harbourmouth.example.org/News/Ferry", Verdict.OK),
        ("http://harbourmouth.example.org/news/ferry?utm_source=x&fbclid=y", Verdict.OK),
        ("http://harbourmouth.example.org/news/ferry?page=2", Verdict.MOVED_PERMANENTLY),
        ("http://archive.example.org/news/ferry", Verdict.MOVED_PERMANENTLY),
        ("http://harbourmouth.example.org/", Verdict.REDIRECTED),
    ],
)
def test_a_permanent_move_is_offered_only_for_a_real_new_address(final, verdict):
    moved = replace(GOOD, final_url=final, hops=(Hop(301, URL, "192.0.2.1"),))
    assert classify(moved).verdict is verdict


def test_a_real_page_of_one_letter_is_not_empty():
    assert classify(replace(GOOD, body=b"x", raw=b"x")).verdict is Verdict.OK
    assert classify(replace(GOOD, body=b"", raw=b"")).verdict is Verdict.EMPTY
