"""Faults of encrypted sites, each by its cause, from servers with certificates of our own authority."""

import ssl

import pytest

from factchecks.links.classify import classify
from factchecks.links.records import TlsCause
from tests.links.certificates import Authority
from tests.links.hostile_web import HostileWeb

FAULTS = {
    "expired": ({"days": -1}, TlsCause.EXPIRED),
    "not-yet-valid": ({"days": 60, "from_days": 30}, TlsCause.NOT_YET_VALID),
    "self-signed": ({"self_signed": True}, TlsCause.SELF_SIGNED),
    "other-name": ({"host": "other.example.org"}, TlsCause.WRONG_HOST),
    "other-address": ({"host": "127.0.0.2"}, TlsCause.WRONG_HOST),
    "incomplete-chain": ({"between": "missing"}, TlsCause.INCOMPLETE_CHAIN),
}
# A server may say why it will not talk to us, or just hang up.
NO_AGREEMENT = ("8-tls", "7-transport")


@pytest.fixture(scope="module")
def authority():
    return Authority()


def ask(get, secure, path="/page", **options):
    return get(secure.url(path), port=secure.port, **options)


@pytest.mark.parametrize(("fault", "cause"), FAULTS.values(), ids=FAULTS)
def test_a_certificate_at_fault_is_told_by_its_cause_and_nothing_is_sent(get, authority, tmp_path, fault, cause):
    with HostileWeb(context=authority.server(tmp_path, **fault)) as secure:
        attempt = ask(get, secure, tls=authority.trusting())
        assert secure.seen == []
    observation = classify(attempt)
    assert (attempt.tls_cause, attempt.raw, attempt.exchanges) == (cause, b"", ())
    assert (observation.verdict, observation.rule) == ("tls_problem", "8-tls")


def test_a_whole_chain_is_good(get, authority, tmp_path):
    with HostileWeb(context=authority.server(tmp_path, between="sent")) as secure:
        assert classify(ask(get, secure, tls=authority.trusting())).rule == "17-ok"


@pytest.mark.parametrize("between", ["", "sent", "missing"])
def test_an_authority_that_nobody_knows_is_untrusted_unless_a_link_is_missing(get, authority, tmp_path, between):
    with HostileWeb(context=authority.server(tmp_path, between=between)) as secure:
        cause = ask(get, secure).tls_cause
    assert cause is (TlsCause.INCOMPLETE_CHAIN if between == "missing" else TlsCause.UNTRUSTED)


def test_only_an_old_protocol_is_no_agreement(get, authority, tmp_path):
    context = authority.server(tmp_path)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    trusting = authority.trusting()
    trusting.minimum_version = ssl.TLSVersion.TLSv1_3
    with HostileWeb(context=context) as secure:
        observation = classify(ask(get, secure, tls=trusting))
    assert observation.rule in NO_AGREEMENT
    assert ": ." not in observation.detail


def test_no_common_cipher_is_no_agreement(get, authority, tmp_path):
    context, trusting = authority.server(tmp_path), authority.trusting()
    for one, ciphers in ((context, "ECDHE-ECDSA-AES128-GCM-SHA256"), (trusting, "ECDHE-ECDSA-AES256-GCM-SHA384")):
        one.maximum_version = ssl.TLSVersion.TLSv1_2
        one.set_ciphers(ciphers)
    with HostileWeb(context=context) as secure:
        observation = classify(ask(get, secure, tls=trusting))
    assert observation.rule in NO_AGREEMENT
    assert ": ." not in observation.detail


def test_a_site_that_wants_our_certificate_gets_none(get, authority, tmp_path):
    context = authority.server(tmp_path)
    context.verify_mode = ssl.CERT_REQUIRED
    with HostileWeb(context=context) as secure:
        attempt = ask(get, secure, tls=authority.trusting())
        assert secure.seen == []
    assert classify(attempt).rule in ("8-tls", "7-transport")


def test_a_plain_site_at_an_encrypted_address_is_no_agreement(get, web):
    observation = classify(get(web.url("/page").replace("http:", "https:")))
    assert (observation.verdict, observation.rule) == ("tls_problem", "8-tls")


def test_an_encrypted_site_at_a_plain_address_breaks_the_rules(get, authority, tmp_path):
    with HostileWeb(context=authority.server(tmp_path)) as secure:
        attempt = get(secure.url("/page").replace("https:", "http:"), port=secure.port)
    assert classify(attempt).rule == "7-transport"


def test_a_redirect_to_a_plain_address_is_followed_and_a_secure_cookie_stays_behind(get, web, authority, tmp_path):
    with HostileWeb(context=authority.server(tmp_path)) as secure:
        url = secure.url(f"/cookie-and-go?{web.url('/page?downgraded')}")
        attempt = get(url, tls=authority.trusting(), port=secure.port)
    assert (attempt.status, len(attempt.hops)) == (200, 1)
    assert web.asked("/page")[-1].query == "downgraded"
    assert "cookie" not in web.asked("/page")[-1].headers


@pytest.mark.parametrize("path", ["/silence", "/drip"])
def test_a_slow_encrypted_site_ends_with_the_time(get, authority, tmp_path, path):
    with HostileWeb(context=authority.server(tmp_path)) as secure:
        attempt = ask(get, secure, path, tls=authority.trusting(), total=0.4)
    assert classify(attempt).rule == "7-transport"


def test_a_server_that_never_shakes_hands_ends_with_the_time(get, authority):
    with HostileWeb() as mute:
        attempt = get(f"https://127.0.0.1:{mute.port}/", port=mute.port, tls=authority.trusting(), total=0.4)
    assert classify(attempt).rule in ("7-transport", "8-tls")
