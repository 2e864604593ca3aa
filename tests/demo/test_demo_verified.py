"""The demo pages as the product itself reads them: quotes verified and facts filled in by `links/`."""

from collections import Counter
from datetime import date

import pytest

from factchecks.demo.shapes import Form
from factchecks.links.normal import prepare
from factchecks.links.quotes import QuoteResult, verify
from factchecks.links.text import read_page


def read(reader, address):
    fetched = reader.follow(f"{address}?seconds=0")
    return read_page(fetched.body, fetched.headers["Content-Type"])


def found(newsroom, reader):
    """How each quotation of a link is found, by check; its page's status where that is not 200."""
    results = []
    for check in newsroom.checks:
        for source in (one for one in check.sources if one.form is Form.LINK):
            fetched = reader.follow(f"{source.address(reader.port)}?seconds=0")
            text = prepare(read_page(fetched.body, fetched.headers["Content-Type"]).text)
            for quote in source.quotations:
                result = verify(quote.text, text).result if fetched.status == 200 else fetched.status
                results.append((check.key, quote.text, result))
    return results


def test_later_two_pages_no_longer_hold_what_was_quoted_and_all_others_do(newsroom, reader, later_reader):
    before, after = found(newsroom, reader), found(newsroom, later_reader)
    turned = [(one[0], one[2], two[2]) for one, two in zip(before, after, strict=True) if one != two]
    assert sorted(turned) == [
        ("depot-noise", QuoteResult.EXACT, QuoteResult.DIFFERS_IN_MEANING),
        ("night-buses", QuoteResult.EXACT, 404),
    ]


def test_every_quotation_is_found_exactly_except_the_changed_one(newsroom, reader):
    results = Counter()
    for source in (one for check in newsroom.checks for one in check.sources if one.form is Form.LINK):
        text = prepare(read(reader, source.address(reader.port)).text)
        results.update((quote.changed, verify(quote.text, text).result) for quote in source.quotations)
    assert results.pop((False, QuoteResult.EXACT)) > 30
    assert [changed for changed, _ in results.elements()] == [True]


@pytest.mark.parametrize(
    ("address", "title", "publisher"),
    [
        (
            "gazette.localhost/2026/10/bridge-toll-petition",
            "Drivers hand in petition against bridge toll",
            "Harbourmouth Gazette",
        ),
        ("stats.localhost/water/bathing-2026", "Bathing water quality 2026", "Harbourmouth Statistics Office"),
    ],
)
def test_a_fetch_can_fill_in_title_publisher_author_and_date(reader, address, title, publisher):
    page = read(reader, f"http://{address}")
    assert (page.title, page.publisher) == (title, publisher)
    assert page.author
    assert page.published_on > date(2026, 1, 1)
