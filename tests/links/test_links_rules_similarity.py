"""How alike two texts are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factchecks.links.similarity import MAX_CHARS, similarity
from tests.links.made_pages import prose

ENGLISH = (
    "The council of the city met on Monday to talk about the price of the ferry. The mayor said that the price would "
    "not go up in the winter, and that the boats would be repaired before the spring. Some of the people who came to "
    "the meeting said that they did not believe it, as the same had been said a year ago."
)
ELSEWHERE = (
    "The school by the bridge will get a new roof in the summer, the head of the school told the parents. The old one "
    "was damaged by a storm, and since then the children of two classes have been taught in the hall. It is not known "
    "how much the work will cost, but a part of the money is to come from a fund."
)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (ENGLISH, ENGLISH, 1, 1),
        (ENGLISH, ENGLISH.upper().replace(",", " -"), 1, 1),
        (ENGLISH, ELSEWHERE, 0, 0.1),
        (ENGLISH, ENGLISH.replace("winter", "autumn"), 0.9, 0.99),
        (ENGLISH, ENGLISH + " " + ELSEWHERE, 0.6, 0.7),
        (ENGLISH, "Page not found", 0, 0.1),
        ("", "", 1, 1),
        (ENGLISH, "", 0, 0),
        ("Page /a1 not found here", "Page /b2 not found here", 0.7, 0.9),
        ("渡轮去年运送了三十万名乘客" * 6, "渡轮去年运送了三十万名乘客" * 6 + "。", 1, 1),
        ("渡轮去年运送了三十万名乘客", "学校的屋顶将在夏天更换费用未知", 0, 0.3),
    ],
)
def test_the_share_lies_where_a_reader_would_put_it(one, other, low, high):
    assert low <= similarity(one, other) <= high


def test_a_very_long_text_is_compared_by_its_beginning():
    long = prose(2_000) + " x" * MAX_CHARS
    assert similarity(long, long + "y") == 1


@given(st.text(max_size=300), st.text(max_size=300))
def test_it_is_a_share_the_same_from_both_sides(one, other):
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)
    assert similarity(one, one) == 1
