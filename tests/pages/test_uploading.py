"""How much comes in by one form, and from whom: a stranger's files never reach the disk."""

import os
import time
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factchecks.files.kinds import MB
from tests.endless import FORM, Endless
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")


@pytest.fixture
def uploads(settings, tmp_path):
    """The folder in which uploads lie while they come in."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def two_megabytes(monkeypatch):
    """The most that one form may bring, here."""
    monkeypatch.setattr("factchecks.views.uploading.MAX_BYTES", 2 * MB)
    monkeypatch.setattr("factchecks.forms.files.LARGEST", 2 * MB)


def send(client, path, body, length=None):
    """Posts the form as it is made."""
    environ = {"wsgi.input": body, "CONTENT_LENGTH": str(length or body.length), "CONTENT_TYPE": FORM}
    return client.post(path, **environ)


def left(uploads: Path):
    return [path.name for path in uploads.glob("*.upload*")]


@pytest.mark.parametrize("names", [("file",), ("file", "other", "third")], ids=["one file", "three files together"])
def test_it_is_cut_off_at_the_limit_however_many_files_there_are(names, cast, as_, uploads):
    body = Endless(size=4 * MB // len(names), names=names)
    answer = send(as_(cast.rita), f"/newsroom/checks/{make_check(cast).pk}/files/", body)
    assert answer.status_code == 422
    assert ("larger than 2 MB" in answer.content.decode()) == (len(names) == 1)
    assert 2 * MB <= body.given < 2 * MB + 200_000
    assert left(uploads) == []


def test_a_form_that_says_it_is_too_long_is_not_begun(cast, as_, uploads):
    body = Endless(size=2 * 1024 * MB)
    answer = send(as_(cast.rita), f"/newsroom/checks/{make_check(cast).pk}/files/", body)
    assert (answer.status_code, body.given < 200_000) == (422, True)
    assert "larger than 2 MB" in answer.content.decode()
    assert left(uploads) == []


@pytest.mark.parametrize("path", ["/accounts/login/", "/suggest/", "/newsroom/checks/1/files/"])
def test_no_file_of_a_stranger_reaches_the_disk(path, db, uploads, monkeypatch):
    begun = []
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", lambda *args: begun.append(args))
    body = Endless(size=100_000)
    assert send(Client(), path, body).status_code < 500
    assert begun == []


def test_of_a_strangers_long_form_nothing_is_read(db):
    body = Endless(size=configured.DATA_UPLOAD_MAX_MEMORY_SIZE, names=("",))
    assert send(Client(enforce_csrf_checks=True), "/accounts/login/", body).status_code == 403
    assert body.given == 0


def test_the_name_on_the_disk_is_none_of_the_senders(cast, as_, uploads):
    ending = "y" * 300
    file = SimpleUploadedFile(f"x.{ending}", b"hello")
    answer = as_(cast.rita).post(f"/newsroom/checks/{make_check(cast).pk}/files/", {"file": file})
    assert answer.status_code == 422
    assert "are not accepted" in answer.content.decode() or "no ending" in answer.content.decode()


def test_what_a_killed_process_left_goes_with_the_next_upload(cast, as_, uploads):
    ages = {"tmp1.upload": 100_000, "tmp2.upload.pdf": 100_000, "tmp3.upload": 1_000, "other": 100_000}
    for name, age in ages.items():
        (uploads / name).write_bytes(b"half")
        os.utime(uploads / name, (time.time() - age,) * 2)
    file = SimpleUploadedFile("a.txt", b"hello there")
    assert as_(cast.rita).post(f"/newsroom/checks/{make_check(cast).pk}/files/", {"file": file}).status_code == 302
    assert {path.name for path in uploads.iterdir() if path.is_file()} == {"tmp3.upload", "other"}
