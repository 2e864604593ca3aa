"""Rule 15: a quotation is called missing only where the whole page could be read."""

import pytest

from factchecks.links.classify import classify
from factchecks.links.contents import judge_quotes
from factchecks.links.context import Context
from factchecks.links.quotes import VERIFIED, QuoteResult
from factchecks.links.records import Rule, Verdict
from factchecks.links.text import Page
from tests.links.made_pages import attempt, page, prose

SHELL = page("Loading the page, please be patient.", body='<div id="app"></div><script src="/a.js"></script>')
PLEA = page("", body="<noscript>You need to enable JavaScript to run this app.</noscript><script>1</script>")
LONG_SHELL = page(prose(700), body='<div id="app"></div><script src="/a.js"></script>')
PDF = {"content-type": "application/pdf"}

PAGES = [
    ("a whole page", attempt(page(prose(600))), None, Verdict.QUOTE_MISSING),
    ("a shell with text", attempt(LONG_SHELL), None, Verdict.QUOTE_MISSING),
    ("a short page", attempt(page(prose(300))), None, Verdict.QUOTE_UNVERIFIABLE),
    ("a script shell", attempt(SHELL), None, Verdict.QUOTE_UNVERIFIABLE),
    ("a plea for scripts", attempt(PLEA), None, Verdict.QUOTE_UNVERIFIABLE),
    ("cut by the cap", attempt(truncated=True), None, Verdict.QUOTE_UNVERIFIABLE),
    ("cut by the reader", attempt(), Page(text=prose(900), truncated=True), Verdict.QUOTE_UNVERIFIABLE),
    ("a picture", attempt(b"\x89PNG", headers={"content-type": "image/png"}), None, Verdict.QUOTE_UNVERIFIABLE),
    ("a PDF not read", attempt(b"%PDF-1.7", headers=PDF), None, Verdict.QUOTE_UNVERIFIABLE),
    ("a damaged PDF", attempt(b"%PDF-1.7", headers=PDF), Page(unreadable="Damaged."), Verdict.QUOTE_UNVERIFIABLE),
    ("a PDF", attempt(b"%PDF-1.7", headers=PDF), Page(text=prose(900), pages=2), Verdict.QUOTE_MISSING),
]  # fmt: skip


@pytest.mark.parametrize(("name", "found", "read", "verdict"), PAGES, ids=[case[0] for case in PAGES])
def test_what_was_not_found_is_missing_or_cannot_be_told(name, found, read, verdict):
    observation = classify(found, context=Context(page=read, quotes=("exact", QuoteResult.MISSING)))
    assert (observation.verdict, observation.rule) == (verdict, Rule(f"15-{verdict.value.replace('_', '-')}"))


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        ((), Verdict.OK),
        (tuple(VERIFIED), Verdict.OK),
        (("too_short",), Verdict.OK),
        (("exact", "near"), Verdict.QUOTE_DIFFERS),
        (("segments_apart",), Verdict.QUOTE_DIFFERS),
        (("near", "missing"), Verdict.QUOTE_MISSING),
        (("near", "missing", "differs_in_meaning"), Verdict.QUOTE_DIFFERS_IN_MEANING),
        (("unverifiable", "exact"), Verdict.QUOTE_UNVERIFIABLE),
        (("unverifiable", "near"), Verdict.QUOTE_DIFFERS),
        (("no_text", "waived"), Verdict.OK),
    ],
)
def test_the_weightiest_result_decides(results, verdict):
    assert classify(attempt(), context=Context(quotes=results)).verdict is verdict


def test_a_difference_in_meaning_weighs_even_on_a_page_seen_in_part():
    observation = classify(attempt(truncated=True), context=Context(quotes=("differs_in_meaning",)))
    assert observation.verdict is Verdict.QUOTE_DIFFERS_IN_MEANING


def test_one_articles_share_of_the_quotations_can_be_judged_alone():
    assert judge_quotes(("exact",), "") is None
    assert judge_quotes(("missing",), "").verdict is Verdict.QUOTE_MISSING
    told = judge_quotes(("missing",), "The page shows us too little text.")
    assert (told.verdict, told.detail.endswith("too little text.")) == (Verdict.QUOTE_UNVERIFIABLE, True)


def test_a_page_that_is_gone_or_walled_is_not_asked_for_quotations():
    known = Context(quotes=("missing",))
    assert classify(attempt(status=404), context=known).verdict is Verdict.NOT_FOUND
    assert classify(attempt(status=403), context=known).verdict is Verdict.BLOCKED
