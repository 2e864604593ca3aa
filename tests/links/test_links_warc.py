"""Kept copies as WARC files: what was received stands in them byte for byte, and other tools can read it."""

import gzip
import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator

from factchecks.links import warc, warcread
from factchecks.links.records import Attempt, Exchange, Hop

PAGE = b"<!doctype html><title>Harbourmouth Council</title><p>The ferry carried 300,000 people last year.</p>"
AGENT = "NewsroomSourceReader/1.0"
RAW = gzip.compress(PAGE, mtime=0)
ASKED = (("Host", "ferry.example"), ("User-Agent", AGENT))
HOPS = (
    Exchange("http://ferry.example/old", ASKED, 301, "Moved", "1.1", (("Location", "/new"),), "192.0.2.7"),
    Exchange(
        "http://ferry.example/new", ASKED, 200, "OK", "1.1",
        (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")),
        "2001:db8::7", RAW,
    ),
)  # fmt: skip


def attempt(**changes):
    made = Attempt(
        url="http://ferry.example/old", final_url="http://ferry.example/new", status=200, elapsed_ms=120, raw=RAW,
        started_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC), hops=(Hop(301, "http://ferry.example/old", "192.0.2.7"),),
        headers={"content-type": "text/html"}, peer="2001:db8::7", sha256=hashlib.sha256(RAW).hexdigest(),
        exchanges=HOPS,
    )  # fmt: skip
    return replace(made, **changes)


def written(made):
    return warc.write(made, user_agent=AGENT)


def read(made):
    return warcread.read(BytesIO(written(made)))


def records(data):
    """(type, record, payload bytes) as another library than our reader sees them."""
    return [(one.rec_type, one, one.raw_stream.read()) for one in ArchiveIterator(BytesIO(data))]


def test_hops_stand_in_order_each_with_its_request():
    found = records(written(attempt()))
    assert [kind for kind, _, _ in found] == ["warcinfo", "response", "request", "response", "request", "metadata"]
    urls = [one.rec_headers.get_header("WARC-Target-URI") for kind, one, _ in found if kind == "response"]
    assert urls == ["http://ferry.example/old", "http://ferry.example/new"]


def test_the_body_is_byte_identical_and_still_packed():
    kind, record, payload = records(written(attempt()))[3]
    assert (kind, payload, record.http_headers.get_header("Content-Encoding")) == ("response", RAW, "gzip")


def test_another_tool_unpacks_the_body():
    pages = [one.content_stream().read() for one in ArchiveIterator(BytesIO(written(attempt())))]
    assert pages[3] == PAGE


def test_a_request_belongs_to_its_answer():
    found = [record.rec_headers for _, record, _ in records(written(attempt()))]
    assert found[4].get_header("WARC-Concurrent-To") == found[3].get_header("WARC-Record-ID")


def test_the_address_connected_to_and_our_user_agent_are_in_it():
    copy = read(attempt())
    assert [one.peer for one in copy.records if one.kind == "response"] == ["192.0.2.7", "2001:db8::7"]
    assert b"User-Agent: NewsroomSourceReader/1.0" in gzip.decompress(written(attempt()))


def test_our_own_sha256_stands_in_the_metadata():
    copy = read(attempt())
    assert (copy.sha256, copy.faults) == (hashlib.sha256(RAW).hexdigest(), ())


def test_headers_beyond_ascii_stay_as_they_came():
    name = b"caf\xe9 \xc3\xa9".decode("utf-8", "surrogateescape")
    last = replace(HOPS[1], headers=(("X-Name", name),))
    assert b"X-Name: caf\xe9 \xc3\xa9\r\n" in gzip.decompress(written(attempt(exchanges=(last,))))


def test_a_decoded_body_is_not_said_to_be_chunked():
    names = [name.lower() for name, _ in read(attempt()).records[3].headers]
    assert "transfer-encoding" not in names
    assert "x-orig-transfer-encoding" in names


@pytest.mark.parametrize("hostile", ["a\r\nWARC-Type: forged", "a\nX: y", "a\x00b", "a\ud800b"])
def test_nothing_from_outside_can_begin_a_header_line(hostile):
    last = replace(
        HOPS[1], reason=hostile, peer=hostile, headers=(("X", hostile), (hostile, "X")), url=f"http://h/{hostile}"
    )
    copy = read(attempt(exchanges=(last,), final_url=f"http://h/{hostile}"))
    assert copy.faults == ()
    assert [one.kind for one in copy.records] == ["warcinfo", "response", "request", "metadata"]


def test_what_was_cut_off_says_so():
    found = records(written(attempt(exchanges=(replace(HOPS[1], truncated=True),), truncated=True)))
    assert found[1][1].rec_headers.get_header("WARC-Truncated") == "length"


def test_the_same_attempt_gives_the_same_bytes():
    assert written(attempt()) == written(attempt())


def test_an_attempt_without_exchanges_is_rebuilt_and_says_so():
    made = attempt(exchanges=())
    copy = read(made)
    assert [one.kind for one in copy.records] == ["warcinfo", "response", "response", "metadata"]
    assert [one.status for one in copy.records if one.kind == "response"] == [301, 200]
    assert copy.records[1].headers == (("Location", "http://ferry.example/new"),)
    assert b"rebuilt: from kept headers" in gzip.decompress(written(made))
    assert warcread.verify(BytesIO(written(made)), made.sha256) == ""


def test_the_check_of_another_tool_passes(tmp_path):
    path = tmp_path / "copy.warc.gz"
    path.write_bytes(written(attempt()))
    tool = "import sys; from warcio.cli import main; sys.exit(main(['check', sys.argv[1]]))"
    done = subprocess.run([sys.executable, "-c", tool, str(path)], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


def test_a_flipped_byte_in_any_record_is_found():
    data = written(attempt())
    for place in range(40, len(data), 37):
        broken = bytearray(data)
        broken[place] ^= 0x10
        fault = warcread.verify(BytesIO(bytes(broken)), attempt().sha256)
        # A gzip header holds ten bytes that mean nothing: only the sha256 of the file tells of those.
        assert fault or gzip.decompress(bytes(broken)) == gzip.decompress(data), place


# With no time in it: the name of a test is the same in each process.
PACKED_JUNK = gzip.compress(b"WARC/1.1\r\nx", mtime=0)


@pytest.mark.parametrize("junk", [b"", b"hello", b"\x1f\x8b", b"WARC/1.1\r\n\r\n", PACKED_JUNK])
def test_junk_is_named_as_such(junk):
    assert warcread.read(BytesIO(junk)).faults


def test_a_whole_file_of_another_page_is_not_the_copy():
    assert "not the one" in warcread.verify(BytesIO(written(attempt())), "0" * 64)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_found(cut):
    data = written(attempt())
    assert warcread.verify(BytesIO(data[: int(len(data) * cut)]), attempt().sha256)


@pytest.mark.parametrize("path", ["/page", "/hops/302/3", "/packed/gzip", "/packed/br", "/cookie-gate"])
def test_a_real_fetch_is_kept_whole(get, path):
    made = get(path)
    copy = read(made)
    assert warcread.verify(BytesIO(written(made)), made.sha256) == ""
    answers = [one for one in copy.records if one.kind == "response"]
    assert [one.status for one in answers] == [*(hop.status for hop in made.hops), 200]
    assert {one.peer for one in answers} == {"127.0.0.1"}
    assert answers[-1].sha256 == made.sha256


def test_a_packed_page_is_kept_as_the_server_sent_it(get):
    made = get("/packed/gzip")
    (payload,) = [payload for kind, _, payload in records(written(made)) if kind == "response"]
    assert (payload, gzip.decompress(payload)) == (made.raw, made.body)
