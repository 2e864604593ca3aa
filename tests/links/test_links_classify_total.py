"""Whatever a server sends ends in a verdict with a rule, a sentence, and no exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factchecks.links.classify import classify
from factchecks.links.context import Context
from factchecks.links.explanations import RULES, VERDICTS
from factchecks.links.kinds import DEFINITE
from factchecks.links.quotes import QuoteResult
from factchecks.links.records import Failure, Hop, Rule, TlsCause, Verdict
from tests.links.made_pages import AT, HOST, attempt, page

NAMES = ("content-type", "cf-mitigated", "x-datadome", "x-amzn-waf-action", "x-robots-tag", "retry-after", "server")
URLS = st.one_of(st.sampled_from([f"{HOST}/", f"{HOST}/a/b?c#d", f"{HOST}/login", "http://[::1]/", ""]), st.text())
BODIES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=300).map(lambda text: page(text, title=text)),
    st.sampled_from([b"", b"%PDF-1.7", b"<title>Page not found</title>", b"<script>1</script>", b"\xff\xfe<"]),
)
TYPES = st.sampled_from(["", "text/html", "application/pdf", "image/png", "text/plain; charset=utf-16", "x" * 90])
ATTEMPTS = st.builds(
    attempt,
    BODIES,
    url=URLS,
    final=URLS,
    hops=st.just(()),
    status=st.one_of(st.sampled_from([0, 200, 204, 304, 404, 429, 503]), st.integers(0, 1200)),
    headers=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30), max_size=3)
    | TYPES.map(lambda kind: {"content-type": kind}),
    error=st.one_of(st.just(Failure.NONE), st.sampled_from(Failure)),
    tls_cause=st.sampled_from(TlsCause),
    truncated=st.booleans(),
    detail=st.sampled_from(["", "A sentence."]),
    retry_after=st.none() | st.integers(0, 10**9),
)
CONTEXTS = st.builds(
    Context,
    previous_ok=st.booleans(),
    kept_text=st.text(max_size=60),
    quotes=st.lists(st.sampled_from(QuoteResult), max_size=3).map(tuple),
    sibling=st.none() | ATTEMPTS,
    fragment=st.text(max_size=30),
    confirmed_by_hand=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(ATTEMPTS, CONTEXTS)
def test_every_attempt_gets_a_verdict_a_rule_and_a_sentence(found, known):
    observation = classify(found, context=known)
    assert observation.verdict in Verdict
    assert observation.detail
    if observation.verdict in DEFINITE and found.error is Failure.NONE:
        assert found.status in (404, 410) or found.status < 300


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_number_of_the_list_and_an_explanation(rule):
    number, _, name = rule.partition("-")
    assert 0 <= int(number) <= 18
    assert name
    assert RULES[rule].endswith(".")


def test_every_verdict_has_its_words():
    assert set(VERDICTS) == set(Verdict)


def test_the_old_and_the_new_way_to_call_it_agree():
    unchanged = attempt(b"", status=304)
    assert classify(unchanged, True) == classify(unchanged, context=Context(previous_ok=True))
    assert classify(unchanged, True).verdict is Verdict.OK


def test_judging_looks_at_the_attempts_own_day_and_not_at_the_clock():
    first = attempt(page("", title="404"), hops=())
    assert first.started_at == AT
    assert classify(first) == classify(first)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_to_an_unreadable_address_is_no_crash(code):
    found = attempt(final="http://[", hops=(code,))
    assert found.hops == (Hop(code, found.url, "192.0.2.1"),)
    assert classify(found).verdict in (Verdict.REDIRECTED, Verdict.MOVED_PERMANENTLY)
