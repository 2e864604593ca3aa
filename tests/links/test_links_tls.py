"""Certificates: the causes of failure are told apart, and nothing is read from a site that fails."""

import pytest

from factchecks.links.classify import classify
from factchecks.links.records import Failure, TlsCause, Verdict
from tests.links.certificates import Authority
from tests.links.hostile_web import HostileWeb


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ({"days": -1}, TlsCause.EXPIRED),
        ({"self_signed": True}, TlsCause.SELF_SIGNED),
        ({"host": "other.example.org"}, TlsCause.WRONG_HOST),
    ],
)
def test_the_cause_is_named_and_no_request_is_sent(get, authority, tmp_path, fault, cause):
    with HostileWeb(context=authority.server(tmp_path, **fault)) as secure:
        attempt = get(secure.url("/page"), tls=authority.trusting(), port=secure.port)
        assert secure.seen == []
    assert (attempt.error, attempt.tls_cause, attempt.body) == (Failure.TLS, cause, b"")
    assert classify(attempt).verdict is Verdict.TLS_PROBLEM


def test_an_unknown_authority_is_untrusted(get, authority, tmp_path):
    with HostileWeb(context=authority.server(tmp_path)) as secure:
        attempt = get(secure.url("/page"), port=secure.port)
    assert (attempt.error, attempt.tls_cause) == (Failure.TLS, TlsCause.UNTRUSTED)


def test_a_good_certificate_is_read(get, authority, tmp_path):
    with HostileWeb(context=authority.server(tmp_path)) as secure:
        assert get(secure.url("/page"), tls=authority.trusting(), port=secure.port).status == 200


def test_a_server_that_speaks_no_tls_is_a_failed_handshake(get, web):
    attempt = get(web.url("/page").replace("http:", "https:"))
    assert (attempt.error, attempt.tls_cause) == (Failure.TLS, TlsCause.HANDSHAKE)
