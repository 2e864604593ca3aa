"""Rule 14: a page behind a login, a consent or a payment is live, and nobody calls it dead."""

import pytest

from factchecks.links.classify import classify
from factchecks.links.context import Context
from factchecks.links.records import Rule, Verdict
from tests.links.made_pages import HOST, attempt, page, prose

PAID = '<script type="application/ld+json">{{"@type": "NewsArticle", "isAccessibleForFree": {}}}</script>'
FORM = '<form><input name="user"><input type="Password" name="p"></form>'
GRAPH = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], '
    '"isAccessibleForFree": "http://schema.org/False"}]}</script>'
)
LOGIN, PAYWALL = (Verdict.LOGIN_WALL, Rule.LOGIN_WALL), (Verdict.PAYWALL, Rule.PAYWALL)
NOINDEX = '<meta name="robots" content="noindex">'

WALLS = [
    ("paid, false", attempt(page(prose(900), head=PAID.format("false"))), PAYWALL),
    ("paid, word", attempt(page(prose(900), head=PAID.format('"False"'))), PAYWALL),
    ("paid, in a graph", attempt(page(prose(900), head=GRAPH)), PAYWALL),
    ("led to login", attempt(page("Sign in"), final=f"{HOST}/login?next=/news"), LOGIN),
    ("led to login.php", attempt(page("Sign in"), final=f"{HOST}/user/login.php"), LOGIN),
    ("led to a login host", attempt(page("Hello"), final="https://accounts.example.net/x"), LOGIN),
    ("led to a German login", attempt(page("Hallo"), final=f"{HOST}/anmelden"), LOGIN),
    ("led to consent", attempt(page("We value"), final="https://consent.example.net/?to=x"), LOGIN),
    ("led to a privacy wall", attempt(page("We value"), final=f"{HOST}/privacy-wall"), LOGIN),
    ("a password form", attempt(page("Please sign in.", body=FORM)), LOGIN),
    ("a login that is not listed", attempt(page("Sign in", head=NOINDEX), final=f"{HOST}/login"), LOGIN),
]  # fmt: skip


@pytest.mark.parametrize(("name", "found", "told"), WALLS, ids=[case[0] for case in WALLS])
def test_a_wall_is_named_even_where_points_speak_for_a_page_that_is_gone(name, found, told):
    observation = classify(found, context=Context(kept_text=prose(2_000, seed=7), quotes=("missing",)))
    assert (observation.verdict, observation.rule) == told
    assert "verified" in observation.detail


OPEN = [
    ("free by its word", attempt(page(prose(900), head=PAID.format("true")))),
    ("a nonsense word", attempt(page(prose(900), head=PAID.format("[7]")))),
    ("a login in the header", attempt(page("Notice.", body=f"<header>{FORM}</header>"))),
    ("a hidden login", attempt(page("Notice.", body=f"<div hidden>{FORM}</div>"))),
    ("an article with a login below", attempt(page(prose(2_000), body=FORM))),
    ("an article on logins", attempt(final=f"{HOST}/news/login-trouble-at-the-bank", hops=(301,))),
    ("the login page itself, cited", attempt(page(prose(900)), url=f"{HOST}/login", final=f"{HOST}/login/")),
    ("a search box", attempt(page(prose(900), body='<input type="search">'))),
]


@pytest.mark.parametrize(("name", "found"), OPEN, ids=[case[0] for case in OPEN])
def test_an_open_page_with_a_login_somewhere_is_no_wall(name, found):
    assert classify(found).verdict in (Verdict.OK, Verdict.MOVED_PERMANENTLY)


def test_a_not_found_page_with_a_login_form_is_no_wall():
    lost = attempt(page("Gone.", title="Page not found", body=FORM), final=f"{HOST}/")
    assert classify(lost).verdict is Verdict.SOFT_404


def test_payment_asked_for_by_the_status_is_rule_nine():
    observation = classify(attempt(status=402))
    assert (observation.verdict, observation.rule) == (Verdict.PAYWALL, Rule.PAYMENT)
