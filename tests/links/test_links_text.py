"""What a reader gets out of a page, whatever its bytes are."""

from datetime import date

import pytest

from factchecks.links.text import MAX_CHARS, read_page
from tests.links import papers

HTML = "text/html"
FULL = b"""<!doctype html><html><head><title>Ferry report | Harbourmouth Herald</title>
<meta property="og:site_name" content="Harbourmouth Herald"><meta name="author" content="Nell Sand">
<meta property="article:published_time" content="2026-03-04T08:00:00Z">
<meta name="description" content="What the ferry costs."></head>
<body><nav>Home</nav><h1>Ferry report</h1><p>The <b>f</b>erry carried<br>300,000 people.</p>
<figure><img src=x alt="A full ferry"><figcaption>Photo: pier</figcaption></figure>
<details><summary>More</summary>Folded away</details><noscript><p>Without scripts</p></noscript>
<script>var hidden = "script words"</script><style>p{}</style></body></html>"""
JSON_LD = b"""<title>x</title><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Site"},
{"@type": "NewsArticle", "headline": "Pier closed", "publisher": {"name": "Harbourmouth Herald"},
"author": [{"name": "Nell Sand"}, {"name": "Tom Reed"}], "datePublished": "2026-05-06",
"articleBody": "The pier closed on Friday."}]}</script><p>Teaser</p>"""


def test_everything_visible_is_read_and_nothing_of_the_machinery():
    text = read_page(FULL, HTML).text
    for words in ("The ferry carried\n300,000 people.", "A full ferry", "Photo: pier", "Folded away", "Without scripts",
                  "What the ferry costs.", "Home"):  # fmt: skip
        assert words in text
    assert "script words" not in text
    assert "p{}" not in text


def test_a_page_tells_its_title_publisher_author_and_date():
    page = read_page(FULL, HTML)
    assert (page.title, page.publisher) == ("Ferry report | Harbourmouth Herald", "Harbourmouth Herald")
    assert (page.author, page.published_on) == ("Nell Sand", date(2026, 3, 4))


def test_json_ld_is_read_first_and_its_article_is_text():
    page = read_page(JSON_LD, HTML)
    assert (page.title, page.publisher, page.author) == (
        "Pier closed",
        "Harbourmouth Herald",
        "Nell Sand, Tom Reed",
    )
    assert page.published_on == date(2026, 5, 6)
    assert "The pier closed on Friday." in page.text


@pytest.mark.parametrize(
    "block",
    ["{", "[]", "null", '"x"', '{"@type": 5}', '{"@type": "Article", "author": {"name": 7}, "datePublished": 9}',
     '{"@graph": ' + "[" * 5000 + "]" * 5000 + "}", '{"@type": "Article", "datePublished": "2026-13-45"}'],
)  # fmt: skip
def test_strange_json_ld_harms_nothing(block):
    markup = f'<title>Still read</title><script type="application/ld+json">{block}</script><p>Text</p>'
    page = read_page(markup.encode(), HTML)
    assert (page.title, page.text, page.published_on) == ("Still read", "Text", None)


SAID = "Café für Åse – 5 €"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (SAID.encode(), "text/html; charset=utf-8"),
        (SAID.encode(), "text/html"),
        (SAID.encode(), "text/html; charset=iso-8859-1"),
        (SAID.encode(), "text/html; charset=rot13"),
        (SAID.encode(), "text/html; charset=no-such"),
        (SAID.encode("cp1252"), "text/html; charset=iso-8859-1"),
        (SAID.encode("cp1252"), "text/html; charset=windows-1252"),
        (SAID.encode("cp1252"), "text/html"),
        (SAID.encode("utf-16-le"), "text/plain; charset=utf-16"),
        (b"\xff\xfe" + SAID.encode("utf-16-le"), "text/plain"),
        (b"\xfe\xff" + SAID.encode("utf-16-be"), "text/plain"),
        (b"\xef\xbb\xbf" + SAID.encode(), "text/plain; charset=koi8-r"),
        (b"<meta charset=windows-1252>" + SAID.encode("cp1252"), "text/html"),
        (b'<meta http-equiv=x content="text/html; charset=cp1252">' + SAID.encode("cp1252"), "text/html"),
    ],
)
def test_the_letters_survive_the_charset(body, content_type):
    assert read_page(body, content_type).text == SAID


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("koi8-r", "Паром"),
        ("shift_jis", "フェリー"),
        ("gb2312", "渡轮"),
        ("euc-kr", "여객선"),
        ("windows-1251", "Паром"),
    ],
)
def test_other_alphabets_are_read_by_their_label(name, words):
    assert read_page(words.encode(name), f"text/html; charset={name}").text == words


def test_a_few_broken_bytes_do_not_turn_the_page_into_another_charset():
    body = ("Café " * 100).encode() + b"\xc3"
    assert read_page(body, "text/html; charset=utf-8").text.startswith("Café Café")


@pytest.mark.parametrize(
    "markup",
    [b"<div>" * 200_000, b"<div></x>" * 100_000, b'<div x="<">' * 100_000, b"<" * 100_000, b"<script" * 50_000,
     b"<li><dd>" * 100_000, b"", b"\x00\xff\xfe" * 500, b"<!--", b"<p" * 10_000],
)  # fmt: skip
def test_hostile_markup_is_read_without_a_crash(markup):
    page = read_page(markup + b"<p>The end.</p>" if markup.startswith(b"<div") else markup, HTML)
    assert page.unreadable == ""
    assert page.text.endswith("The end.") or not markup.startswith(b"<div")


def test_a_deeply_nested_page_keeps_its_words():
    body = b"<div>" * 100_000 + b"The ferry sails." + b"<p>Daily.</p>"
    assert read_page(body, HTML).text.split() == ["The", "ferry", "sails.", "Daily."]


def test_a_text_over_the_cap_is_cut_and_says_so():
    page = read_page(b"a " * MAX_CHARS, "text/plain")
    assert page.truncated
    assert len(page.text) <= MAX_CHARS


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "text/csv; charset=utf-8"])
def test_plain_text_is_taken_as_it_is(content_type):
    assert read_page(b"<b>1</b>  2\n\n3", content_type).text == "<b>1</b> 2\n3"


def test_html_is_recognised_under_a_wrong_label():
    assert read_page(b"<!DOCTYPE html><title>T</title><p>Text", "text/plain").title == "T"


@pytest.mark.parametrize("content_type", ["image/png", "application/zip", "video/mp4"])
def test_what_holds_no_text_is_unreadable_and_says_why(content_type):
    assert content_type in read_page(b"\x00\x01", content_type).unreadable


def test_a_pdf_is_read_page_by_page():
    page = read_page(papers.pdf("The ferry carried 300,000 people.", "Daily."), "application/pdf")
    assert (page.text, page.pages, page.unreadable) == ("The ferry carried 300,000 people.\fDaily.", 2, "")


def test_a_pdf_tells_its_title_and_author():
    body = papers.pdf("Text", info="/Title (Ferry report) /Author (Nell Sand)")
    page = read_page(body, "application/octet-stream")
    assert (page.title, page.author) == ("Ferry report", "Nell Sand")
