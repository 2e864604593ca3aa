"""The Wayback Machine, as a local fake with the shapes of its real answers: nothing it does is an error of ours."""

import threading
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from factchecks.links.asking import Asker
from factchecks.links.gate import OpenGate
from factchecks.links.turns import Turn
from factchecks.links.wayback import PASSING, SaveState, Settings, Wayback
from tests.links.fake_archive import archive
from tests.links.opened import QUICK, opened

__all__ = ["archive"]

PAGE = "https://harbourmouth.example.org/ferries?day=1&b=ä"
JOB = "spn2-6a1f0c1b"
HTML = "<html><body><h1>503 Service Unavailable</h1></body></html>"
SUBMITTED = {"url": PAGE, "job_id": JOB}
PENDING = {"status": "pending", "job_id": JOB, "resources": ["https://harbourmouth.example.org/a.css"]}
SUCCESS = {
    "status": "success", "job_id": JOB, "original_url": PAGE, "timestamp": "20261122093015", "duration_sec": 6.203,
    "http_status": 200, "resources": [PAGE], "outlinks": {},
}  # fmt: skip
ROWS = [["timestamp", "original"], ["20240101000000", PAGE], ["20261101120000", PAGE]]


def error(status_ext, message="Couldn't resolve host for https://harbourmouth.example.org."):
    return {
        "status": "error",
        "status_ext": status_ext,
        "message": message,
        "exception": "x",
        "job_id": JOB,
        "resources": [],
    }


def settings(archive, **changes):
    made = Settings(enabled=True, service=f"http://127.0.0.1:{archive.port}", key="reader", secret="harbour")
    return replace(made, **changes)


@pytest.fixture
def client(archive):
    return Wayback(settings(archive), Asker(OpenGate(), opened(archive.port), QUICK))


def test_it_is_off_unless_turned_on(archive):
    off = Wayback(
        settings(archive, enabled=Settings.from_environ({}).enabled), Asker(OpenGate(), opened(archive.port), QUICK)
    )
    assert {one.state for one in (off.newest(PAGE), off.submit(PAGE), off.poll(JOB, PAGE))} == {SaveState.OFF}
    assert archive.asked == []


@pytest.mark.parametrize(
    ("value", "on"), [("1", True), ("on", True), ("TRUE", True), ("0", False), ("", False), ("no", False)]
)
def test_the_environment_turns_it_on(value, on):
    found = Settings.from_environ({"LINKS_WAYBACK": value, "LINKS_WAYBACK_KEY": "k", "LINKS_WAYBACK_SECRET": "harbour"})
    assert (found.enabled, found.service) == (on, "https://web.archive.org")
    assert "harbour" not in repr(found)


def test_submitted_is_not_archived(archive, client):
    archive.says(SUBMITTED)
    saving = client.submit(PAGE)
    assert (saving.state, saving.job_id, saving.address) == (SaveState.SUBMITTED, JOB, "")
    assert saving.retry_after >= 60


def test_a_submission_is_a_form_with_our_key(archive, client):
    archive.says(SUBMITTED)
    client.submit(PAGE)
    ((method, path, headers, body),) = archive.asked
    assert (method, path, headers["Authorization"]) == ("POST", "/save", "LOW reader:harbour")
    assert parse_qs(body)["url"] == [PAGE]
    assert headers["User-Agent"].startswith("NewsroomSourceReader/")


def test_a_finished_job_has_an_address(archive, client):
    archive.says(SUCCESS)
    saving = client.poll(JOB, PAGE)
    assert (saving.state, saving.address) == (
        SaveState.ARCHIVED,
        f"http://127.0.0.1:{archive.port}/web/20261122093015/{PAGE}",
    )
    assert archive.asked[0][:2] == ("GET", f"/save/status/{JOB}")


def test_a_job_under_way_is_still_only_submitted(archive, client):
    archive.says(PENDING)
    assert client.poll(JOB, PAGE).state is SaveState.SUBMITTED


def test_the_newest_copy_is_named_by_the_index(archive, client):
    archive.says(ROWS)
    assert client.newest(PAGE).address == f"http://127.0.0.1:{archive.port}/web/20261101120000/{PAGE}"
    asked = parse_qs(urlsplit(archive.asked[0][1]).query)
    assert (asked["url"], asked["output"], asked["filter"]) == ([PAGE], ["json"], ["statuscode:200"])


@pytest.mark.parametrize("answer", ["", "\n", "[]"])
def test_no_copy_is_said_so(archive, client, answer):
    archive.says(answer)
    assert client.newest(PAGE).state is SaveState.ABSENT


CALLS = {
    "newest": lambda client: client.newest(PAGE),
    "submit": lambda client: client.submit(PAGE),
    "poll": lambda client: client.poll(JOB, PAGE),
}
STRANGE = [
    HTML,
    "{",
    "null",
    "7",
    '"x"',
    "[[]]",
    '[["timestamp"],["soon"]]',
    "{}",
    '{"status": "success"}',
    "[" * 50_000,
    "[1]",
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("answer", STRANGE)
def test_something_else_than_data_is_asked_for_again(archive, client, call, answer):
    archive.says(answer)
    assert CALLS[call](client).state in (SaveState.LATER, SaveState.FAILED)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("status", [429, 500, 502, 503, 520])
def test_a_busy_archive_is_asked_again(archive, client, call, status):
    archive.says(HTML, status)
    saving = CALLS[call](client)
    assert (saving.state, saving.retry_after) == (SaveState.LATER, 60)


@pytest.mark.parametrize(("header", "wait"), [("300", 300), ("1", 60), ("99999999", 604_800), ("soon", 60)])
def test_the_archive_says_how_long_to_wait(archive, client, header, wait):
    archive.says({"message": "Too Many Requests"}, 429, Retry_After=header)
    assert client.submit(PAGE).retry_after == wait


@pytest.mark.parametrize("call", CALLS)
def test_an_archive_that_does_not_answer_is_asked_again(archive, call):
    archive.hold = threading.Event()
    slow = Wayback(settings(archive), Asker(OpenGate(), opened(archive.port), replace(QUICK, total=0.2)))
    assert CALLS[call](slow).state is SaveState.LATER


def test_a_job_keeps_its_number_through_trouble(archive, client):
    archive.says(HTML, 502)
    assert client.poll(JOB, PAGE).job_id == JOB


@pytest.mark.parametrize("reason", sorted(PASSING))
def test_refusals_of_the_moment_are_submitted_again(archive, client, reason):
    archive.says(error(reason))
    saving = client.poll(JOB, PAGE)
    assert (saving.state, saving.job_id) == (SaveState.LATER, "")


@pytest.mark.parametrize(
    "reason", ["error:invalid-host-resolution", "error:not-found", "error:blocked-url", "error:no-access", ""]
)
def test_refusals_of_the_page_are_final(archive, client, reason):
    archive.says(error(reason))
    saving = client.poll(JOB, PAGE)
    assert (saving.state, saving.detail) == (SaveState.FAILED, error("")["message"])


def test_an_error_at_submission_is_told(archive, client):
    archive.says({"status": "error", "status_ext": "error:blocked-url", "message": "This URL is\n in our block list."})
    assert client.submit(PAGE).detail == "This URL is in our block list."


def test_too_many_copies_today_waits_for_tomorrow(archive, client):
    archive.says(error("error:too-many-daily-captures"))
    assert [client.submit(PAGE).retry_after, client.poll(JOB, PAGE).retry_after] == [86_400, 86_400]


@pytest.mark.parametrize(
    ("status", "state"), [(401, SaveState.FAILED), (403, SaveState.FAILED), (404, SaveState.FAILED)]
)
def test_wrong_keys_and_forgotten_jobs_are_final(archive, client, status, state):
    archive.says({"message": "no"}, status)
    assert client.poll(JOB, PAGE).state is state


PRIVATE = [
    "http://192.168.1.7/memo",
    "http://intranet/",
    "http://wiki.local/x",
    "ftp://a.example/x",
    "http://u:p@a.example/",
    "",
]


@pytest.mark.parametrize("url", PRIVATE)
def test_an_address_that_is_not_public_is_never_told_to_the_archive(archive, client, url):
    assert client.submit(url).state is SaveState.FAILED
    assert archive.asked == []


@pytest.mark.parametrize("job", ["", "../../evil", "a/b", "x" * 200, "a?b"])
def test_a_strange_job_is_not_asked_for(archive, client, job):
    assert client.poll(job, PAGE).state is SaveState.FAILED
    assert archive.asked == []


def test_without_an_account_nothing_is_submitted(archive):
    poor = Wayback(settings(archive, secret=""), Asker(OpenGate(), opened(archive.port), QUICK))
    assert poor.submit(PAGE).state is SaveState.FAILED
    assert archive.asked == []


def test_a_redirect_does_not_take_the_key_along(archive, client):
    archive.says("", 302, Location=f"http://127.0.0.1:{archive.port}/elsewhere")
    assert client.submit(PAGE).state is SaveState.LATER
    assert len(archive.asked) == 1


def test_an_endless_answer_is_cut_off(archive, client):
    archive.says("[" + " " * 1_500_000 + "]")
    assert client.newest(PAGE).detail == "The answer is too long."


def test_the_gates_stand_before_the_archive_too(archive):
    shut = Wayback(settings(archive), Asker(OpenGate(), opened(), QUICK))
    assert shut.newest(PAGE).state is SaveState.LATER
    assert archive.asked == []


class Busy(OpenGate):
    async def turn(self, key):
        return Turn(90.0, deferred=True)


def test_a_turn_that_is_far_off_is_not_waited_for(archive):
    busy = Wayback(settings(archive), Asker(Busy(), opened(archive.port), QUICK))
    assert busy.submit(PAGE).state is SaveState.LATER
    assert archive.asked == []
