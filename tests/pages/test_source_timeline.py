"""The last 90 days as cells, strips and table rows: pure functions of attempts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from factchecks.links.observations import Verdict
from factchecks.views.timeline import DAYS, KINDS, Kind, Looked, days, runs
from factchecks.views.timeline_strips import LEGEND, strips

UNTIL = date(2026, 11, 22)


def look(ago, verdict=Verdict.OK, hour=12, **more):
    """A look so many days before the last one."""
    at = datetime(2026, 11, 22, hour, tzinfo=UTC) - timedelta(days=ago)
    return Looked(at=at, verdict=verdict, **{"status": 200, "elapsed_ms": 200} | more)


def test_there_is_one_cell_for_each_of_90_days_oldest_first():
    cells = days([], UNTIL)
    assert len(cells) == DAYS == 90
    assert (cells[0].day, cells[-1].day) == (date(2026, 8, 25), UNTIL)
    assert {cell.kind for cell in cells} == {Kind.NO_LOOK}


def test_every_verdict_is_drawn_in_one_way():
    assert set(KINDS) == set(Verdict)
    assert set(KINDS.values()) | {Kind.NO_LOOK} == set(Kind) == {sign.kind for sign in LEGEND}


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [
        (Verdict.OK, "live"),
        (Verdict.CHANGED, "live"),
        (Verdict.MOVED_PERMANENTLY, "redirected"),
        (Verdict.BLOCKED, "blocked"),
        (Verdict.RATE_LIMITED, "blocked"),
        (Verdict.NOT_FOUND, "gone"),
        (Verdict.SOFT_404, "gone"),
        (Verdict.TIMEOUT, "not_reached"),
    ],
)
def test_a_day_is_drawn_as_its_look_found_it(verdict, kind):
    assert days([look(0, verdict)], UNTIL)[-1].kind == kind


def test_a_wall_for_robots_is_never_drawn_as_gone():
    walled = (Verdict.BLOCKED, Verdict.RATE_LIMITED, Verdict.TLS_PROBLEM, Verdict.PAYWALL, Verdict.LOGIN_WALL)
    assert Kind.GONE not in {KINDS[verdict] for verdict in walled}


def test_the_last_look_of_a_day_decides():
    late, early = look(3, Verdict.NOT_FOUND, hour=20), look(3, hour=8)
    cell = days([late, early], UNTIL)[-4]
    assert (cell.kind, len(cell.looks)) == (Kind.GONE, 2)


def test_looks_before_and_after_the_90_days_are_left_out():
    assert not any(cell.looks for cell in days([look(90), look(-1)], UNTIL))


def test_a_change_is_marked_on_the_day_on_which_it_was_seen():
    texts = [look(9, text="a"), look(6, text="a"), look(4), look(2, text="b"), look(1, text="b")]
    cells = days(texts, UNTIL, kept={UNTIL - timedelta(days=2)})
    assert [cell.day.day for cell in cells if cell.changed] == [20]
    assert [cell.day.day for cell in cells if cell.kept] == [20]


def test_the_time_of_a_day_is_the_median_of_its_answers():
    looks = [look(0, elapsed_ms=100, hour=1), look(0, elapsed_ms=300, hour=2), look(0, elapsed_ms=9000, hour=3)]
    assert days(looks, UNTIL)[-1].seconds == 0.3
    assert days([look(0, Verdict.TIMEOUT, status=0)], UNTIL)[-1].seconds is None


def test_the_table_has_a_row_for_each_run_whatever_days_lie_between():
    looks = [
        look(30),
        look(20),
        look(9, Verdict.NOT_FOUND, status=404),
        look(2, Verdict.NOT_FOUND, status=404),
        look(0),
    ]
    rows = runs(days(looks, UNTIL))
    assert [(row.kind, len(row.cells)) for row in rows] == [("live", 2), ("gone", 2), ("live", 1)]
    assert (rows[1].first, rows[1].last) == (date(2026, 11, 13), date(2026, 11, 20))
    assert [row.answer for row in rows] == ["200, works", "404, not found", "200, works"]


def test_an_attempt_without_an_answer_has_its_words_alone():
    (row,) = runs(days([look(0, Verdict.TIMEOUT, status=0)], UNTIL))
    assert (row.answer, row.seconds) == ("too slow", None)


def test_six_strips_of_15_days_say_in_words_what_they_show():
    cells = days([look(0), look(1, Verdict.NOT_FOUND, status=404), look(2)], UNTIL)
    drawn = strips(cells)
    assert [len(strip.squares) for strip in drawn.rows] == [15] * 6
    assert drawn.rows[-1].label == "8 November and the 14 days after: 2 days live, 1 day gone, 12 days without a look"


def test_the_time_line_fits_its_scale():
    drawn = strips(days([look(0, elapsed_ms=1200), look(1, elapsed_ms=600)], UNTIL))
    assert drawn.top == 1.5
    assert drawn.rows[-1].line == "M324 97.2 L348 84.4"
    assert drawn.rows[0].line == drawn.rows[0].dot == ""


def test_a_time_on_its_own_is_a_dot():
    drawn = strips(days([look(0, elapsed_ms=500)], UNTIL))
    assert (drawn.rows[-1].line, drawn.rows[-1].dot) == ("", "M348 78.0h.01")
    assert strips(days([look(0, elapsed_ms=60_000)], UNTIL)).top == 60
