"""Other words in an article: at the right place, with the markup around them as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factchecks.publishing.anchors import Anchor, anchored
from factchecks.publishing.body import clean_body, plain_text
from factchecks.publishing.replacing import replaced

CITE = '<cite data-source="7">1</cite>'
CITED = f"<p>Nine <strong>of ten</strong> ferries{CITE} leave on time.</p>"


@pytest.mark.parametrize(
    ("html", "exact", "words", "wanted"),
    [
        ("<p>Nine ferries leave.</p>", "Nine", "Ten", "<p>Ten ferries leave.</p>"),
        ("<p>Nine  \n ferries leave.</p>", "Nine ferries", "Ten boats", "<p>Ten boats leave.</p>"),
        (CITED, "of ten", "in ten", CITED.replace("of ten", "in ten")),
        (CITED, "Nine of", "Eight of", CITED.replace("Nine <strong>of", "Eight of<strong>")),
        (CITED, "of ten ferries leave", "in ten leave", f"<p>Nine <strong>in ten leave</strong>{CITE} on time.</p>"),
        ("<p>A <em>b</em> c</p>", "b", "", "<p>A  c</p>"),
        ("<p>Tea &amp; cake</p>", "Tea & cake", "Salt < pepper", "<p>Salt &lt; pepper</p>"),
        ("<ul><li>One</li><li>Two</li></ul>", "Two", "Three", "<ul><li>One</li><li>Three</li></ul>"),
    ],
)  # fmt: skip
def test_words_are_changed_and_nothing_else(html, exact, words, wanted):
    assert replaced(html, Anchor(exact=exact), words) == wanted


@pytest.mark.parametrize("exact", ["Eleven", "leave. The", ""])
def test_words_that_are_gone_or_span_two_paragraphs_change_nothing(exact):
    assert replaced("<p>Nine ferries leave.</p><p>The rest stays.</p>", Anchor(exact=exact), "x") is None


def test_of_two_places_the_one_with_the_same_surroundings_is_meant():
    html = "<p>The stop is new.</p><p>The other stop is old.</p>"
    assert replaced(html, Anchor(exact="stop", before="other "), "halt") == html.replace("other stop", "other halt")


def test_words_that_look_like_markup_stay_words():
    changed = replaced("<p>Nine.</p>", Anchor(exact="Nine"), "<script>alert(1)</script>")
    assert changed == "<p>&lt;script&gt;alert(1)&lt;/script&gt;.</p>"
    assert clean_body(changed) == changed


WORDS = st.text(alphabet="ab <&\u00a0é", min_size=1, max_size=6)
PIECE = st.tuples(st.sampled_from(["{}", "<strong>{}</strong>", '{}<cite data-source="1">1</cite>', "{}<br>"]), WORDS)
BODIES = st.lists(st.lists(PIECE, min_size=1, max_size=4), min_size=1, max_size=3)


@given(BODIES, st.data())
def test_the_plain_text_differs_in_these_words_only(paragraphs, data):
    html = clean_body("".join(f"<p>{''.join(form.format(words) for form, words in one)}</p>" for one in paragraphs))
    text = plain_text(html)
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    exact = text[start:end].strip()
    anchor = anchored(Anchor(exact=exact, before=text[:start], after=text[end:]), text, around=80)
    changed = replaced(html, anchor, "xyz") if anchor else None
    if changed is not None:
        at = plain_text(changed).index("xyz")
        left, right = plain_text(changed)[:at], plain_text(changed)[at + 3 :]
        assert f"{left}{exact}{right}" == text
