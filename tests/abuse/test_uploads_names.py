"""Hostile file names through the real door: each becomes a plain string or is refused; none becomes a path."""

import re
import unicodedata
from email.message import Message

import pytest

from factchecks.models import Attachment
from tests.abuse.badnames import NAMES, form
from tests.abuse.tally import LONG, tell
from tests.factories import make_check

TRIED = NAMES if LONG else NAMES[::70]
STORED = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}")
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
JOINERS = "\u200c\u200d"


@pytest.fixture
def send(cast, as_, settings, tmp_path):
    """`send(name, starred)` posts a file of that name to one check, as Rita: the answer."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    (tmp_path / "uploads").mkdir()
    client, check = as_(cast.rita), make_check(cast)

    def post(name, starred):
        body, kind = form(name, f"Minutes {name!r}".encode("ascii", "replace"), starred=starred)
        return client.post(f"/newsroom/checks/{check.pk}/files/", body, content_type=kind)

    post.client, post.check = client, check
    return post


def wrong_with(row, client):
    """What is wrong with a name that was kept, in words."""
    name = row.name
    found = ["length"] * (not 1 <= len(name) <= 150) + ["a path"] * bool({"/", "\\"} & set(name))
    found += ["hidden letters"] * any(unicodedata.category(mark) in HIDDEN for mark in name if mark not in JOINERS)
    answer = client.get(f"/newsroom/files/{row.pk}/")
    b"".join(answer)
    told = Message()
    told["Content-Disposition"] = answer.headers["Content-Disposition"]
    found += ["another name told"] * (told.get_filename() != name or told.get_content_disposition() != "attachment")
    return found + ["not text"] * (answer.headers["Content-Type"] != "text/plain")


def tried(send, name, starred):
    """What is wrong after a file of that name was sent."""
    answer = send(name, starred)
    row = Attachment.objects.order_by("-pk").first()
    if answer.status_code in (400, 422) and row is None:
        # 400: the head of the part is longer than Django reads, which no browser sends.
        told = answer.status_code == 400 or b'id="upload_file_error"' in answer.content
        return [] if told else ["no sentence"]
    wrong = wrong_with(row, send.client) if answer.status_code == 302 and row else [f"answered {answer.status_code}"]
    Attachment.objects.all().delete()
    return wrong


def outside(tmp_path):
    """Files that lie anywhere but in the store under their hash."""
    files = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if not path.is_dir()]
    return [str(path) for path in files if path.parts[0] != "files" or not STORED.fullmatch("/".join(path.parts[1:]))]


def test_no_name_becomes_a_path_or_a_header(send, tmp_path):
    each = [(name, starred) for name in TRIED for starred in (False, True)]
    through = [f"{name[:40]!r}: {wrong}" for name, starred in each if (wrong := tried(send, name, starred))]
    through += outside(tmp_path)
    case = f"{len(TRIED)} hostile file names, each in both spellings: at most 150 plain characters, nothing outside"
    tell(group="uploads", case=case, tried=len(each), unit="names", through=through)


def test_a_name_that_is_not_cleaned_is_caught(send, monkeypatch, tmp_path):
    assert tried(send, "a.txt", starred=True) == []
    monkeypatch.setattr("factchecks.services.attachments.clean_name", lambda raw: raw + "\u202e")
    assert "hidden letters" in tried(send, "a.txt", starred=True)
    (tmp_path / "passwd.txt").touch()
    assert outside(tmp_path) == ["passwd.txt"]


def test_there_are_two_hundred_names():
    assert len(set(NAMES)) == len(NAMES) >= 200
