"""Does the source say it? One quotation a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factchecks.links.normal import prepare
from factchecks.links.quotes import VERIFIED, QuoteResult, verify
from factchecks.links.worddiff import Part, Side, word_diff

SOURCE = prepare(
    """The council said on Monday: “We will not raise the ferry fare this year, whatever the coun-
cil of traders says.” About 300,000 people used the ferry in 2025; the cost rose by 3.5 per cent.
Mayor Ada Quill added that the harbour wall — built in 1911 — is unable to carry heavy lorries. It was notable.
"The traders do not want another bridge", she said. The museum isn’t open on Sundays. It was −5 degrees cold.
ﬁsh is sold daily at the well-known market hall. A ticket costs €5 for adults."""
)


@pytest.mark.parametrize(
    ("quote", "result"),
    [
        ("We will not raise the ferry fare this year", QuoteResult.EXACT),
        (
            "“We will not raise the ferry fare this year, whatever the council of traders says.”",
            QuoteResult.EXACT,
        ),
        ("the harbour wall - built in 1911 - is unable", QuoteResult.EXACT),
        ("fish is sold daily", QuoteResult.EXACT),
        ("The museum isn't open", QuoteResult.EXACT),
        ("the\u00a0ferry\u00ad fare\u200b this   year", QuoteResult.EXACT),
        ("we will NOT raise the ferry fare, this year!", QuoteResult.TYPOGRAPHIC),
        ("the well known market hall", QuoteResult.TYPOGRAPHIC),
        ("About 300 000 people used", QuoteResult.TYPOGRAPHIC),
        ("[M]ayor Ada Quill added", QuoteResult.TYPOGRAPHIC),
        ("is unable [sic] to carry heavy lorries", QuoteResult.EXACT),
        ("We will not raise … this year", QuoteResult.ELIDED),
        ("We will not raise [...] whatever the council", QuoteResult.ELIDED),
        ("Mayor Ada Quill added ... ﬁsh is sold daily", QuoteResult.ELIDED),
        ("[The council] will not raise the ferry fare", QuoteResult.ELIDED),
        ("The traders do not want [a second] bridge", QuoteResult.ELIDED),
        ("“[T]raders do not want another bridge”", QuoteResult.TYPOGRAPHIC),
        ("the harbour wall [near the pier] built in 1911", QuoteResult.ELIDED),
        ("the harbour wall [was] built in 1911", QuoteResult.ELIDED),
        ("[Not] about 300,000 people used the ferry", QuoteResult.DIFFERS_IN_MEANING),
        ("About 300,000 people used the ferry [never]", QuoteResult.DIFFERS_IN_MEANING),
        ("[It was un]able to carry heavy lorries", QuoteResult.ELIDED),
        ("[un]able to carry heavy lorries", QuoteResult.TYPOGRAPHIC),
        ("About 300,000 people [un]used the ferry", QuoteResult.DIFFERS_IN_MEANING),
        ("[The traders do] not want another bridge", QuoteResult.TYPOGRAPHIC),
        ("[They do not] want another bridge", QuoteResult.ELIDED),
        ("this year ... We will not raise the ferry fare", QuoteResult.SEGMENTS_APART),
        (
            "We will not increase the ferry fare this year, whatever the council of traders says",
            QuoteResult.NEAR,
        ),
        ("fishis sold dailyat the wellknown market hall", QuoteResult.NEAR),
        ("able to carry heavy lorries", QuoteResult.DIFFERS_IN_MEANING),
        (
            "We will raise the ferry fare this year, whatever the council of traders says",
            QuoteResult.DIFFERS_IN_MEANING,
        ),
        ("About 30,000 people used the ferry in 2025", QuoteResult.DIFFERS_IN_MEANING),
        ("the cost rose by 35 per cent", QuoteResult.DIFFERS_IN_MEANING),
        ("5 per cent. Mayor Ada Quill added", QuoteResult.DIFFERS_IN_MEANING),
        ("It was 5 degrees cold", QuoteResult.DIFFERS_IN_MEANING),
        ("It was not able", QuoteResult.DIFFERS_IN_MEANING),
        ("A ticket costs $5 for adults", QuoteResult.DIFFERS_IN_MEANING),
        ("We will ... raise the ferry fare this year", QuoteResult.DIFFERS_IN_MEANING),
        ("The traders [...] want another bridge", QuoteResult.DIFFERS_IN_MEANING),
        ("Cats rule the moon entirely today", QuoteResult.MISSING),
        ("We will not raise ... the moon entirely", QuoteResult.MISSING),
        ("ferry", QuoteResult.TOO_SHORT),
        ("", QuoteResult.TOO_SHORT),
        ("... [...] !!!", QuoteResult.TOO_SHORT),
    ],
)
def test_a_quotation_gets_its_result(quote, result):
    found = verify(quote, SOURCE)
    assert found.result is result
    assert found.verified is (result in VERIFIED)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("We will not raise the ferry fare", "We will not raise the ferry fare"),
        ("WE WILL NOT RAISE, THE FERRY FARE", "We will not raise the ferry fare"),
        ("We will not raise ... this year", "We will not raise the ferry fare this year"),
        ("About 30,000 people used the ferry in 2025", "About 300,000 people used the ferry in 2025"),
        ("the well known market hall", "the well-known market hall"),
    ],
)
def test_the_passage_stands_at_its_place_in_the_prepared_text(quote, passage):
    found = verify(quote, SOURCE)
    assert found.passage == passage
    assert SOURCE.text[found.start : found.end] == passage


def test_only_exact_typographic_and_elided_are_verified():
    assert {QuoteResult.EXACT, QuoteResult.TYPOGRAPHIC, QuoteResult.ELIDED} == VERIFIED


def test_a_changed_meaning_names_the_words():
    assert "300000" in verify("About 30,000 people used the ferry in 2025", SOURCE).note
    assert "not" in verify("We will ... raise the ferry fare this year", SOURCE).note


def test_left_out_words_reach_only_so_far():
    far = prepare("The ferry sails daily. " + "Other words stand here. " * 400 + "The pier is closed.")
    near = prepare("The ferry sails daily. " + "Other words stand here. " * 100 + "The pier is closed.")
    quote = "The ferry sails daily ... The pier is closed"
    assert verify(quote, far).result is QuoteResult.SEGMENTS_APART
    assert verify(quote, near).result is QuoteResult.ELIDED


def test_a_later_place_without_a_lost_negation_wins():
    source = prepare("We will not raise the fare. Later she said: We will gladly raise the fare.")
    assert verify("We will ... raise the fare", source).result is QuoteResult.ELIDED


def test_whole_words_are_wanted_but_a_later_place_may_have_them():
    source = prepare("It is unable to carry lorries. It is able to carry lorries.")
    found = verify("able to carry lorries", source)
    assert (found.result, found.start) == (QuoteResult.EXACT, 37)


def test_an_empty_source_says_nothing():
    assert verify("We will not raise the fare", prepare("")).result is QuoteResult.MISSING
    assert verify("We will ... not raise the fare", prepare("")).result is QuoteResult.MISSING


@given(st.text(max_size=300), st.text(max_size=80))
def test_any_text_and_any_quote_give_a_result_with_a_true_place(text, quote):
    source = prepare(text)
    found = verify(quote, source)
    assert len(source.lower) == len(source.normal)
    assert found.start == -1 or source.text[found.start : found.end] == found.passage


@given(
    st.lists(
        st.sampled_from(["the", "ferry", "sails", "not", "to", "3.5", "300,000", "harbours,", "daily.", "Straße"]),
        min_size=6,
    )
)
def test_every_run_of_words_of_a_source_is_found_exactly(words):
    source = prepare(" ".join(words))
    quote = " ".join(words[1:-1]).strip(".,")
    if len(quote) > 20:
        assert verify(quote, source).result is QuoteResult.EXACT


def test_the_word_diff_shows_what_each_side_says():
    assert word_diff("We will raise the fare", "We will not raise the fare") == (
        Part(Side.BOTH, "We will"), Part(Side.SOURCE, "not"), Part(Side.BOTH, "raise the fare"),
    )  # fmt: skip
    assert word_diff("30,000 people", "300,000 people")[:2] == (
        Part(Side.QUOTE, "30,000"), Part(Side.SOURCE, "300,000"),
    )  # fmt: skip
