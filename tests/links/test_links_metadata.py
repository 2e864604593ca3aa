"""What the markup of a page gives away: whether it is free, and the marks that the rules look at."""

import pytest

from factchecks.links.marks import Marks
from factchecks.links.text import is_pdf, read_page
from tests.links.made_pages import page


def marks(**parts):
    return read_page(page("Text", **parts), "text/html").marks


def test_title_and_headlines_are_told_apart():
    found = marks(title=" A  page ", body="<h1>One</h1><h1> Two <b>x</b></h1>")
    assert (found.title, found.headings) == ("A page", ("One", "Two x"))


@pytest.mark.parametrize(
    ("head", "noindex"),
    [('<meta name="ROBOTS" content="NoIndex,follow">', True), ('<meta name="googlebot" content="noindex">', True),
     ('<meta name="robots" content="index">', False), ('<meta name="robots">', False), ("", False)],
)  # fmt: skip
def test_the_wish_not_to_be_listed_is_seen(head, noindex):
    assert marks(head=head).noindex is noindex


@pytest.mark.parametrize(
    ("body", "waits"),
    [
        ('<div id="root"></div><script>1</script>', True),
        ('<div id="__next"> </div><script>1</script>', True),
        ("<app-root></app-root><script>1</script>", True),
        ("<noscript>Please enable JavaScript.</noscript><script>1</script>", True),
        ("<noscript>JavaScript is required</noscript><script>1</script>", True),
        ("<noscript>Bitte JavaScript aktivieren</noscript><script>1</script>", True),
        ('<div id="root"></div>', False),
        ('<div id="root">Words</div><script>1</script>', False),
        ('<noscript><img src="x"></noscript><script>1</script>', False),
    ],
)
def test_a_page_that_waits_for_its_scripts_is_seen(body, waits):
    assert marks(body=body).waits is waits


def test_plain_text_has_no_marks():
    assert read_page(b"<h1>x</h1>", "text/plain").marks == Marks()


@pytest.mark.parametrize(
    ("types", "paid"),
    [('"@type": "NewsArticle"', True), ('"@type": "CreativeWork"', True), ('"@type": "WebSite"', False),
     ('"x": 1', False)],
)  # fmt: skip
def test_only_an_article_says_whether_it_is_free(types, paid):
    head = f'<script type="application/ld+json">{{{types}, "isAccessibleForFree": false}}</script>'
    assert read_page(page("Text", head=head), "text/html").paid is paid


@pytest.mark.parametrize(
    ("body", "kind", "pdf"),
    [(b"", "Application/PDF; x=1", True), (b"\n %PDF-1.4", "text/html", True), (b"PDF", "text/html", False)],
)
def test_a_pdf_is_known_by_label_or_bytes(body, kind, pdf):
    assert is_pdf(body, kind) is pdf
