"""Hostile files through the real door: refused with a sentence, or kept and given out so that they cannot run."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from factchecks.files.kinds import KINDS
from factchecks.models import Attachment
from tests.abuse import malice
from tests.abuse.tally import LONG, tell
from tests.factories import make_check
from tests.files.leftovers import beside_pixels

# trust.md, "Uploads", written out: the door's own table is not asked.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# What a browser runs, or may show as a page of ours.
ACTIVE = re.compile(r"html|[/+]xml\b|script|css|wasm|multipart|x-mixed|json")
SENTENCE = re.compile(r'<p class="field__err" id="upload_file_error">([^<]+\.)</p>')
# Every twenty-fourth, and none that is slow to make.
FILES = malice.ALL if LONG else [one for one in malice.ALL[::24] if "bomb" not in one.case]


def wrong_as_sent(answer, content):
    """What is wrong with a download, in words; empty when a browser can do nothing but keep it."""
    found = [
        f"{name}: {answer.headers.get(name)}" for name, value in HEADERS.items() if answer.headers.get(name) != value
    ]
    if not answer.headers.get("Content-Disposition", "").startswith("attachment;"):
        found.append("not a download")
    if ACTIVE.search(answer.headers["Content-Type"]):
        found.append(answer.headers["Content-Type"])
    if b"".join(answer) != content:
        found.append("other bytes than were sent")
    return found


def wrong_as_picture(answer):
    """What is wrong with the painted copy, in words."""
    content = b"".join(answer)
    is_ours = answer.headers["Content-Type"] in {"image/jpeg", "image/png"} and beside_pixels(content) == b""
    known = {name: answer.headers.get(name) for name in HEADERS}
    return [] if is_ours and b"ran" not in content and known == HEADERS else [f"painted: {answer.headers}"]


class Door:
    """Rita at the upload form of one check."""

    def __init__(self, client, check):
        self.client, self.check = client, check

    def send(self, one):
        """What is wrong after this file was sent, in words; empty when it was refused or lies there harmless."""
        content = one.content()
        file = SimpleUploadedFile(one.name, content, content_type=one.said_type)
        answer = self.client.post(f"/newsroom/checks/{self.check.pk}/files/", {"file": file})
        row = Attachment.objects.order_by("-pk").first()
        if answer.status_code == 422:
            return self.refusal(answer, row, one)
        wrong = [f"answered {answer.status_code}"] if answer.status_code != 302 else []
        wrong += ["kept, not refused"] * bool(one.word)
        wrong += self.given_out(row, content)
        Attachment.objects.all().delete()
        return wrong

    def refusal(self, answer, row, one):
        said = SENTENCE.search(answer.content.decode())
        right = row is None and said and one.word and one.word.lower() in said[1].lower()
        return [] if right else [f"refused with {said and said[1]}"]

    def given_out(self, row, content):
        if row is None:
            return ["no row"]
        wrong = wrong_as_sent(self.client.get(f"/newsroom/files/{row.pk}/"), content)
        picture = self.client.get(f"/newsroom/files/{row.pk}/picture/")
        if row.family == "image":
            return wrong + wrong_as_picture(picture)
        return wrong + ["shown inline"] * (picture.status_code != 404)


@pytest.fixture
def door(cast, as_, settings):
    settings.UPLOAD_QUOTA_PER_CHECK = settings.UPLOAD_QUOTA_PER_PERSON = 10**12
    return Door(as_(cast.rita), make_check(cast))


def test_no_hostile_file_is_given_out_so_that_it_could_run(door):
    through = [f"{one.case}: {wrong}" for one in FILES if (wrong := door.send(one))]
    case = "Hostile files through the upload form: refused with a sentence, or only ever a download"
    tell(group="uploads", case=case, tried=len(FILES), unit="files", through=through)


def open_door(file, *, name, media_type):
    """As a page of ours: what must never happen."""
    with file:
        return HttpResponse(file.read() + b" ", content_type="text/html")


def test_each_way_of_giving_out_wrongly_is_caught(door, monkeypatch):
    kept = next(one for one in malice.ALL if one.word == malice.KEPT)
    assert door.send(kept) == []
    assert door.send(malice.Malice("refused", "a.txt", kept.content, "never")) == ["kept, not refused"]
    assert door.send(malice.Malice("kept", "a.exe", kept.content)) == ["refused with Programs are never accepted."]
    monkeypatch.setattr("factchecks.views.files.as_attachment", open_door)
    wrong = " ".join(door.send(kept))
    # The program as a whole says the rest of every answer.
    for fault in ("Security-Policy", "Cache-Control", "not a download", "text/html", "other bytes"):
        assert fault in wrong


def test_there_are_enough_of_them_and_all_kinds_are_tried():
    assert len({one.case for one in malice.ALL}) == len(malice.ALL) >= 200
    assert sum(one.word == malice.KEPT for one in malice.ALL) >= 40
    assert {one.name.rpartition(".")[2] for one in malice.ALL} >= set(KINDS) - {"jpeg", "tiff"}
