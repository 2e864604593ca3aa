"""The forms for readers: what is kept, what is refused and how, and that machines and floods stay out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import ClaimSuggestion, ReaderReport
from factchecks.states import State
from factchecks.views import pace
from newsroom.cache import ForgivingRedisCache
from tests.factories import make_check
from tests.letters import SAID, SUGGEST, WRONG, opened, report_of, send

NOON = datetime(2026, 11, 22, 12, 20, tzinfo=UTC)


@pytest.fixture
def check(cast):
    return make_check(cast, State.PUBLISHED)


def read(answer):
    return LexborHTMLParser(answer.text)


def told(answer):
    return " ".join(one.text() for one in read(answer).css(".summary li"))


def test_a_suggestion_is_kept_with_everything_and_thanked_for(db):
    where = {"url": "https://news.example.org/buses", "who": "Dana Whitcombe", "why": "Fares rise because of it."}
    answer = send(email="reader@example.org", **where)
    kept = ClaimSuggestion.objects.get()
    assert (kept.text, kept.who, kept.url, kept.why) == (SAID, where["who"], where["url"], where["why"])
    assert (kept.email, kept.state) == ("reader@example.org", "open")
    assert (answer.status_code, answer.url) == (302, f"/thank-you/{kept.reference}/")
    assert kept.reference in Client().get(answer.url).text


def test_the_words_are_enough(db):
    assert send().status_code == 302
    assert ClaimSuggestion.objects.get().email == ""


def test_a_report_names_its_article_and_is_kept_with_it(check):
    path = report_of(check)
    assert check.headline in Client().get(path).text
    assert send(path, text=WRONG, url="https://transit.example.com/register").status_code == 302
    kept = ReaderReport.objects.get()
    assert (kept.factcheck, kept.text) == (check, WRONG)


def test_the_article_and_every_foot_lead_to_the_forms(check):
    page = read(Client().get(f"/checks/{check.slug}/"))
    assert page.css_first('.after a[href="report/"]').text() == "Tell us"
    assert page.css_first(f'.foot a[href="{SUGGEST}"]').text() == "Suggest a claim"


@pytest.mark.parametrize("state", [State.DRAFT, State.RESEARCH])
def test_nobody_reports_what_is_not_published(cast, state):
    make_check(cast, state)
    assert Client().get("/checks/step-free/report/").status_code == 404
    assert Client().post("/checks/step-free/report/", {"text": WRONG}).status_code == 404


def test_a_number_that_is_not_ours_is_not_thanked_for(db):
    assert Client().get("/thank-you/AAAAAAAA/").status_code == 404


def test_the_form_is_not_cached_and_sets_its_token_alone(db):
    client = Client(enforce_csrf_checks=True)
    answer = client.get(SUGGEST)
    assert "no-store" in answer.headers["Cache-Control"]
    assert list(client.cookies) == ["newsroom_csrf"]
    token = read(answer).css_first("[name=csrfmiddlewaretoken]").attributes["value"]
    with time_machine.travel(NOON.replace(year=2026), tick=False):
        typed = opened(SUGGEST, client) | {"text": SAID, "csrfmiddlewaretoken": token}
        assert client.post(SUGGEST, typed).status_code == 302
    assert list(client.cookies) == ["newsroom_csrf"]


def test_a_forged_form_of_another_site_is_refused_and_shows_what_was_typed(db):
    answer = Client(enforce_csrf_checks=True).post(SUGGEST, {"text": SAID, "opened": "stamp", "website": "x"})
    assert answer.status_code == 403
    assert SAID in answer.text
    assert "stamp" not in answer.text
    assert not ClaimSuggestion.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("text", "", "Write down what was said."),
        ("text", "x" * 2001, "Shorten this to 2000 characters."),
        ("text", "x" * 1_000_000, "Shorten this to 2000 characters."),
        ("text", "<script>alert(1)</script>", "without HTML"),
        ("who", "</b>", "without HTML"),
        ("text", "a\x00b", "Null characters are not allowed."),
        ("opened", "\x00", "Null characters are not allowed."),
        ("email", "nobody", "Enter a valid email address."),
        ("url", "javascript:alert(1)", "http"),
        ("url", "ftp://example.org/a", "http"),
        ("url", "http://127.0.0.1/admin", "Where: the address of the page:"),
        ("url", "https://example.org/" + "x" * 2000, "Shorten this to 2000 characters."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(db, field, typed, why):
    answer = send(**{"who": "Dana Whitcombe", field: typed})
    assert answer.status_code == 422
    assert why in told(answer)
    assert "<script>alert" not in answer.text
    assert "Error: " in read(answer).css_first("title").text()
    assert field == "who" or "Dana Whitcombe" in answer.text
    assert not ClaimSuggestion.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"text=%FF%FE%00", "application/x-www-form-urlencoded", 422),
        (SAID.encode("utf-16"), "application/x-www-form-urlencoded; charset=utf-16", 400),
        (b"\xff\x00", "multipart/form-data; boundary=x", 422),
        (b"\xff", "multipart/form-data", 400),
        (b'{"text": 1}', "application/json", 422),
        (b"text=" + b"x" * 6_000_000, "application/x-www-form-urlencoded", 400),
    ],
)
def test_no_bytes_break_the_form(db, body, kind, status):
    answer = Client().generic("POST", SUGGEST, body, content_type=kind)
    assert answer.status_code == status
    assert ("Put this right first" if status == 422 else "could not be read") in answer.text
    assert not ClaimSuggestion.objects.exists()


def test_less_than_and_other_scripts_are_words(db):
    assert send(text="5 < 6, sagt die Behörde; 東京は大きい 🚍").status_code == 302


def test_who_fills_what_people_do_not_see_is_asked_to_send_it_again(db):
    answer = send(website="https://spam.example")
    trap = read(answer).css_first("[name=website]")
    assert (answer.status_code, trap.attributes.get("value") or "") == (422, "")
    assert "as a machine would" in told(answer)
    hidden = trap.parent.parent
    assert "hidden" in hidden.attributes
    assert SAID in answer.text


@pytest.mark.parametrize(
    ("ago", "why"),
    [(timedelta(seconds=1), "as a machine would"), (timedelta(days=2), "open for more than a day")],
)
def test_too_quick_and_too_late_are_told_and_kept(db, ago, why):
    answer = send(ago=ago)
    assert answer.status_code == 422
    assert why in told(answer)
    assert SAID in answer.text


def test_a_stamp_that_is_not_ours_is_replaced_by_one_that_is(db):
    client = Client()
    with time_machine.travel(NOON, tick=False) as clock:
        answer = client.post(SUGGEST, {"text": SAID, "opened": "opened:forged"})
        fresh = read(answer).css_first("[name=opened]").attributes["value"]
        clock.shift(timedelta(minutes=1))
        assert client.post(SUGGEST, {"text": SAID, "opened": fresh}).status_code == 302


def test_the_same_words_are_one_letter(db):
    first = send()
    assert send(text=f"  {SAID.upper()} ").url == first.url
    assert ClaimSuggestion.objects.count() == 1


def test_a_flood_is_told_when_to_go_on_and_keeps_its_words(db):
    with time_machine.travel(NOON, tick=False):
        for number in range(pace.MOST):
            assert send(text=f"Claim {number} of many.").status_code == 302
        answer = send(text="One too many.")
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "2401")
        assert "13:00 UTC" in answer.text
        assert "One too many." in answer.text
        assert send(client=Client(REMOTE_ADDR="192.0.2.7"), text="Another reader.").status_code == 302
    assert ClaimSuggestion.objects.count() == pace.MOST + 1


def test_a_household_counts_as_one_and_its_address_stands_nowhere(db, rf):
    with time_machine.travel(NOON, tick=False):
        for number in range(pace.MOST):
            assert pace.held_until(rf.post("/", REMOTE_ADDR=f"2001:db8::{number + 1}")) is None
        assert pace.held_until(rf.post("/", REMOTE_ADDR="2001:db8::ffff")) == NOON.replace(hour=13, minute=0)
        assert pace.held_until(rf.post("/", REMOTE_ADDR="2001:db8:0:1::1")) is None
    assert not any("2001" in key for key in cache._cache)


def test_the_flood_is_counted_without_redis(db, rf):
    away = ForgivingRedisCache("redis://127.0.0.1:1/0", {})
    away.clear()
    with time_machine.travel(NOON, tick=False):
        counted = [pace.held_until(rf.post("/"), away) for _ in range(pace.MOST + 1)]
    assert [one is None for one in counted] == [True] * pace.MOST + [False]


def test_nothing_that_is_logged_names_the_reader(check, caplog):
    caplog.set_level(0)
    send(email="reader@example.org")
    send(report_of(check), text=WRONG, email="reader@example.org", url="nowhere")
    assert "/report/" in caplog.text
    assert "reader@example.org" not in caplog.text
