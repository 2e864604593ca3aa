"""The list, the methodology page and the error page for readers, as templates."""

from datetime import UTC, datetime

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from selectolax.lexbor import LexborHTMLParser

from factchecks.templatetags.newsroom import nice_date
from tests.publishing.sample import VERDICT

SITE = {"name": "The Newsroom", "tagline": "Claims, checked.", "contact_email": "editors@newsroom.example"}
ROW = {
    "headline": "Did rents fall?",
    "standfirst": "No.",
    "slug": "rents",
    "verdict": VERDICT,
    "word": "Misleading",
    "claim": "Rents are down.",
    "claimant": "Lena Ortiz",
    "published_at": datetime(2026, 11, 22, 18, tzinfo=UTC),
}


def read(template, **context):
    return LexborHTMLParser(render_to_string(template, {"site": SITE} | context))


def home(number=1, rows=(ROW,), count=412):
    page = Paginator(range(count), 20).page(number)
    return read("public/home.html", page=page, lead=None, rows=rows, count=count, here="latest")


def words(node):
    return " ".join(node.text(separator=" ").split())


def test_a_row_has_badge_headline_claimant_and_date():
    row = home().css_first(".pcheck")
    assert words(row) == "Misleading Did rents fall? “Rents are down.” Lena Ortiz 22 November 2026"
    assert row.css_first("h3 a").attributes["href"] == "/checks/rents/"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "1 2 3 … 21 Older"), (11, "1 … 9 10 11 12 13 … 21 Older"), (21, "1 … 19 20 21")],
)
def test_a_long_list_has_few_page_numbers(number, shown):
    pager = home(number).css_first(".pager")
    assert words(pager) == shown
    assert [words(one) for one in pager.css("[aria-current=page]")] == [str(number)]


def test_the_first_page_has_one_address():
    assert home(2).css_first(".pager a").attributes["href"] == "/"


def test_an_empty_newsroom_says_so():
    assert "No check has been published yet." in words(home(rows=(), count=0).body)


def test_every_verdict_stands_with_badge_and_definition():
    scale = [VERDICT | {"word": word, "slug": word.lower(), "definition": f"{word}, that is."} for word in ("A", "B")]
    beside = VERDICT | {"word": "C", "slug": "c", "definition": "C, that is.", "number": None}
    found = read("public/how_we_work.html", verdicts=[*scale, beside], on_scale=scale)
    assert [words(one) for one in found.css(".bigscale li")] == ["A", "B"]
    assert [words(one.css_first("p")) for one in found.css(".rating")] == ["A, that is.", "B, that is.", "C, that is."]
    assert len(found.css(".rating .verdict use")) == 3


@pytest.mark.parametrize("template", ["public/home.html", "public/how_we_work.html", "public/error.html"])
def test_public_pages_have_no_script_style_or_token(template):
    found = read(template, page=Paginator([], 20).page(1), heading="Gone", sentence="It is gone.")
    assert found.css("script, style, [style], [nonce], input[type=hidden]") == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2026-11-18", "18 November 2026"),
        ("2026-11", "November 2026"),
        ("2026", "2026"),
        ("2026-11-18T09:12:00+00:00", "18 November 2026"),
        ("2026-13-40", ""),
        ("soon", ""),
        (None, ""),
    ],
)
def test_dates_are_written_out_as_far_as_they_are_known(given, shown):
    assert nice_date(given) == shown
