"""Two kept texts side by side: what is said of them in a few words, and which words differ."""

import pytest

from factchecks.links.worddiff import Side
from factchecks.models import Snapshot
from factchecks.states import State
from factchecks.views import source_versions
from factchecks.views.source_versions import compared, shortened
from tests.factories import keep_copy, make_check

FIRST = "The register lists 45 of 54 stops as step-free.\nNine are not.\nThe next count is in May."
WORDS = ["one two three four", "five", "six", "seven", "eight", "nine ten"]


@pytest.fixture
def link(cast):
    return make_check(cast, State.RESEARCH).sources.current().last().link


def notes(link, **more):
    """The row of copies in words, oldest first."""
    rows = list(link.snapshots.all())
    return [one.note for one in source_versions.versions(rows, rows[0], **{"lost": False} | more)]


def test_equal_texts_have_no_change():
    (only,) = compared(WORDS, WORDS)
    assert (only.lines, only.words) == (tuple(WORDS), 0)


def test_a_changed_line_is_shown_word_by_word():
    changed = [*WORDS[:2], "six of them", *WORDS[3:]]
    stretches = compared(WORDS, changed)
    assert [bool(one.parts) for one in stretches] == [False, True, False]
    assert [part.text for part in stretches[1].parts if part.side is Side.SOURCE] == ["of them"]
    assert sum(one.words for one in stretches) == 2


def test_a_word_in_the_place_of_another_counts_once():
    assert [one.words for one in compared(["45 of 54 stops"], ["49 of 54 stops"])] == [1]


def test_far_from_a_change_lines_are_counted_only():
    changed = [*WORDS[:5], "nine eleven"]
    shown = shortened(compared(WORDS, changed))
    assert [one.hidden for one in shown] == [4, 0, 0]
    assert shown[1].lines == ("eight",)


def test_between_two_changes_a_line_stays_around_each():
    shown = shortened(compared(WORDS, ["one", *WORDS[1:5], "nine"]))
    assert [(one.lines, one.hidden) for one in shown[1:-1]] == [(("five",), 0), ((), 2), (("eight",), 0)]


def test_the_row_says_what_changed_from_copy_to_copy(link):
    keep_copy(link, FIRST)
    keep_copy(link, FIRST.replace("45", "49"))
    assert notes(link)[1:] == ["6 words changed", "1 word changed"]
    assert notes(link)[0] == "First copy"


def test_the_same_text_in_other_bytes_and_a_rebuilt_page_are_told_apart(link):
    first = link.snapshots.get()
    values = {"link": link, "size": 5, "final_url": link.url, "fetched_at": first.fetched_at}
    Snapshot.objects.create(sha256="a" * 64, text_sha256=first.text_sha256, **values)
    keep_copy(link, "Everything here is about something else entirely, from the first word on.")
    assert notes(link) == ["First copy", "Same text", "Page rebuilt"]


def test_the_last_copy_of_a_lost_page_says_so(link):
    keep_copy(link, FIRST)
    assert notes(link, lost=True)[-1] == "Last one before it went"


def test_a_lost_file_is_named_and_breaks_nothing(link):
    copy = keep_copy(link, FIRST)
    Snapshot.objects.filter(pk=copy.pk).update(text_sha256="b" * 64)
    assert notes(link)[-1] == "Text is missing"


def test_only_the_newest_and_the_shown_copy_stand_in_the_row(link, monkeypatch):
    monkeypatch.setattr(source_versions, "SHOWN", 2)
    for number in range(4):
        keep_copy(link, f"{FIRST} Count {number}.")
    rows = list(link.snapshots.all())
    shown = source_versions.versions(rows, rows[-1], lost=False)
    assert [one.copy for one in shown] == [rows[-1], rows[1], rows[0]]
