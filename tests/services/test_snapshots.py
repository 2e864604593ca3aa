"""Kept copies: written once for a page that does not change, and every damaged byte of them is found and named."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from factchecks.jobs import JobKind
from factchecks.links import warcread
from factchecks.links.readingview import BlockKind, Origin
from factchecks.links.records import Attempt, Exchange
from factchecks.links.text import read_page
from factchecks.models import Job, Link, Snapshot
from factchecks.services import readings, snapshots, vault, worker

URL = "https://harbourmouth.example.org/ferries"
TEXT = "The harbour master counted fourteen ferries on Monday and sixteen on Tuesday. " * 5
HEADERS = (("Content-Type", "text/html; charset=utf-8"),)
PARTS = ("raw", "text", "warc", "reading")


def attempt(text=TEXT, at=9):
    raw = f"<html><head><title>Ferries</title></head><main><h1>Ferries</h1><p>{text}</p></main>".encode()
    exchange = Exchange(URL, (("User-Agent", "Reader"),), 200, "OK", "1.1", HEADERS, "192.0.2.7", raw)
    return Attempt(
        url=URL, final_url=URL, started_at=datetime(2026, 11, 22, at, tzinfo=UTC), status=200, raw=raw, body=raw,
        headers={"content-type": HEADERS[0][1]}, peer="192.0.2.7", sha256=hashlib.sha256(raw).hexdigest(),
        exchanges=(exchange,),
    )  # fmt: skip


def keep(link, made):
    page = read_page(made.body, made.headers["content-type"])
    kept = snapshots.keep(link=link, attempt=made, page=page)
    row = snapshots.add(link=link, attempt=made, page=page, kept=kept)
    readings.ask_for([row])
    for job in Job.objects.filter(kind=JobKind.READ_COPIES, state="queued"):
        assert worker.run(job.pk)
    row.refresh_from_db()
    return row


def path_of(snapshot, part):
    names = {"raw": snapshot.sha256, "text": snapshot.text_sha256}
    sha256 = names.get(part) or getattr(snapshot, f"{part}_sha256")
    return vault.store().path_of(sha256)


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.fixture
def link(db):
    return Link.objects.create(url=URL, key=hashlib.sha256(URL.encode()).hexdigest(), domain="example.org")


@pytest.fixture
def snapshot(link):
    return keep(link, attempt())


def files():
    return sorted(path for path in vault.store().root.rglob("*") if path.is_file())


def test_a_copy_has_its_bytes_its_text_its_warc_file_and_its_reading_view(snapshot):
    assert path_of(snapshot, "raw").read_bytes() == attempt().raw
    assert "fourteen ferries" in vault.read_text(snapshot.text_sha256)
    with path_of(snapshot, "warc").open("rb") as file:
        assert warcread.verify(file, snapshot.sha256) == ""
    view = snapshots.reading_of(snapshot=snapshot)
    assert (view.origin, view.blocks[0].kind) == (Origin.MAIN, BlockKind.HEADING)
    assert (snapshot.title, snapshot.media_type, snapshot.size) == ("Ferries", "text/html", len(attempt().raw))


def test_a_page_that_has_not_changed_costs_one_row_and_no_file(link, snapshot):
    before = files()
    again = keep(link, attempt(at=17))
    assert (again.pk, Snapshot.objects.count(), files()) == (snapshot.pk, 1, before)
    assert again.warc_sha256 == snapshot.warc_sha256


def test_a_changed_page_is_kept_beside_the_old_one(link, snapshot):
    keep(link, attempt(TEXT.replace("fourteen", "forty")))
    assert Snapshot.objects.count() == 2
    assert [checked.faults for checked in snapshots.verify_all()] == [(), ()]


def test_other_bytes_with_the_same_words_share_the_reading_view(link, snapshot, monkeypatch):
    monkeypatch.setattr(readings, "make", lambda *_: pytest.fail("The reading view was made again."))
    made = attempt()
    other = replace(made, raw=made.raw + b"<!-- 2 -->", body=made.body + b"<!-- 2 -->")
    again = keep(link, replace(other, sha256=hashlib.sha256(other.raw).hexdigest()))
    assert (again.pk == snapshot.pk, again.warc_sha256 == snapshot.warc_sha256) == (False, False)
    assert again.reading_sha256 == snapshot.reading_sha256


@pytest.mark.parametrize("part", PARTS)
def test_a_flipped_byte_is_found_and_named(link, snapshot, part):
    keep(link, attempt("Another page. " * 40))
    flip(path_of(snapshot, part))
    bad, good = snapshots.verify_all()
    assert (bad.snapshot, bad.url, good.faults) == (snapshot.pk, URL, ())
    assert [(fault.part, fault.problem) for fault in bad.faults] == [(part, "damaged")]


@pytest.mark.parametrize("part", PARTS)
def test_a_missing_file_is_found_and_named(snapshot, part):
    path_of(snapshot, part).unlink()
    (checked,) = snapshots.verify_all()
    assert [(fault.part, fault.problem) for fault in checked.faults] == [(part, "missing")]


def test_a_warc_file_of_another_page_is_found(link, snapshot):
    other = keep(link, attempt("Another page. " * 40))
    Snapshot.objects.filter(pk=snapshot.pk).update(warc_sha256=other.warc_sha256)
    (fault,) = next(snapshots.verify_all()).faults
    assert (fault.part, fault.problem) == ("warc", "The answer in the WARC file is not the one that was kept.")


def test_a_hash_that_is_none_is_no_way_to_another_file(snapshot):
    Snapshot.objects.update(text_sha256="../../../etc/passwd")
    (checked,) = snapshots.verify_all()
    assert [(fault.part, fault.problem) for fault in checked.faults] == [("text", "not a sha256")]


def test_a_copy_from_before_warc_files_verifies_by_what_it_has(snapshot):
    Snapshot.objects.update(warc_sha256="", reading_sha256="")
    assert [checked.faults for checked in snapshots.verify_all()] == [()]


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"{")])
def test_without_its_reading_view_everything_visible_is_shown(snapshot, harm):
    harm(path_of(snapshot, "reading"))
    view = snapshots.reading_of(snapshot=snapshot)
    assert view.origin is Origin.VISIBLE
    assert "fourteen ferries" in " ".join(block.text for block in view.blocks)


def test_many_copies_are_looked_at_in_batches(link, snapshot, django_assert_num_queries):
    rows = [Snapshot(link=link, sha256=snapshot.sha256, text_sha256=f"{n:064x}", size=1, final_url=URL,
                     fetched_at=snapshot.fetched_at) for n in range(20)]  # fmt: skip
    Snapshot.objects.bulk_create(rows)
    with django_assert_num_queries(1):
        assert sum(bool(checked.faults) for checked in snapshots.verify_all()) == 20
