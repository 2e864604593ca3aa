"""Quotations in every kind of text: scripts, line ends, ligatures, invisible signs; places in the original."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factchecks.links import elisions, near
from factchecks.links.normal import prepare
from factchecks.links.quotes import VERIFIED, QuoteResult, verify
from factchecks.links.rewriting import compose
from factchecks.links.worddiff import Side, word_diff

EXACT, TYPOGRAPHIC = QuoteResult.EXACT, QuoteResult.TYPOGRAPHIC


@pytest.mark.parametrize(
    ("text", "quote", "passage"),
    [
        ("So the coun-\n  cil met on Monday.", "the council met on Monday", "the coun-\n  cil met on Monday"),
        ("So the coun-\r\ncil met on Monday.", "the council met on Monday", "the coun-\r\ncil met on Monday"),
        ("So the coun\ufffecil met on Monday.", "the council met on Monday", "the coun\ufffecil met on Monday"),
        ("So the coun\xad\ncil met on Monday.", "the council met on Monday", "the coun\xad\ncil met on Monday"),
        ("The o\ufb03ce of \ufb01sh is closed.", "office of fish is", "o\ufb03ce of \ufb01sh is"),
        ("It cost\u00a03\u202f000 in\u2009all here.", "cost 3 000 in all", "cost\u00a03\u202f000 in\u2009all"),
        ("a\u200bb har\u200dbour\ufeff wall is old.", "harbour wall is old", "har\u200dbour\ufeff wall is old"),
        ("The cafe\u0301 by the pier opens.", "caf\u00e9 by the pier", "cafe\u0301 by the pier"),
        ("Dear \u202bהרשות לא תעלה את המחיר\u202c now", "הרשות לא תעלה את המחיר", "הרשות לא תעלה את המחיר"),
        ("قال المجلس إنه لا يريد رفع السعر", "لا يريد رفع السعر", "لا يريد رفع السعر"),
        ("他们说我们今年不会提高渡轮票价,真的。", "我们今年不会提高渡轮票价", "我们今年不会提高渡轮票价"),
        ("約３００人がフェリーを利用したという。", "300人がフェリーを利用した", "３００人がフェリーを利用した"),
        ("สภาไม่ขึ้นค่าโดยสารเรือในปีนี้", "ไม่ขึ้นค่าโดยสารเรือ", "ไม่ขึ้นค่าโดยสารเรือ"),
        ("Great news 👩‍👩‍👧 for the ferry today", "Great news 👩‍👩‍👧 for the ferry", "Great news 👩‍👩‍👧 for the ferry"),
        ("   \n\t The ferry sails daily.  ", "The ferry sails daily.", "The ferry sails daily."),
        ("He said [sic] that it was so.", "He said [sic] that it was so", "He said [sic] that it was so"),
        ("Wait … and then it went on.", "Wait … and then it went on", "Wait … and then it went on"),
        ("The people¹ used the ferry in 2025¹.", "used the ferry in 2025", "used the ferry in 2025"),
    ],
)
def test_the_passage_is_shown_in_the_original(text, quote, passage):
    found = verify(quote, prepare(text))
    assert (found.result, found.passage) == (EXACT, passage)
    assert text[found.start : found.end] == passage


@pytest.mark.parametrize(
    ("text", "quote", "result"),
    [
        ("They left the well-\nknown market hall.", "the well-known market hall", TYPOGRAPHIC),
        ("He met the therapist in the harbour.", "He met the rapist in the harbour", QuoteResult.NEAR),
        ("वह किया करता है और जाता है।", "वह कया करता है और जाता है", QuoteResult.NEAR),
        ("That is great 👍 for the harbour", "That is great 👎 for the harbour", QuoteResult.NEAR),
        ("We do not pay; 他不能付这么多的款项啊", "能付这么多的款项啊", QuoteResult.DIFFERS_IN_MEANING),
        ("هُوَ لا يُرِيدُ رَفْعَ السِّعْر", "هو لا يريد رفع السعر", TYPOGRAPHIC),
        ("不会提高票价", "不会提高票价", QuoteResult.TOO_SHORT),
        ("It is −5 degrees COLD today.", "-5 degrees cold today", TYPOGRAPHIC),
        ("👍👍👍👍👍👍👍👍👍", "👍👍👍👍👍👍👍👍👍", QuoteResult.TOO_SHORT),
    ],
)
def test_scripts_and_signs_are_told_apart(text, quote, result):
    assert verify(quote, prepare(text)).result is result


def test_of_equal_passages_the_nearest_is_taken_and_all_are_counted():
    text = "The ferry sails daily. " * 5
    source = prepare(text)
    assert (verify("The ferry sails daily", source).start, verify("The ferry sails daily", source).count) == (0, 5)
    assert verify("The ferry sails daily", source, around=60).start == 69
    assert verify("THE FERRY SAILS DAILY", source, around=1_000).start == 92


def test_the_difference_is_told_word_by_word():
    source = prepare("About “300,000” people used the ferry.")
    found = verify("About 30,000 people used the ferry", source)
    said = {side: [part.text for part in found.diff if part.side is side] for side in Side}
    assert said == {Side.BOTH: ["About", "people used the ferry"], Side.QUOTE: ["30,000"], Side.SOURCE: ['"300,000"']}
    assert verify("Cats rule the moon entirely", source).diff == ()


def test_words_without_spaces_are_compared_letter_by_letter():
    parts = word_diff("我们会提高", "我们不会提高")
    assert [(part.side, part.text) for part in parts] == [
        (Side.BOTH, "我们"), (Side.SOURCE, "不"), (Side.BOTH, "会提高"),
    ]  # fmt: skip


PLAIN = st.lists(
    st.sampled_from(("the", "ferry", "sails", "to", "harbours", "daily", "and", "people", "wait")), min_size=9
)


@given(st.lists(st.from_regex(r"[^\W\d_]{2,9}", fullmatch=True), min_size=8, max_size=30))
def test_a_quotation_cut_from_a_text_is_exact(words):
    text = " ".join(words)
    quote = " ".join(words[1:-1])
    found = verify(quote, prepare(text))
    # What stands at the limits may be a mark of the word before it.
    assert found.result in {EXACT, QuoteResult.TOO_SHORT}


@given(PLAIN, st.randoms())
def test_other_typography_is_exact_or_typographic(words, rng):
    text = " ".join(words)
    changed = "".join(rng.choice((char, char.upper())) for char in text)
    changed = changed.replace(" ", rng.choice(("\u00a0", "\n", "  ", " \u200b", "\u2009", ", ")))
    assert verify(f"“{changed}”", prepare(text)).result in {EXACT, TYPOGRAPHIC}


@given(PLAIN, st.integers(2, 6), st.sampled_from(["not", "never", "300,000", "17", "nicht", "не"]))
def test_words_that_turn_the_meaning_are_never_dropped_unseen(words, place, word):
    text = " ".join([*words[:place], word, *words[place:]])
    assert not verify(" ".join(words), prepare(text)).verified
    assert not verify(text, prepare(" ".join(words))).verified


@given(PLAIN, st.integers(100, 999_999), st.integers(1, 9))
def test_a_changed_digit_is_never_verified(words, number, more):
    other = int(str(number)[:-1] + str((number + more) % 10))
    text, quote = (" ".join([*words[:4], f"{value:,}", *words[4:]]) for value in (number, other))
    assert not verify(quote, prepare(text)).verified


@given(st.text(max_size=400), st.text(max_size=120), st.integers(-5, 500))
def test_any_text_and_quotation_give_a_result(text, quote, around):
    found = verify(quote, prepare(text), around=around)
    assert found.result in QuoteResult
    assert found.start == -1 or text[found.start : found.end] == found.passage != ""
    assert "".join(part.text for part in found.diff) != "" or not found.passage


@given(st.text(st.characters(min_codepoint=0xA0), max_size=60))
def test_composing_stretch_by_stretch_is_composing_at_once(text):
    composed, log = compose(text)
    assert composed == unicodedata.normalize("NFKC", text)
    assert log.old_end(len(composed)) <= len(text)


@pytest.mark.parametrize("text", ["½", "\ud800 broken surrogate", "\x00", "e\u0301" * 40, "ㄱㅏ" * 20, "ﾊﾞ" * 20])
def test_strange_text_is_no_error(text):
    assert verify(text * 10, prepare(text * 100)).result in QuoteResult


class Counted:
    """Counts the calls of a function and passes them on."""

    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.function(*args, **kwargs)


def large():
    rng = random.Random(7)
    known = ["".join(rng.choices("aeiourstlnmp", k=rng.randint(2, 9))) for _ in range(5_000)]
    return " ".join(rng.choices(known, k=330_000))


def test_two_megabytes_are_searched_with_bounded_work(monkeypatch):
    align, whole = Counted(near._align), Counted(elisions.is_whole)
    monkeypatch.setattr(near, "_align", align)
    monkeypatch.setattr(elisions, "is_whole", whole)
    text = large()
    source = prepare(text)
    words = text[1_900_000:1_900_400].split()[1:-1]
    assert len(text) > 1_900_000
    assert verify(" ".join(words), source).result is EXACT
    changed = verify(" ".join([*words[:20], "altered", *words[21:]]), source)
    assert (changed.result, align.calls <= 2 * near.MAX_LONG_WINDOWS) == (QuoteResult.NEAR, True)
    verify(" ... ".join(["ae"] * 3_000), source)
    assert whole.calls <= 2 * elisions.MAX_TRIES


@pytest.mark.parametrize(
    "unit", ["a ", "a", "ab ", "- ", "[a] ", "... ", "not ", "1 ", "1,", "“", "\u00a0", "-\n", "不", "é"]
)
def test_repetition_without_end_is_bounded(unit):
    source = prepare(unit * (500_000 // len(unit)))
    for quote in (unit * 2_000, f"{unit * 20}x{unit * 20}", " ... ".join([unit * 5] * 100)):
        assert verify(quote, source).result in QuoteResult


def test_a_very_long_quotation_is_looked_for_to_its_end():
    text = large()[:60_000]
    assert verify(text, prepare(f"Before. {text} After.")).result in VERIFIED
    assert verify(f"{text} invented", prepare(text)).result is QuoteResult.MISSING
