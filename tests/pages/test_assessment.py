"""How we work, in figures: who sees what of a small newsroom, counted by hand, drawn, and taken away."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Claim, Claimant, Desk, Event, FactCheck, Topic
from factchecks.services.ledger import SITE
from factchecks.states import Action, State
from tests.factories import correct, make_check, move, publish_again, reword
from tests.pages.lists import make_checks
from tests.pages.typed import queries

PAGE, EXPORT = reverse("assessment"), reverse("assessment_export")
YEAR = {"from": "2026-01-01", "to": "2026-12-31"}
MARCH, MAY = datetime(2026, 3, 10, tzinfo=UTC), datetime(2026, 5, 20, tzinfo=UTC)


def put(check, at, took):
    """Published then, so many days after it was recorded."""
    FactCheck.objects.filter(pk=check.pk).update(first_published_at=at, created_at=at - timedelta(days=took))
    check.rounds.update(decided_at=at)


@pytest.fixture
def three(cast, monkeypatch):
    """Two in March after 2 and 4 days, one in May after 9, which was sent back once and says why it was chosen."""
    made = make_checks(monkeypatch, cast, State.REVIEW, 3)
    move(made[2], Action.SEND_BACK, cast.ed, note="Name the nine stops.")
    Claim.objects.filter(factcheck=made[2]).update(rationale="=Two readers asked")
    move(made[2], Action.SUBMIT, cast.rita)
    for check, at, took in zip(made, (MARCH, MARCH, MAY), (2, 4, 9), strict=True):
        move(check, Action.APPROVE, cast.ed)
        move(check, Action.PUBLISH, cast.ed)
        put(check, at, took)
    return [FactCheck.objects.get(pk=one.pk) for one in made]


def read(client, **period):
    return LexborHTMLParser(client.get(PAGE, YEAR | period).text)


def table(page, title):
    panel = page.css_first(f"section[aria-labelledby={title}]")
    return [[cell.text(strip=True) for cell in row.css("th, td")] for row in panel.css("tbody tr")]


def big(page):
    return [one.css("dd")[0].text(strip=True) for one in page.css("dl.big3 > div")]


def take(client, form, **period):
    return client.post(EXPORT, YEAR | {"form": form} | period)


def cells(answer):
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_the_figures_are_those_counted_by_hand(as_, cast, three):
    page = read(as_(cast.ed))
    assert "3 checks with 3 claims, published 1 January 2026 to 31 December 2026." in page.css_first(".pagehead").text()
    # Days 2, 4, 9; two sources each; one sent back; no desk asks for two; all have a reply; one of three says why.
    assert big(page) == ["4.0", "2", "1", "None asked", "100 %", "33 %", "0 %", "0 %", "0 %"]
    assert "Half of all took 3.0 to 6.5 days" in page.css_first("dl.big3").text()


def test_what_was_corrected_and_retracted_is_counted(as_, cast, three):
    first, second, _ = three
    publish_again(reword(correct(first, cast.rita), cast.rita, kind="correction", verdict="false"), cast, cast.rita)
    move(second, Action.RETRACT, cast.cleo, "A reason.")
    move(second, Action.CONFIRM_REQUEST, cast.ed)
    assert big(read(as_(cast.ed)))[6:] == ["33 %", "33 %", "33 %"]
    rows = cells(take(as_(cast.ed), "csv"))
    told = [(row["corrections"], row["verdict_changed"], row["retracted"]) for row in rows]
    assert sorted(told) == [("0", "no", "no"), ("0", "no", "yes"), ("1", "yes", "no")]


def test_each_plot_has_its_table(as_, cast, three):
    page = read(as_(cast.ed), **{"from": "2026-03-01", "to": "2026-05-31"})
    assert table(page, "a1") == [["March 2026", "2"], ["April 2026", "0"], ["May 2026", "1"]]
    assert table(page, "a2") == [["March 2026", "3.0"], ["April 2026", "none published"], ["May 2026", "9.0"]]
    assert table(page, "a3") == [["Misleading", "3", ""], ["Misleading", "3", "0", "0"]]
    assert [row[:2] for row in table(page, "a6")] == [["0", "2"], ["1", "1"], ["2", "0"], ["3 or more", "0"]]
    assert table(page, "a5")[2][:2] == ["2", "3"]
    assert len(page.css("svg[role=img][aria-label] rect")) == 4


def test_the_balance_names_whom_we_check_and_what_they_are(as_, cast):
    check = make_check(cast, State.RESEARCH)
    Claimant.objects.update(kind="organisation")
    check.topics.set([Topic.objects.create(name="Trams", slug="trams")])
    check.refresh_from_db()
    for action, by in ((Action.SUBMIT, cast.rita), (Action.APPROVE, cast.ed), (Action.PUBLISH, cast.ed)):
        check = move(check, action, by)
    put(check, MAY, 1)
    page = read(as_(cast.ed))
    assert table(page, "balance-h") == [["Dana Whitcombe", "Organisation", "1", "1"]]
    assert table(page, "a4") == [["Trams", "1", ""]]
    assert page.css_first("section[aria-labelledby=a3] table rect").attributes["fill"] == "url(#k-organisation)"


def test_claims_are_counted_as_published_not_as_in_the_working_copy(as_, cast, three):
    Claim.objects.update(verdict_word="False", claimant_name="Somebody else")
    assert table(read(as_(cast.ed)), "balance-h") == [["Dana Whitcombe", "Person", "3", "3"]]


def test_two_approvals_are_counted_where_they_are_asked_for(as_, cast, three):
    Desk.objects.filter(pk=cast.transport.pk).update(approvals_required=2)
    move_on = make_check(cast, State.REVIEW)
    for editor in (cast.ed, cast.mo):
        move(move_on, Action.APPROVE, editor)
    move(move_on, Action.PUBLISH, cast.mo)
    put(move_on, MAY, 1)
    assert big(read(as_(cast.ed)))[3] == "25 %"


def test_what_was_sent_back_after_publishing_is_another_matter(as_, cast, three):
    three[2].rounds.filter(number=1).update(decided_at=MAY + timedelta(days=1))
    assert big(read(as_(cast.ed)))[2] == "0"


def test_both_days_of_the_period_are_in_it(as_, cast, three):
    for period, checks in (("2026-03-10", "2"), ("2026-03-11", "")):
        page = read(as_(cast.ed), **{"from": period, "to": period})
        assert [row[1] for row in table(page, "a1")] == [checks] if checks else page.css_first(".empty")


@pytest.mark.parametrize("name", ["noor", "ada"])
def test_other_desks_count_nothing_of_it(as_, cast, three, name):
    page = read(as_(getattr(cast, name)))
    assert "Nothing was published in this period" in page.css_first(".empty").text()
    assert cells(take(as_(getattr(cast, name)), "csv")) == []


def test_what_was_taken_down_or_is_not_out_is_not_counted(as_, cast, three):
    FactCheck.objects.filter(pk=three[0].pk).update(taken_down_at=MAY)
    make_check(cast)
    assert [row["number"] for row in cells(take(as_(cast.ed), "csv"))] == [three[1].number, three[2].number]


def test_reporters_are_told_which_right_is_missing(as_, cast, three):
    for answer in (as_(cast.rita).get(PAGE), as_(cast.rita).get(PAGE, {"from": "x"}), take(as_(cast.rita), "csv")):
        assert answer.status_code == 403
        assert "the right to review checks" in answer.text
    assert not Event.objects.filter(verb="export_assessment").exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"from": "yesterday"}, "Write a day as year, month and day"),
        ({"to": "2026-02-30"}, "Write a day as year, month and day"),
        ({"to": ""}, "Write a day as year, month and day"),
        ({"from": "0001-01-01"}, "Choose a day from 2000 to 2100."),
        ({"to": "9999-12-31"}, "Choose a day from 2000 to 2100."),
        ({"from": "2026-12-31", "to": "2026-01-01"}, "The period ends before it begins."),
        ({"from": "2020-01-01"}, "Choose at most 5 years."),
        ({"from": "\x00' OR 1=1"}, "Write a day as year, month and day"),
        ({"from": "<script>"}, "Write a day as year, month and day"),
    ],
)
def test_a_period_that_cannot_be_is_said_and_kept(as_, cast, wrong, told):
    for answer in (as_(cast.ed).get(PAGE, YEAR | wrong), take(as_(cast.ed), "csv", **wrong)):
        page = LexborHTMLParser(answer.text)
        assert answer.status_code == 400
        assert told in page.css_first("[data-error-summary]").text()
        for name, typed in wrong.items():
            field = page.css_first(f"input[name={name}]").attributes
            assert (field["type"], (field.get("value") or "").replace("\ufffd", "\x00")) == ("text", typed)


def test_without_a_period_it_is_the_year_up_to_today(as_, cast, three):
    put(three[0], datetime.now(UTC), 1)
    put(three[1], datetime.now(UTC) - timedelta(days=400), 1)
    put(three[2], datetime.now(UTC) - timedelta(days=300), 1)
    assert "2 checks with" in as_(cast.ed).get(PAGE).text


def test_the_csv_has_one_row_a_check_and_runs_no_formula(as_, cast, three):
    answer = take(as_(cast.ed), "csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="how-we-work-2026-01-01-to-2026-12-31.csv"'
    row = cells(answer)[2]
    assert row["headline"] == "Is every tram stop step-free?"
    assert row["url"].endswith(f"/checks/{three[2].slug}/")
    assert (row["claimants"], row["verdicts"], row["topics"]) == ("Dana Whitcombe", "Misleading", "")
    assert (row["recorded"], row["published"]) == ("2026-05-11T00:00:00+00:00", "2026-05-20T00:00:00+00:00")
    counted = [row[name] for name in ("days", "sources", "quotations", "send_backs", "approvals", "reply")]
    assert counted == ["9.0", "2", "2", "1", "1", "yes"]
    assert row["rationale"] == "'=Two readers asked"


def test_the_page_to_print_stands_alone_and_escapes(as_, cast, three):
    Claim.objects.update(rationale="<script>alert(1)</script>")
    answer = take(as_(cast.ed), "html")
    assert answer.headers["Content-Disposition"].endswith('.html"')
    page = LexborHTMLParser(answer.text)
    assert "<script" not in answer.text
    asked = [one.attributes.get(name) for name in ("src", "href") for one in page.css(f"[{name}]")]
    assert [one[:5] for one in asked] == ["data:"]
    assert not re.findall(r"url\((?!#)", answer.text)
    assert not page.css("details")
    assert [row[0] for row in table(page, "checks-h")][0].startswith(three[0].number)
    assert big(page)[0] == "4.0"


@pytest.mark.parametrize("form", ["csv", "html"])
def test_an_export_is_an_event_of_the_site(as_, cast, three, form):
    take(as_(cast.ed), form)
    event = Event.objects.get(chain=SITE, verb="export_assessment")
    assert event.actor == cast.ed.pk
    assert event.details == {"form": form, "from": YEAR["from"], "to": YEAR["to"], "checks": 3}


@pytest.mark.parametrize("form", ["", "pdf", "csv\x00", "HTML"])
def test_another_form_is_refused(as_, cast, form):
    answer = take(as_(cast.ed), form)
    assert (answer.status_code, Event.objects.filter(verb="export_assessment").count()) == (400, 0)
    assert "Take the figures away as CSV or as a page." in answer.text


def test_editors_and_admins_are_led_there_from_home(as_, cast):
    shown = {name: PAGE in as_(getattr(cast, name)).get("/newsroom/").text for name in ("ed", "cleo", "ada", "rita")}
    assert shown == {"ed": True, "cleo": True, "ada": True, "rita": False}


def many(check, number):
    """Copies of a published check: only the rows that the question starts from."""
    first = FactCheck.objects.get(pk=check.pk)
    copies = [FactCheck(**_values(first), slug=f"copy-{number}-{n}") for n in range(number)]
    FactCheck.objects.bulk_create(copies)


def _values(check):
    names = ("desk_id", "author_id", "state", "live_edition_id", "headline", "first_published_at")
    return {name: getattr(check, name) for name in names}


def test_the_page_asks_as_often_for_1000_checks_as_for_10(as_, cast, three):
    client, asked = as_(cast.ed), []
    for number in (7, 990):
        many(three[0], number)
        asked.append(queries(lambda: client.get(PAGE, YEAR)))
    assert FactCheck.objects.count() == 1000
    assert asked[0] == asked[1] <= 12
