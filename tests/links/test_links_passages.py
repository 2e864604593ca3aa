"""Where a quotation stands in the reading view, and the link that leads a reader there."""

from urllib.parse import unquote

import pytest

from factchecks.links.passages import Located, Mark, Piece
from factchecks.links.readingview import Block, BlockKind
from factchecks.links.textlinks import text_link

BLOCKS = (
    Block(BlockKind.HEADING, "The “ﬁnal”  night network", 1),
    Block(
        BlockKind.PARAGRAPH,
        "Most lines have a low-floor night bus; two hill lines follow. Every tram stop is step-free.",
    ),
    Block(BlockKind.PARAGRAPH, "The chair said: “Every tram stop is step-free.” Nobody else agreed with that."),
    Block(BlockKind.ITEM, "Sunday services began on 2 March 2025"),
)
URL = "https://transit.example/night"


@pytest.fixture
def located():
    return Located(BLOCKS)


def words(passage):
    return [BLOCKS[mark.block].text[mark.start : mark.end] for mark in passage.marks]


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("two hill lines follow", ["two hill lines follow"]),
        ("Most lines have ... hill lines follow", ["Most lines have a low-floor night bus; two hill lines follow"]),
        ("agreed with that. Sunday services began", ["agreed with that.", "Sunday services began"]),
        ("MOST LINES HAVE A LOW FLOOR NIGHT BUS", ["Most lines have a low-floor night bus"]),
    ],
)
def test_the_words_are_found_as_they_stand_on_the_page(located, quote, shown):
    assert words(located.find(quote)) == shown


def test_other_spellings_of_signs_lead_to_the_right_letters(located):
    (found,) = words(located.find('"final" night network'))
    assert found.strip("“”") == "ﬁnal”  night network"


def test_what_is_not_there_has_no_marks(located):
    assert located.find("The bridge toll is the highest in the region").marks == ()


def test_an_empty_view_holds_nothing():
    assert Located(()).find("Every tram stop is step-free").marks == ()


def test_pieces_put_together_are_the_page(located):
    shown = located.highlight({"a": "Every tram stop", "b": "hill lines follow. Every tram"})
    assert ["".join(piece.text for piece in block.pieces) for block in shown] == [block.text for block in BLOCKS]


def test_quotations_that_overlap_are_both_shown(located):
    shown = located.highlight({"a": "Every tram stop", "b": "hill lines follow. Every tram"})[1].pieces
    assert [piece.keys for piece in shown] == [(), ("b",), ("a", "b"), ("a",), ()]
    assert [piece.starts for piece in shown] == [(), ("b",), ("a",), (), ()]
    assert shown[3] == Piece(" stop", ("a",))


def test_a_quotation_over_two_blocks_begins_once(located):
    shown = located.highlight({"a": "agreed with that. Sunday services began"})
    assert [piece.starts for block in shown for piece in block.pieces if piece.keys] == [("a",), ()]


def test_a_mark_counts_letters_of_its_block(located):
    assert located.find("Sunday services began").marks == (Mark(3, 0, 21),)


def directive(quote, located, url=URL):
    return unquote(text_link(url, quote, located).partition("#")[2])


def test_a_passage_that_stands_once_is_named_alone(located):
    assert text_link(URL, "two hill lines follow", located) == f"{URL}#:~:text=two%20hill%20lines%20follow"


def test_hyphens_and_commas_of_the_words_are_no_signs_of_the_link(located):
    link = text_link(URL, "a low-floor night bus", located)
    assert link.endswith("text=a%20low%2Dfloor%20night%20bus")


def test_a_passage_that_stands_twice_is_named_with_its_surroundings(located):
    assert directive("Every tram stop is step-free", located) == ":~:text=follow.-,Every tram stop is step-free.,-The"


def test_over_two_blocks_each_end_is_named_by_itself(located):
    assert (
        directive("agreed with that. Sunday services began", located)
        == ":~:text=agreed with that,Sunday services began"
    )


def test_a_long_passage_is_named_by_its_ends():
    text = " ".join(f"word{number}" for number in range(80))
    found = directive(text, Located([Block(BlockKind.PARAGRAPH, text)]))
    assert found == ":~:text=word0 word1 word2 word3 word4 word5,word74 word75 word76 word77 word78 word79"


@pytest.mark.parametrize(
    ("url", "start"),
    [(f"{URL}#top", f"{URL}#top:~:text="), (f"{URL}#:~:text=old", f"{URL}#:~:text="), (URL, f"{URL}#:~:text=")],
)
def test_a_fragment_stays_and_an_old_directive_goes(located, url, start):
    link = text_link(url, "two hill lines follow", located)
    assert link == f"{start}two%20hill%20lines%20follow"


def test_words_that_are_not_there_leave_the_address_alone(located):
    assert text_link(f"{URL}#a", "The bridge toll is the highest", located) == f"{URL}#a"


def test_endless_repetition_ends():
    located = Located([Block(BlockKind.PARAGRAPH, "harbour ferry night " * 2000)])
    assert directive("harbour ferry night harbour", located).startswith(":~:text=")
