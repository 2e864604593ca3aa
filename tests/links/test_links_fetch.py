"""What one fetch records, from a server with bad manners."""

import hashlib
import socket

import pytest

from factchecks.links.limits import Limits
from factchecks.links.records import Failure
from tests.links.hostile_web import PAGE

HUNG = 0.4


def test_it_keeps_the_bytes_their_sum_and_who_answered(get):
    attempt = get("/page")
    assert (attempt.status, attempt.raw, attempt.body, attempt.peer) == (200, PAGE, PAGE, "127.0.0.1")
    assert attempt.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert attempt.error == ""
    assert attempt.headers["content-type"] == "text/html; charset=utf-8"
    assert attempt.started_at.utcoffset().total_seconds() == 0


def test_it_asks_by_get_and_names_itself_honestly(get, web):
    get("/page?who", contact="https://harbourmouth.example/about")
    request = web.asked("/page")[-1]
    assert request.method == "GET"
    assert request.headers["user-agent"] == "NewsroomSourceReader/1.0 (+https://harbourmouth.example/about)"


def test_its_name_holds_no_word_that_firewalls_block():
    assert not {"link", "bot"} & set(Limits().user_agent.lower().replace("/", " ").split())
    assert "link" not in Limits().user_agent.lower()
    assert "bot" not in Limits().user_agent.lower()


def test_it_sends_no_authorization_referer_or_shared_cookie(get, web, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login rita password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    attempt = get(f"/to/302?{web.url('/page?after')}")
    assert attempt.status == 200
    assert not {"authorization", "referer", "cookie"} & set(web.asked("/page")[-1].headers)


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/silence", Failure.TIMEOUT),
        ("/drip", Failure.TIMEOUT),
        ("/hang-up", Failure.PROTOCOL),
        ("/half", Failure.PROTOCOL),
        ("/garbage", Failure.PROTOCOL),
        ("/many-headers", Failure.PROTOCOL),
        ("/long-header", Failure.PROTOCOL),
        ("/circle", Failure.REDIRECT_LOOP),
        ("/hops/302/25", Failure.REDIRECT_LOOP),
        ("/to/302?ftp://harbourmouth.example/", Failure.REFUSED),
        ("/to/302?http://10.0.0.1/", Failure.REFUSED),
        ("/to/302?http://[bad/", Failure.PROTOCOL),
        ("/to/302?http://rita:secret@127.0.0.1/", Failure.REFUSED),
    ],
)
def test_it_names_what_went_wrong(get, path, error):
    attempt = get(path, total=HUNG if error is Failure.TIMEOUT else 5)
    assert attempt.error is error
    assert attempt.detail[0].isupper()
    assert attempt.detail.endswith((".", ")"))


def test_a_reset_is_a_failed_connection_or_a_broken_answer(get):
    assert get("/reset").error in (Failure.CONNECT, Failure.PROTOCOL)


def test_nobody_listening_is_a_failed_connection(get):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        assert get(f"http://127.0.0.1:{port}/", port=port).error is Failure.CONNECT


def test_a_broken_error_page_is_still_that_error(get):
    attempt = get("/half?404")
    assert (attempt.error, attempt.status, attempt.truncated) == ("", 404, True)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_it_follows_redirects_itself_and_keeps_each_hop(get, web, code):
    attempt = get(f"/hops/{code}/2")
    assert [(hop.status, hop.url, hop.address) for hop in attempt.hops] == [
        (code, web.url(f"/hops/{code}/2"), "127.0.0.1"),
        (code, web.url(f"/hops/{code}/1"), "127.0.0.1"),
    ]
    assert attempt.final_url == web.url(f"/hops/{code}/0")


@pytest.mark.parametrize("code", [300, 304, 305, 306])
def test_it_follows_no_other_3xx(get, code):
    assert get(f"/status/{code}?location=/page").status == code


def test_ten_hops_pass_and_eleven_do_not(get):
    assert get("/hops/302/10").status == 200
    assert get("/hops/302/11").error is Failure.REDIRECT_LOOP


def test_a_cookie_opens_the_gate_it_belongs_to(get):
    attempt = get("/cookie-gate")
    assert (attempt.status, len(attempt.hops)) == (200, 1)


def test_a_cookie_never_reaches_another_host(get, web):
    async def lookup(host, port):
        return ["127.0.0.1"]

    assert get("/set-and-go?/page?own").status == 200
    assert web.asked("/page")[-1].headers["cookie"] == "desk=harbour"
    get(f"/set-and-go?http://news.example.org:{web.port}/page?other", lookup=lookup)
    assert web.asked("/page")[-1].query == "other"
    assert "cookie" not in web.asked("/page")[-1].headers


def test_a_cookie_is_forgotten_when_the_check_ends(get):
    get("/cookie-gate")
    assert len(get("/cookie-gate").hops) == 1


def test_a_circle_is_left_at_its_first_repetition(get):
    attempt = get("/circle")
    assert (len(attempt.hops), attempt.detail) == (2, "The page redirects in a circle.")


def test_an_endless_body_is_cut(get):
    attempt = get("/endless", max_bytes=100_000)
    assert (len(attempt.raw), attempt.truncated, attempt.error) == (100_000, True, "")


@pytest.mark.parametrize("name", ["gzip", "deflate", "raw-deflate", "br"])
def test_it_unpacks_and_keeps_the_packed_bytes_too(get, name):
    attempt = get(f"/packed/{name}")
    assert attempt.body == PAGE
    assert attempt.raw != PAGE


def test_a_bomb_is_stopped_at_the_limit(get):
    attempt = get("/packed/bomb", max_inflated=200_000)
    assert (len(attempt.body), attempt.truncated) == (200_000, True)


@pytest.mark.parametrize("name", ["broken", "xz"])
def test_packing_that_cannot_be_undone_is_said_and_is_no_crash(get, name):
    attempt = get(f"/packed/{name}")
    assert attempt.status == 200
    assert "packed" in attempt.detail


def test_an_unchanged_page_is_not_sent_again(get, web):
    first = get("/etag")
    again = get("/etag", etag=first.headers["etag"], last_modified="Sun, 01 Nov 2026 10:00:00 GMT")
    assert (again.status, again.raw) == (304, b"")
    assert web.asked("/etag")[-1].headers["if-modified-since"] == "Sun, 01 Nov 2026 10:00:00 GMT"


def test_existing_escapes_reach_the_server_byte_for_byte(get, web):
    get("/page/%7e%C3%a9%2F?q=%41+é")
    assert web.seen[-1].target == "/page/%7e%C3%a9%2F?q=%41+%C3%A9"


@pytest.mark.parametrize("code", [429, 503])
def test_it_reads_how_long_to_stay_away(get, code):
    assert get(f"/status/{code}?retry_after=120").retry_after == 120


@pytest.mark.parametrize(
    ("code", "error"),
    [(socket.EAI_NONAME, Failure.DNS_GONE), (socket.EAI_AGAIN, Failure.DNS), (socket.EAI_FAIL, Failure.DNS)],
)
def test_a_name_that_does_not_exist_differs_from_a_lookup_that_failed(get, code, error):
    async def lookup(host, port):
        raise socket.gaierror(code, "stub")

    assert get("http://harbourmouth.example.org/", lookup=lookup).error is error


def test_a_text_that_is_no_address_is_invalid(get):
    assert get("http://a..b/").error is Failure.INVALID
