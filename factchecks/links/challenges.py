"""Recognises the pages that firewalls show instead of the page: they say nothing about the link."""

import re

from selectolax.lexbor import LexborHTMLParser

from factchecks.links.records import Attempt

LARGEST = 60_000
MAIN_TEXT = 1_500
# Headers that only a challenge carries. x-datadome also comes with passed pages: it needs a small body.
HEADERS = ("cf-mitigated", "x-amzn-waf-action")
TITLES = re.compile(
    r"\A\W*(just a moment|attention required!?|access denied|pardon our interruption|security check|"
    r"(please )?verify(ing)? (that )?you are (a )?human|are you (a )?(robot|human)|robot or human|"
    r"checking your browser|ddos-guard|human verification|one more step|bot verification|"
    r"un instant|einen moment|un momento)\W*(\Z|[|:\u2013\u2014-])",
    re.IGNORECASE,
)
PHRASES = re.compile(
    r"checking your browser before|verify(ing)? (that )?you are (a )?human|"
    r"enable javascript and cookies to continue|unusual traffic from your|complete the security check|"
    r"prove (that )?you('| a)re not a robot|press (and|&) hold to confirm",
    re.IGNORECASE,
)
MARKERS = (
    b"_cf_chl_opt",
    b"captcha-delivery.com",
    b"px-captcha",
    b"_Incapsula_Resource",
    b"awsWafCookieDomainList",
)


def is_challenge(attempt: Attempt) -> bool:
    """Whether a 429, 503, 200 or 202 carries a challenge in its headers or its small body."""
    if any(name in attempt.headers for name in HEADERS):
        return True
    if not attempt.body or len(attempt.body) >= LARGEST:
        return False
    return "x-datadome" in attempt.headers or _body_is_challenge(attempt.body)


def _body_is_challenge(body: bytes) -> bool:
    page = LexborHTMLParser(body)
    title = page.css_first("title")
    titled = bool(title and TITLES.search(title.text(strip=True)))
    marked = any(marker in body for marker in MARKERS)
    for node in page.css("script,style,template"):
        node.decompose()
    text = " ".join((page.body.text() if page.body else "").split())
    if len(text) >= MAIN_TEXT:
        return False
    return titled or bool(PHRASES.search(text)) or (marked and len(text) < MAIN_TEXT // 3)
