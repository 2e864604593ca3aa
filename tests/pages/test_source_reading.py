"""What a source said: blocks of a copy with quotations marked, found again at once, told from what is near."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from factchecks.links import readingview
from factchecks.links.readingview import Block, BlockKind, Origin, Reading
from factchecks.models import Link, Snapshot
from factchecks.services import quotations, vault
from factchecks.states import State
from factchecks.views import source_reading
from tests.factories import keep_copy, make_check

ARTICLE = (
    Block(BlockKind.HEADING, "The stops", 1),
    Block(BlockKind.PARAGRAPH, "The register lists 45 of 54 stops as step-free. Nine are not."),
    Block(BlockKind.HEADING, "By district", 4),
    Block(BlockKind.ITEM, "Harbour: eleven stops"),
    Block(BlockKind.ITEM, "Norrey: four stops"),
    Block(BlockKind.HEADING, "Sources", 2),
    Block(BlockKind.QUOTE, "We shall finish by May."),
)
BOX = "Photo: the last lift opened on 3 May 2026."


@pytest.fixture
def source(cast):
    """Its copy has an article of typed blocks, and a caption that the article leaves out."""
    source = make_check(cast, State.RESEARCH).sources.current().last()
    copy = keep_copy(source.link, "\n".join([*(block.text for block in ARTICLE), BOX]))
    view = readingview.to_json(Reading(ARTICLE, Origin.MAIN))
    kept = vault.store().receive([view], 1_000_000).sha256
    Snapshot.objects.filter(pk=copy.pk).update(reading_sha256=kept)
    return source


@pytest.fixture
def show(source, cast, as_):
    def opened(**asked):
        return LexborHTMLParser(as_(cast.rita).get(f"/newsroom/sources/{source.pk}/", asked).text)

    return opened


def quote(source, cast, text):
    return quotations.add(source_id=source.pk, text=text, by=cast.rita)


def test_blocks_keep_their_kind_and_headings_leave_no_level_out(show):
    kept = show().css_first("article")
    assert [(one.tag, one.text()) for one in kept.css("h3, h4, h5")] == [
        ("h3", "The stops"),
        ("h4", "By district"),
        ("h4", "Sources"),
    ]
    assert [one.text() for one in kept.css("ul > li")] == ["Harbour: eleven stops", "Norrey: four stops"]
    assert kept.css_first("blockquote").text() == "We shall finish by May."


def test_the_article_leaves_out_what_the_text_has(show):
    assert BOX not in show().css_first("article").text()
    assert BOX in show(view="text").css_first("article").text()


def test_a_quotation_is_marked_and_can_be_focused(source, show):
    mark = show().css_first(f"#hl-{source.quotations.get().pk}")
    assert mark.text() == "The register lists 45 of 54 stops as step-free"
    assert (mark.attributes["tabindex"], "hl--near" in mark.attributes["class"]) == ("0", False)
    assert show().css_first(f"#{mark.attributes['aria-describedby']}")


def test_words_over_two_blocks_are_marked_in_both_and_noted_after_the_last(source, cast, show):
    both = quote(source, cast, "Harbour: eleven stops Norrey: four stops")
    kept = show().css_first("article")
    assert [one.text() for one in kept.css("li mark")] == ["Harbour: eleven stops", "Norrey: four stops"]
    assert [one.css_first(f"#note-{both.pk}") is not None for one in kept.css("li")] == [False, True]


def test_two_quotations_that_overlap_are_both_reachable(source, cast, show):
    other = quote(source, cast, "45 of 54 stops as step-free. Nine are not.")
    kept = show().css_first("article")
    assert [mark.attributes.get("id") for mark in kept.css("p mark")][1] == f"hl-{other.pk}"
    same = quote(source, cast, "The register lists 45 of 54 stops")
    assert show().css_first(f"#hl-{same.pk}")


def test_words_that_only_a_caption_has_lead_to_the_text(source, cast, show):
    caption = quote(source, cast, "the last lift opened on 3 May 2026")
    article = show()
    assert article.css_first(f'.notice a[href$="#hl-{caption.pk}"]')
    assert not article.css_first(f"mark#hl-{caption.pk}")
    assert show(view="text").css_first(f"mark#hl-{caption.pk}")


def test_other_numbers_are_marked_as_near_with_how_near(source, cast, show):
    wrong = quote(source, cast, "Harbour: seven stops Norrey: four stops")
    mark, row = show().css_first(f"#hl-{wrong.pk}"), show().css_first(f"#q-{wrong.pk}")
    assert "hl--near" in mark.attributes["class"]
    assert "Quote differs in meaning" in row.text()
    assert "% alike: “Harbour: eleven stops" in row.text()
    assert "Nearest passage, 9" in show().css_first(f"#note-{wrong.pk}").text()


def test_missing_words_have_their_nearest_passage(source, cast, show):
    lost = quote(source, cast, "The register of the city lists all the stops as closed")
    row = " ".join(show().css_first(f"#q-{lost.pk}").text().split())
    assert "Quote not found" in row
    assert "% alike: “" in row
    assert not show().css_first(f"#hl-{lost.pk}")


def test_a_quotation_is_compared_with_its_passage_word_by_word(source, cast, show):
    wrong = quote(source, cast, "The register lists 49 of 54 stops as step-free.")
    parts = show(view="compare").css_first(f"#cmp-{wrong.pk}")
    assert [one.text() for one in parts.css("del")] == ["49"]
    assert [one.text() for one in parts.css("ins")] == ["45"]


def test_two_copies_are_compared_and_any_two_can_be_chosen(source, show):
    copies = list(source.link.snapshots.all())
    keep_copy(source.link, "Nothing is left.")
    page = show(view="compare", copy=copies[0].pk, older=copies[1].pk).css_first("#cmp-copies")
    assert "Harbour: eleven stops" in " ".join(one.text() for one in page.css("ins"))
    assert "words changed between" in page.text()
    same = show(view="compare", copy=copies[0].pk, older=copies[0].pk).css_first("#cmp-copies")
    assert "Choose two copies" in same.text()


def test_an_older_copy_is_shown_when_it_is_asked_for(source, show):
    old = source.link.snapshots.last()
    page = show(copy=old.pk)
    assert "Harbour" not in page.css_first("article").text()
    assert page.css_first('.versions [aria-current="true"] small').text().endswith("First copy")


@pytest.mark.parametrize("asked", [{"copy": "0"}, {"copy": "x"}, {"view": "x"}, {"older": "'"}, {"looks": "-1"}])
def test_a_wrong_address_shows_the_newest_copy(show, asked):
    assert "Harbour: eleven stops" in show(**asked).css_first("article").text()


def test_a_copy_whose_file_is_lost_says_so(source, show):
    Snapshot.objects.filter(link=source.link).update(text_sha256="b" * 64, reading_sha256="c" * 64)
    assert "missing on our disk" in show().css_first(".kept").text()
    assert "missing" in show(view="compare").css_first(".kept").text()


def test_a_long_text_is_cut_but_never_before_a_quotation(source, cast, show, monkeypatch):
    monkeypatch.setattr(source_reading, "SHOWN_CHARS", 20)
    last = quote(source, cast, "We shall finish by May.")
    kept = show().css_first("article")
    assert kept.css_first(f"#hl-{last.pk}")
    assert "Norrey" not in kept.text()
    assert "The text is longer than what is shown here." in kept.text()


def test_markup_in_a_copy_is_text(source, show):
    keep_copy(Link.objects.get(pk=source.link_id), "<script>alert(1)</script><img src=x onerror=alert(2)>")
    page = show()
    assert "<img src=x" in page.css_first("article").text()
    assert not page.css("article img, article script")
