"""Evidence export: the whole of one check, for those who may work on it, verified by a stranger in an empty folder."""

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound
from factchecks.links.bundleverifier import event_hash
from factchecks.models import (
    Attachment,
    Event,
    FactCheckUserObjectPermission,
    LinkAttempt,
    Quotation,
    ScanState,
    Snapshot,
    Source,
)
from factchecks.roles import Right
from factchecks.services import evidence, ledger, sources, vault
from factchecks.services.evidence_ledger import ledger_line
from factchecks.states import State
from tests.factories import add_page, make_check, make_user
from tests.services.test_snapshots import attempt, keep

SECRET = "The depot manager says that nine lifts were never ordered at all."


@pytest.fixture
def check(cast):
    return make_check(cast, State.PUBLISHED, by=cast.rita)


@pytest.fixture
def draft(cast):
    """A draft with an attempt, a WARC file, a file with a hostile name, and a confidential source."""
    found = make_check(cast)
    text = "Night buses run until five. " * 9
    source = add_page(found, "https://council.example.org/night", text, cast.rita, "Night buses run until five")
    kept = keep(source.link, attempt())
    LinkAttempt.objects.create(
        id="5d1f8f0e-3b0f-4bb5-9f0e-0c0f3a3c7a51", link=source.link, at=timezone.now(), elapsed_ms=5, status=200,
        verdict="ok", rule="17-ok", snapshot=kept, hops=[], headers={},
    )  # fmt: skip
    add_file(found, cast.rita, "../../Quay & Höfe.pdf", b"%PDF-1.7 the register")
    return found


def add_file(found, by, name, data, **values):
    kept = vault.store().receive([data], 1000)
    return Attachment.objects.create(
        factcheck=found, name=name, sha256=kept.sha256, size=kept.size, family="pdf", media_type="application/pdf",
        uploaded_by=by, **values,
    )  # fmt: skip


def add_secret(found, by):
    file = add_file(found, by, "leak.pdf", SECRET.encode())
    source = sources.add_file(check_id=found.pk, attachment=file, by=by)
    Source.objects.filter(pk=source.pk).update(confidential=True, title="Depot manager")
    ledger.record(factcheck=found, verb="attach", by=by, details={"attachment": file.pk, "sha256": file.sha256})
    return source


def unpack(found, by, tmp_path):
    """The bundle as a stranger has it; also what the documented commands say."""
    with evidence.export(check_id=found.pk, by=by).file as file:
        (tmp_path / "evidence.zip").write_bytes(file.read())
    commands = (["-m", "zipfile", "-e", "evidence.zip", "evidence"], ["evidence/verify.py"])
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-I", *command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
    return tmp_path / "evidence", done.stdout


def read(folder, name):
    return json.loads((folder / name).read_text())


def everything(folder):
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_published_check_verifies_in_an_empty_folder(cast, check, tmp_path):
    folder, out = unpack(check, cast.rita, tmp_path)
    assert f"{check.number}: all " in out
    assert read(folder, "check.json")["content"]["text"]["headline"] == "Is every tram stop step-free?"
    reasons = {read(folder, f"editions/{path.name}")["reason"] for path in folder.glob("editions/*.json")}
    assert reasons >= {"submitted", "published"}
    assert list(folder.glob("editions/*-published.html"))


def test_sources_quotations_attempts_copies_and_files_are_inside(cast, draft, tmp_path):
    folder, _ = unpack(draft, cast.rita, tmp_path)
    (source,) = read(folder, "sources.json")
    assert (source["quotations"][0]["result"], source["link"]["state"]) == ("exact", "ok")
    (line,) = (folder / "attempts" / "source-01.jsonl").read_text().splitlines()
    assert (json.loads(line)["rule"], json.loads(line)["status"]) == ("17-ok", 200)
    plain, kept = read(folder, "snapshots.json")
    assert [name.rpartition("-")[2].partition(".")[2] for name in kept["files"]] == ["warc.gz", "txt", "json"]
    assert [name.rpartition(".")[2] for name in plain["files"]] == ["txt", "raw"]
    assert hashlib.sha256((folder / kept["files"][0]).read_bytes()).hexdigest() == kept["warc_sha256"]
    (file,) = read(folder, "files.json")
    assert (file["name"], (folder / file["file"]).read_bytes()) == ("../../Quay & Höfe.pdf", b"%PDF-1.7 the register")


def test_the_ledger_inside_is_the_ledger_of_the_check(cast, check, tmp_path):
    events = list(Event.objects.filter(chain=f"check:{check.pk}").order_by("seq"))
    folder, out = unpack(check, cast.rita, tmp_path)
    lines = [json.loads(line) for line in (folder / "ledger.jsonl").read_text().splitlines()]
    assert [(line["seq"], line["hash"]) for line in lines] == [(event.seq, event.hash) for event in events]
    assert f"head {events[-1].hash}" in out
    assert cast.rita.name in read(folder, "people.json").values()


def test_the_documented_hash_is_that_of_the_service_for_every_event(cast, check):
    lines = [ledger_line(event) for event in Event.objects.filter(chain=f"check:{check.pk}")]
    assert len(lines) >= 8
    assert [event_hash(line) for line in lines] == [line["hash"] for line in lines]


def test_the_export_is_written_into_the_ledger(cast, draft):
    made = evidence.export(check_id=draft.pk, by=cast.rita)
    with made.file as file:
        assert (hashlib.sha256(file.read()).hexdigest(), file.tell()) == (made.sha256, made.size)
    event = Event.objects.filter(chain=f"check:{draft.pk}").order_by("-seq").first()
    assert (event.verb, event.actor) == ("export", cast.rita.pk)
    assert event.details == {"sha256": made.sha256, "size": made.size, "left_out": 0}
    assert list(ledger.faults()) == []


def test_the_file_is_gone_once_it_is_closed(cast, draft, settings):
    evidence.export(check_id=draft.pk, by=cast.rita).file.close()
    assert list((settings.DATA_DIR / "exports").iterdir()) == []


def test_equal_evidence_differs_only_in_what_was_recorded_since(cast, draft, tmp_path):
    hashes = []
    for _ in range(2):
        made = evidence.export(check_id=draft.pk, by=cast.rita)
        with made.file as file, zipfile.ZipFile(file) as archive:
            listed = json.loads(archive.read("manifest.json"))["entries"]
        hashes.append({one["name"]: one["sha256"] for one in listed})
    changed = {name for name in hashes[0] if hashes[0][name] != hashes[1][name]}
    assert changed <= {"ledger.jsonl", "VERIFY.txt"}
    assert "ledger.jsonl" in changed


@pytest.mark.parametrize("name", ["rita", "ines", "ed", "cleo"])
def test_those_who_write_or_review_may_export(cast, draft, name):
    evidence.export(check_id=draft.pk, by=getattr(cast, name)).file.close()


@pytest.mark.parametrize("name", ["otto", "noor", "ada", "sue"])
def test_for_others_the_check_does_not_exist(cast, draft, name):
    with pytest.raises(NotFound):
        evidence.export(check_id=draft.pk, by=getattr(cast, name))
    assert not Event.objects.filter(verb="export").exists()


def test_a_mere_reader_is_told_why_not(cast, draft):
    reader = make_user("Lena")
    grant(reader, Right.READ, draft)
    with pytest.raises(NotAllowed, match="write or review"):
        evidence.export(check_id=draft.pk, by=reader)
    assert not Event.objects.filter(verb="export").exists()


def grant(user, right, found):
    permission = Permission.objects.get(codename=right.on_check)
    until = timezone.now() + timedelta(days=1)
    FactCheckUserObjectPermission.objects.create(user=user, permission=permission, content_object=found, until=until)


def test_a_confidential_source_leaves_no_trace_for_those_who_may_not_read_it(cast, draft, tmp_path):
    source = add_secret(draft, cast.rita)
    folder, out = unpack(draft, cast.ines, tmp_path)
    data = everything(folder)
    for trace in (SECRET, "Depot manager", "leak.pdf", source.attachment.sha256):
        assert trace.encode() not in data
    assert [one["title"] for one in read(folder, "sources.json")] == [""]
    assert "withheld" in out
    assert " 0 of them withheld" not in out


def test_what_is_left_out_is_counted(cast, draft):
    add_secret(draft, cast.rita)
    made = evidence.export(check_id=draft.pk, by=cast.ines)
    made.file.close()
    # The source, its file, the event that added the source and the one that tells of the file.
    assert made.left_out == 4


def test_a_confidential_source_is_inside_for_those_who_work_on_it(cast, draft, tmp_path):
    add_secret(draft, cast.rita)
    folder, out = unpack(draft, cast.rita, tmp_path)
    assert SECRET.encode() in everything(folder)
    assert " 0 of them withheld" in out


@pytest.mark.parametrize("state", [ScanState.INFECTED, ScanState.QUARANTINED])
def test_a_file_that_is_not_known_to_be_clean_is_named_but_not_given_out(cast, draft, tmp_path, state):
    Attachment.objects.update(scan_state=state)
    folder, _ = unpack(draft, cast.rita, tmp_path)
    assert [(one["scan_state"], one["file"]) for one in read(folder, "files.json")] == [(state.value, "")]
    assert b"the register" not in everything(folder)


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"other")])
def test_a_damaged_copy_is_named_and_never_passed_on_as_evidence(cast, draft, tmp_path, harm):
    kept = Snapshot.objects.exclude(warc_sha256="").get()
    harm(vault.store().path_of(kept.warc_sha256))
    folder, _ = unpack(draft, cast.rita, tmp_path)
    (problem,) = read(folder, "manifest.json")["more"]["problems"]
    assert kept.warc_sha256 in problem
    assert list(folder.glob("snapshots/*/*.warc.gz")) == []


def test_an_export_asks_the_same_number_of_questions_however_many_quotations(cast, draft):
    counts = []
    for more in (1, 6):
        for number in range(more):
            text = f"Night buses run until five. {number}"
            Quotation.objects.create(source=draft.sources.get(), text=text, added_by=cast.rita, waived_by=cast.ed)
        with CaptureQueriesContext(connection) as asked:
            evidence.export(check_id=draft.pk, by=cast.rita).file.close()
        counts.append(len(asked))
    assert counts[0] == counts[1]
