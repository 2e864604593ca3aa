"""What a reviewer is shown of two versions: words inside paragraphs, paragraphs that moved, folds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factchecks.publishing.blocks import Kind, plain, read_blocks
from factchecks.publishing.diff import Op, compare_words, side
from factchecks.publishing.paragraphs import compare_blocks, fold

NUMBERS = {"7": "1", "9": "2"}
ONE = "<p>Twelve stops were rebuilt over the winter.</p>"
TWO = "<p>Passenger groups welcomed the work and asked for a date.</p>"
THREE = "<p>The operator keeps a public register of all stops.</p>"


def words(old, new):
    """The runs as (fate, text)."""
    runs = compare_words(plain(old), plain(new))
    return [(run.op.value, "".join(piece.text for piece in run.pieces)) for run in runs]


def rows(old, new):
    return compare_blocks(read_blocks(old, NUMBERS), read_blocks(new, NUMBERS))


def text_of(row):
    return "".join(piece.text or f"[{piece.number}]" for run in row.runs for piece in run.pieces)


def test_a_changed_word_is_marked_and_its_neighbours_are_not():
    assert words("Twelve stops were rebuilt.", "Eleven stops were rebuilt.") == [
        ("removed", "Twelve"),
        ("added", "Eleven"),
        ("same", " stops were rebuilt."),
    ]


def test_each_side_has_its_own_words_only():
    runs = compare_words(plain("Twelve stops were rebuilt."), plain("Eleven stops were rebuilt."))
    for own, text in ((Op.REMOVED, "Twelve stops were rebuilt."), (Op.ADDED, "Eleven stops were rebuilt.")):
        shown = side(runs, own)
        assert {run.op for run in shown} == {Op.SAME, own}
        assert "".join(piece.text for run in shown for piece in run.pieces) == text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_the_two_sides_are_the_two_texts(old, new):
    runs = compare_words(plain(old), plain(new))
    for own, text in ((Op.REMOVED, old), (Op.ADDED, new)):
        shown = "".join(piece.text for run in side(runs, own) for piece in run.pieces)
        assert shown == "".join(piece.text for piece in plain(text))


def test_a_new_paragraph_has_no_earlier_side_and_a_removed_one_no_later():
    added, removed = rows(ONE, ONE + TWO)[1], rows(ONE + TWO, ONE)[1]
    assert (added.before, removed.after) == ((), ())
    assert added.after
    assert removed.before


def test_words_are_never_cut_in_two():
    assert words("the register", "the registry") == [("same", "the "), ("removed", "register"), ("added", "registry")]


@pytest.mark.parametrize(("old", "new"), [("1,100", "1,200"), ("city’s", "town’s"), ("3.5", "3.6"), ("so-so", "so-no")])
def test_numbers_apostrophes_and_hyphens_belong_to_the_word(old, new):
    assert words(f"It is {old} now", f"It is {new} now")[1:3] == [("removed", old), ("added", new)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_the_runs_give_back_both_texts(old, new):
    runs = compare_words(plain(old), plain(new))
    for text, gone in ((old, Op.ADDED), (new, Op.REMOVED)):
        pieces = "".join(piece.text for run in runs if run.op is not gone for piece in run.pieces)
        assert pieces == "".join(piece.text for piece in plain(text))


def test_equal_texts_are_quiet():
    assert all(row.quiet for row in rows(ONE + TWO, ONE + TWO))


def test_a_moved_paragraph_is_marked_moved_not_removed_and_added():
    found = rows(ONE + TWO + THREE, TWO + THREE + ONE)
    assert [(row.fate, text_of(row)[:6]) for row in found] == [("", "Passen"), ("", "The op"), ("Moved down", "Twelve")]


def test_a_moved_paragraph_may_have_changed_as_well():
    found = rows(ONE + TWO + THREE, TWO + THREE + ONE.replace("Twelve", "Eleven"))
    assert [row.fate for row in found] == ["", "", "Moved down and changed"]


def test_a_paragraph_that_went_before_others_moved_up():
    found = rows(ONE + TWO + THREE, THREE + ONE + TWO)
    assert [(row.fate, text_of(row)[:6]) for row in found] == [("Moved up", "The op"), ("", "Twelve"), ("", "Passen")]


def test_of_two_that_changed_places_one_moved_and_the_other_stayed():
    assert sorted(row.fate for row in rows(ONE + TWO, TWO + ONE)) in (["", "Moved down"], ["", "Moved up"])


def test_each_row_knows_where_it_stood():
    found = rows(ONE + TWO + THREE, THREE + "<p>Nothing alike is said.</p>" + ONE + TWO)
    assert [row.stood for row in found] == [2, None, 0, 1]


def side_of(found, own):
    """The blocks of one of the two texts, put together from the rows alone."""
    gone = Op.ADDED if own is Op.REMOVED else Op.REMOVED
    kept = [row for row in found if row.op is not gone]
    ordered = sorted(kept, key=lambda row: row.stood) if own is Op.REMOVED else kept
    shown = [(row, row.before if own is Op.REMOVED else row.after) for row in ordered]
    kinds = [(row.was or row.kind) if own is Op.REMOVED else row.kind for row, _ in shown]
    return [
        (kind, "".join(piece.text for run in runs for piece in run.pieces))
        for kind, (_, runs) in zip(kinds, shown, strict=True)
    ]


WORDS = st.sampled_from(("stops", "lifts", "doors", "trams", "were", "rebuilt", "closed", "twelve", "nine"))
PARAGRAPHS = st.tuples(st.sampled_from(("p", "h2", "blockquote", "li")), st.lists(WORDS, min_size=1))
BODIES = st.lists(PARAGRAPHS.map(lambda one: f"<{one[0]}>{' '.join(one[1])}</{one[0]}>"), max_size=7).map("".join)


@settings(max_examples=150, deadline=None)
@given(BODIES, BODIES)
def test_the_rows_give_back_both_bodies(old, new):
    found = rows(old, new)
    for own, body in ((Op.REMOVED, old), (Op.ADDED, new)):
        assert side_of(found, own) == [(block.kind, block.text) for block in read_blocks(body, NUMBERS)]


@settings(max_examples=60, deadline=None)
@given(st.permutations([ONE, TWO, THREE, "<p>Nine are still to be done.</p>", "<h2>What is next</h2>"]))
def test_the_same_paragraphs_in_another_order_are_only_ever_moved(mixed):
    found = rows(ONE + TWO + THREE + "<p>Nine are still to be done.</p><h2>What is next</h2>", "".join(mixed))
    assert {row.fate for row in found} <= {"", "Moved up", "Moved down"}
    assert any(row.quiet for row in found)


def test_a_rewritten_paragraph_is_one_removed_and_one_new():
    found = rows(ONE + TWO, ONE + "<p>Nothing alike is said here.</p>")
    assert [row.fate for row in found] == ["", "Removed", "New"]


def test_a_removed_paragraph_stands_where_it_stood():
    assert [row.fate for row in rows(ONE + TWO + THREE, ONE + THREE)] == ["", "Removed", ""]
    assert [row.fate for row in rows(ONE + TWO, "")] == ["Removed", "Removed"]


def test_a_paragraph_that_became_a_quote_says_so():
    (row,) = rows(ONE, f"<blockquote>{ONE}</blockquote>")
    assert (row.kind, row.was, row.changed) == (Kind.QUOTE, Kind.PARAGRAPH, True)


def test_a_citation_counts_and_its_number_does_not():
    cited = '<p>It is so.<cite data-source="7">5</cite></p>'
    (row,) = rows("<p>It is so.</p>", cited)
    assert [(run.op, run.pieces[0].number) for run in row.runs][-1] == (Op.ADDED, "1")
    old = read_blocks(cited, {"7": "5"})
    assert compare_blocks(old, read_blocks(cited, NUMBERS))[0].quiet


@pytest.mark.parametrize("new", ["<strong>It</strong> is so.", '<a href="https://a.example/">It</a> is so.'])
def test_emphasis_and_links_are_changes_too(new):
    (row,) = rows("<p>It is so.</p>", f"<p>{new}</p>")
    assert row.changed


def test_an_unsafe_address_is_no_address():
    (block,) = read_blocks('<p><a href="javascript:alert(1)">It</a></p>', {})
    assert block.pieces[0].href == ""


def test_markup_in_the_words_stays_words():
    (block,) = read_blocks("<p>&lt;script&gt;</p>", {})
    assert block.text == "<script>"


def test_unchanged_runs_are_folded_but_for_the_neighbours_of_a_change():
    many = "".join(f"<p>Paragraph number {word} is here.</p>" for word in ("one", "two", "three", "four", "five"))
    stretches = fold(rows(many + ONE, many + ONE.replace("Twelve", "Eleven")))
    assert [(one.folded, len(one.rows)) for one in stretches] == [(True, 4), (False, 2)]


def test_a_single_unchanged_paragraph_is_not_folded():
    assert not any(one.folded for one in fold(rows(ONE + TWO, ONE + TWO.replace("date", "day"))))


def test_lists_and_headings_are_blocks():
    kinds = [block.kind for block in read_blocks("<h2>A</h2><ul><li><p>B</p></li><li>C</li></ul>D", {})]
    assert kinds == [Kind.HEADING, Kind.ITEM, Kind.ITEM, Kind.PARAGRAPH]
