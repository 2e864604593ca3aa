"""One address, one row: spellings that mean the same, and what is left alone."""

import pytest

from factchecks.links.addresses import InvalidAddress, join, normalise, parse, registrable_domain
from factchecks.links.safety import SafetyPolicy

SITE = "http://harbourmouth.example.org"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("HTTP://Harbourmouth.Example.ORG", f"{SITE}/"),
        (f"  {SITE}/a \n", f"{SITE}/a"),
        (f"{SITE}:80/a", f"{SITE}/a"),
        (f"{SITE}:8080/a", f"{SITE}:8080/a"),
        ("https://harbourmouth.example.org:443/", "https://harbourmouth.example.org/"),
        (f"{SITE}./a", f"{SITE}/a"),
        (f"{SITE}/a#part", f"{SITE}/a"),
        (f"{SITE}/A%7eb%C3%a9?q=%41", f"{SITE}/A%7eb%C3%a9?q=%41"),
        (f"{SITE}/café au lait?q=é", f"{SITE}/caf%C3%A9%20au%20lait?q=%C3%A9"),
        (f"{SITE}/100%", f"{SITE}/100%"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://faß.example/", "http://xn--fa-hia.example/"),
        ("http://harbourmouth。example/", "http://harbourmouth.example/"),
        ("http://news_desk.example.org/", "http://news_desk.example.org/"),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_one_address_has_one_key(text, key):
    assert normalise(text) == key
    assert normalise(key) == key


@pytest.mark.parametrize(
    "text", ["", "harbourmouth", "http://", "http://a..b/", f"http://{'a' * 64}.org/", f"http://{'a.' * 130}org/",
             "http://-a.org/", "http://a b.org/", "http://[::1/", "http://a.org:99999/", "http://a.org:x/"],
)  # fmt: skip
def test_what_is_no_address_is_told_in_a_sentence(text):
    with pytest.raises(InvalidAddress) as refused:
        normalise(text)
    assert str(refused.value).endswith(".")


def test_the_fragment_is_kept_beside_the_key():
    assert parse(f"{SITE}/report#page=4").fragment == "page=4"


@pytest.mark.parametrize(
    ("location", "key"),
    [
        ("/b", f"{SITE}/b"),
        ("c", f"{SITE}/news/c"),
        ("../d?x=1#y", f"{SITE}/d?x=1"),
        ("//stats.example.org/e", "http://stats.example.org/e"),
        ("https://stats.example.org", "https://stats.example.org/"),
        ("/caf\udcc3\udca9", f"{SITE}/caf%C3%A9"),
        ("/caf\udce9", f"{SITE}/caf%E9"),
    ],
)
def test_a_redirect_leads_where_a_browser_would_go(location, key):
    assert join(parse(f"{SITE}/news/a"), location).key == key


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.harbourmouth.co.uk", "harbourmouth.co.uk"),
        ("news.example.org", "example.org"),
        ("desk.github.io", "desk.github.io"),
        ("co.uk", "co.uk"),
        ("192.0.2.1", "192.0.2.1"),
        ("2606:4700::1111", "2606:4700::1111"),
        ("intranet", "intranet"),
    ],
)
def test_the_registrable_domain_is_what_one_owner_registered(host, domain):
    assert registrable_domain(host) == domain


def test_each_demo_site_is_a_host_of_its_own_for_politeness():
    policy = SafetyPolicy(demo_origins=frozenset({"council.localhost:8100"}))
    assert policy.politeness_key(parse("http://council.localhost:8100/a")) == "council.localhost:8100"
    assert policy.politeness_key(parse("http://news.example.org/a")) == "example.org"
