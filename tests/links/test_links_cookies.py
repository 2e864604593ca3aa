"""Cookies of one check."""

from http.cookies import SimpleCookie

import pytest

from factchecks.links.addresses import parse
from factchecks.links.cookies import MAX_COOKIES, CookieJar

HOME = parse("https://harbourmouth.example.org/")


def jar(*headers):
    made = CookieJar()
    for header in headers:
        made.store(HOME, SimpleCookie(header).values())
    return made


@pytest.mark.parametrize(
    ("headers", "url", "sent"),
    [
        (["a=1"], "https://harbourmouth.example.org/x", "a=1"),
        (["a=1"], "https://www.harbourmouth.example.org/", ""),
        (["a=1; Domain=example.org"], "https://news.example.org/", ""),
        (["a=1; Secure"], "https://harbourmouth.example.org/", "a=1"),
        (["a=1; Secure"], "http://harbourmouth.example.org/", ""),
        (["a=1", "b=2"], "https://harbourmouth.example.org/", "a=1; b=2"),
        (["a=1", "a=; Max-Age=0"], "https://harbourmouth.example.org/", ""),
        (["a=1", "a=2; Max-Age=-1"], "https://harbourmouth.example.org/", ""),
        (["a=" + "x" * 5000], "https://harbourmouth.example.org/", ""),
    ],
)
def test_only_the_host_that_set_a_cookie_gets_it_back(headers, url, sent):
    assert jar(*headers).header(parse(url)) == sent


def test_the_number_of_cookies_is_bounded():
    many = jar(*(f"c{n}=1" for n in range(200)))
    assert many.header(HOME).count("=") == MAX_COOKIES
