"""`manage.py check_links`: one verdict an address, as JSON or to read; no database, no private network."""

import json
import socket

import pytest

from tests.commands.run import manage
from tests.links.hostile_web import HostileWeb, answer, at

STORY = (
    "<!doctype html><title>Harbourmouth Council</title><p>The council said: “We will not raise the ferry fare this "
    "year.” About 300,000 people used the ferry. "
    + "The harbour wall was built in 1911 and is checked each spring. "
    * 12
).encode()
FIELDS = ["url", "verdict", "rule", "status", "final_url", "hops", "detail"]


@at("/ferry-story")
async def _story(request, writer):
    writer.write(answer(200, STORY))


@at("/test-for-humans")
async def _test_for_humans(request, writer):
    writer.write(answer(503, b"<title>Just a moment...</title>", cf_mitigated="challenge"))


@pytest.fixture(scope="module")
def web():
    with HostileWeb() as server:
        yield server


@pytest.fixture
def check(web, tmp_path):
    """check("/path", "--json", ...) with loopback opened on purpose."""

    def run(*words, **variables):
        words = [web.url(word) if word.startswith("/") else word for word in words]
        opened = {"LINKS_ALLOWED_NETWORKS": "127.0.0.0/8", "LINKS_ALLOWED_PORTS": str(web.port)}
        return manage(tmp_path, "check_links", *words, **(opened | variables))

    return run


EXPECTED = {
    "/ferry-story": ("ok", "17-ok", 200),
    "/status/404": ("not_found", "5-not-found", 404),
    "/status/410": ("gone", "5-gone", 410),
    "/status/500": ("server_error", "7-server-error", 500),
    "/status/403": ("blocked", "3-forbidden", 403),
    "/test-for-humans": ("blocked", "3-challenge", 503),
    "/status/429?retry-after=120": ("rate_limited", "4-rate-limited", 429),
    "/circle": ("redirect_loop", "10-redirect-loop", 0),
    "/silence": ("timeout", "7-transport", 0),
    "/hang-up": ("protocol", "7-transport", 0),
    "/status/204": ("empty", "18-empty", 204),
}


def test_every_address_gets_its_verdict_on_a_line_of_json(check, web):
    done = check("--json", *EXPECTED, "ftp://harbourmouth.example/", "not an address", LINKS_TOTAL_TIMEOUT="2")
    assert done.code == 0, done.err
    assert all(list(row) == FIELDS for row in done.rows)
    assert [row["url"] for row in done.rows[:-2]] == [web.url(path) for path in EXPECTED]
    seen = {row["url"].removeprefix(web.base): (row["verdict"], row["rule"]) for row in done.rows[:-2]}
    assert seen == {path: expected[:2] for path, expected in EXPECTED.items()}
    stated = [row["status"] for row in done.rows[:-2]]
    assert [a for a, b in zip(stated, EXPECTED.values(), strict=True) if b[2] and a != b[2]] == []
    assert [row["verdict"] for row in done.rows[-2:]] == ["unsafe", "invalid"]


def test_hops_and_the_final_address_are_told(check, web):
    done = check("--json", "/to/301?/ferry-story")
    (row,) = done.rows
    assert (row["verdict"], row["final_url"]) == ("moved_permanently", web.url("/ferry-story"))
    assert row["hops"] == [{"status": 301, "url": web.url("/to/301?/ferry-story"), "address": "127.0.0.1"}]


def test_quotations_are_looked_for_and_decide(check):
    wanted = ["We will not raise the ferry fare", "We will raise the ferry fare this year"]
    done = check("--json", "/ferry-story", "--quote", wanted[0], "--quote", wanted[1])
    (row,) = done.rows
    assert (done.code, row["verdict"]) == (0, "quote_differs_in_meaning")
    assert [list(quote) for quote in row["quotes"]] == [["quote", "result", "score", "passage"]] * 2
    assert [(quote["quote"], quote["result"]) for quote in row["quotes"]] == [
        (wanted[0], "exact"), (wanted[1], "differs_in_meaning"),
    ]  # fmt: skip
    assert row["quotes"][0]["passage"] == wanted[0]


@pytest.mark.parametrize(
    ("path", "quote", "verdict", "result"),
    [
        ("/ferry-story", "Cats rule the moon entirely today", "quote_missing", "missing"),
        ("/page", "Cats rule the moon entirely today", "quote_unverifiable", "unverifiable"),
        ("/status/404", "About 300,000 people used the ferry", "not_found", "unverifiable"),
    ],
)
def test_words_are_only_missing_from_a_page_that_was_seen(check, path, quote, verdict, result):
    (row,) = check("--json", path, "--quote", quote).rows
    assert (row["verdict"], row["quotes"][0]["result"]) == (verdict, result)


def test_the_words_named_in_an_address_are_a_quotation(check):
    (row,) = check("--json", "/ferry-story#:~:text=About%20300%2C000%20people,ferry").rows
    assert row["quotes"][0]["result"] == "elided"


def test_nothing_inside_the_network_is_touched_unless_it_was_opened(check, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        done = check("--json", f"http://127.0.0.1:{port}/", LINKS_ALLOWED_NETWORKS="", LINKS_ALLOWED_PORTS=str(port))
        with pytest.raises(TimeoutError):
            listener.accept()
    assert (done.code, done.rows[0]["verdict"], done.rows[0]["rule"]) == (0, "unsafe", "1-unsafe")


def test_the_limits_of_the_environment_are_obeyed(check):
    (row,) = check("--json", "/hops/302/4", LINKS_MAX_HOPS="2").rows
    assert row["verdict"] == "redirect_loop"


def test_a_person_gets_a_table(check):
    done = check("/ferry-story", "/status/404", "--quote", "About 300,000 people")
    assert done.code == 0
    assert done.out.splitlines()[0].split()[:2] == ["ok", "200"]
    assert "+ exact: About 300,000 people" in done.out
    assert "(rule 5-not-found)" in done.out


def test_addresses_come_from_a_file_or_from_standard_input(check, web, tmp_path):
    listed = tmp_path / "addresses.txt"
    listed.write_text(f"# ours\n{web.url('/ferry-story')}\n\n{web.url('/status/410')}\n")
    assert [row["status"] for row in check("--json", f"--file={listed}").rows] == [200, 410]
    opened = {"LINKS_ALLOWED_NETWORKS": "127.0.0.0/8", "LINKS_ALLOWED_PORTS": str(web.port)}
    done = manage(tmp_path, "check_links", "--json", "-", stdin=web.url("/status/404").encode(), **opened)
    assert [json.loads(done.out)["status"]] == [404]


@pytest.mark.parametrize(
    ("words", "variables", "sentence"),
    [
        ((), {}, "Give at least one address"),
        (("--file=/nowhere/at/all",), {}, "cannot be read"),
        (("--file=/",), {}, "cannot be read"),
        (("/page",), {"LINKS_TOTAL_TIMEOUT": "soon"}, "LINKS_TOTAL_TIMEOUT must be a number"),
        (("/page",), {"LINKS_ALLOWED_NETWORKS": "ours"}, "LINKS_ALLOWED_NETWORKS must hold networks"),
    ],
)
def test_input_that_cannot_be_used_is_told_in_a_sentence(check, words, variables, sentence):
    done = check(*words, **variables)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err


def test_a_list_that_is_not_text_is_refused(check, tmp_path):
    binary = tmp_path / "list.bin"
    binary.write_bytes(b"\x00\x01\x02http")
    done = check(f"--file={binary}")
    assert (done.code, "not text" in done.err) == (2, True)
