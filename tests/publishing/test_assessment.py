"""The figures of the assessment and where they are drawn, each worked out by hand, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from factchecks.models.assessment import Checked, Period, Said
from factchecks.publishing.assessment import KINDS, MOST_CLAIMANTS, Quartiles, Share, figures, months_of, quartiles
from factchecks.publishing.assessment_csv import lines, safe
from factchecks.views.assessment_plots import LABELS, month_bars, plots, stacks, whole_scale

MAY = datetime(2026, 5, 20, tzinfo=UTC)
PERIOD = Period(first=date(2026, 5, 1), last=date(2026, 6, 30))
DANA, CITY = ("Dana Whitcombe", "person"), ("The city", "organisation")
CHECK = Checked(
    id=412,
    slug="step-free",
    headline="Step-free?",
    claims=(Said(claimants=(DANA,), verdict="False"),),
    topics=("Trams",),
    recorded_at=MAY - timedelta(days=3),
    published_at=MAY,
    sources=4,
    quotations=2,
    send_backs=0,
    approvals=1,
    required=1,
    reply=True,
    rationale="",
)


def of(*rows, period=PERIOD, zone=UTC):
    return figures(rows, period, zone)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([3], Quartiles(low=3, middle=3, high=3)),
        ([2, 4, 9], Quartiles(low=3, middle=4, high=6.5)),
        ([1, 2, 3, 4, 5], Quartiles(low=2, middle=3, high=4)),
    ],
)
def test_quartiles(values, found):
    assert quartiles(values) == found


def test_of_nothing_nothing_is_said():
    found = of()
    assert (found.days, found.sources, found.reply.per_cent, found.verdicts) == (None, None, None, ())
    assert [one.published for one in found.months] == [0, 0]
    assert plots(found, KINDS)["topics"] == []


def test_months_go_over_the_end_of_a_year():
    period = Period(first=date(2025, 11, 30), last=date(2026, 2, 1))
    assert [f"{one:%Y-%m}" for one in months_of(period)] == ["2025-11", "2025-12", "2026-01", "2026-02"]


def test_a_month_is_that_of_the_newsroom():
    late = replace(CHECK, published_at=datetime(2026, 5, 31, 23, tzinfo=UTC))
    assert [one.published for one in of(late).months] == [1, 0]
    assert [one.published for one in of(late, zone=ZoneInfo("Europe/Berlin")).months] == [0, 1]


def test_a_claim_of_two_counts_with_each_and_one_of_nobody_as_unknown():
    both = replace(CHECK, claims=(Said(claimants=(DANA, CITY), verdict="True"), Said(claimants=(), verdict="False")))
    found = of(CHECK, both)
    assert (found.checks, found.claims) == (2, 3)
    assert found.verdicts == ("False", "True")
    assert found.kinds == [("False", (1, 0, 1)), ("True", (1, 1, 0))]
    rows = [(one.name, one.kind, one.counts) for one in found.claimants]
    assert rows == [(*DANA, (1, 1)), ("Origin unknown", "unknown", (1, 0)), (*CITY, (0, 1))]


def test_the_table_of_claimants_ends_and_says_how_many_are_left():
    said = tuple(Said(claimants=((f"Person {n}", "person"),), verdict="True") for n in range(MOST_CLAIMANTS + 2))
    found = of(replace(CHECK, claims=said))
    assert (len(found.claimants), found.claimants_left) == (MOST_CLAIMANTS, 2)


def test_many_sources_share_the_last_row():
    found = of(*(replace(CHECK, sources=number) for number in (0, 2, 2, 8, 31)))
    assert found.sources == 2
    assert [row for row in found.by_sources if row[1]] == [("0", 1), ("2", 2), ("8 or more", 2)]


def test_shares_are_of_those_who_were_asked():
    asked = replace(CHECK, required=2)
    found = of(CHECK, asked, replace(asked, approvals=2), replace(asked, approvals=3, reply=False, rationale="Why."))
    assert found.second_approval == Share(part=2, whole=3)
    assert (found.second_approval.per_cent, found.reply.per_cent, found.rationale.per_cent) == (67, 75, 25)


def test_corrections_are_counted_by_check():
    found = of(CHECK, replace(CHECK, corrections=3, verdict_changed=True), replace(CHECK, retracted=True))
    parts = [one.part for one in (found.corrected, found.verdict_changed, found.retracted)]
    assert (parts, found.corrected.per_cent) == ([1, 1, 1], 33)


@pytest.mark.parametrize(("most", "top"), [(0, 4), (4, 4), (5, 8), (9, 20), (41, 80), (900, 2000), (12.5, 20)])
def test_the_axis_is_the_finest_of_round_steps(most, top):
    assert whole_scale(most).ticks == [top, top * 3 / 4, top / 2, top / 4, 0]


def test_bars_stand_in_their_months_and_few_months_are_named():
    period = Period(first=date(2022, 1, 1), last=date(2026, 12, 31))
    found = month_bars(of(CHECK, period=period).months, lambda one: one.days)
    (bar,) = [one for one in found.bars if one.height]
    assert (bar.month.first, bar.height, bar.y) == (date(2026, 5, 1), 75, 25)
    assert 360 * 52 / 60 < bar.x < bar.x + bar.width < 360 * 53 / 60
    assert len(found.labels) == LABELS
    assert found.labels[0] == (date(2022, 1, 1), 0.83)


def test_a_stacked_bar_is_drawn_part_after_part():
    first, second = stacks([("False", (2, 1, 1)), ("True", (0, 1, 0))], KINDS)
    assert [(one.kind, one.x, one.width) for one in first.parts] == [
        ("person", 0, 50),
        ("organisation", 50, 25),
        ("unknown", 75, 25),
    ]
    assert [(one.kind, one.x, one.width) for one in second.parts] == [("organisation", 0, 25)]


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-1", "@SUM(A1)", "\tx", "\r=x", "  =1"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell):
    assert safe(cell) == f"'{cell}"


def test_a_plain_cell_stays_as_it_is():
    assert [safe(one) for one in (4, "a=b", "", "’tis")] == ["4", "a=b", "", "’tis"]


def test_lines_of_the_csv_name_each_claimant_once():
    said = Said(claimants=(DANA,), verdict="True")
    twice = replace(CHECK, claims=(*CHECK.claims, said, Said(claimants=(CITY,), verdict="True")), headline='=A, "B"')
    head, row = lines([twice], site_url="https://news.example")
    assert head.startswith("\ufeffnumber,headline,url,")
    assert row.startswith('FC-0412,"\'=A, ""B""",https://news.example/checks/step-free/,')
    assert "Dana Whitcombe; The city,False; True; True,Trams,2026-05-17" in row
    assert row.endswith("3.0,4,2,0,1,yes,,0,no,no\r\n")
