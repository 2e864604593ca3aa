"""Files of a check: what is taken, what is refused and why, and who gets which bytes in which way."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from factchecks.models import Attachment, ScanState
from factchecks.services import sources
from factchecks.states import State
from tests.factories import make_check
from tests.files.makers import pdf

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (10, 90, 120)).save(out, "JPEG")
    return out.getvalue()


def sent(answer) -> bytes:
    """All bytes of a download; its file is closed at the end."""
    return answer.getvalue()


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


@pytest.fixture
def upload(check, cast, as_):
    client = as_(cast.rita)

    def send(name, content, **more):
        file = SimpleUploadedFile(name, content)
        return client.post(f"/newsroom/checks/{check.pk}/files/", {"file": file}, **more)

    return send


@pytest.fixture
def photo(check, upload):
    upload("stop.jpg", picture())
    return check.attachments.get()


def test_a_picture_is_kept_and_shown_small(check, upload, cast, as_):
    assert upload("stop.jpg", picture()).status_code == 302
    row = check.attachments.get()
    page = as_(cast.rita).get(f"/newsroom/checks/{check.pk}/").content.decode()
    assert f"/newsroom/files/{row.pk}/picture/" in page


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("run.exe", b"MZ", "Programs are never accepted."),
        ("page.html", b"<script>", "Web pages can carry scripts."),
        ("photo.jpg", b"%PDF-1.4 not a picture", "jpg"),
        ("empty.pdf", b"", "empty"),
    ],
)
def test_a_wrong_file_is_refused_at_the_field(check, upload, name, content, words):
    answer = upload(name, content)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page[page.index('id="upload_file_error"') :][:400]
    assert not check.attachments.exists()


def test_no_file_and_a_file_that_was_cut_off_are_told_apart(check, cast, as_, upload, monkeypatch):
    assert "Choose a file." in as_(cast.rita).post(f"/newsroom/checks/{check.pk}/files/").content.decode()
    monkeypatch.setattr("factchecks.views.uploading.MAX_BYTES", 200)
    monkeypatch.setattr("factchecks.forms.files.LARGEST", 200)
    assert "larger than 200 bytes" in upload("stop.jpg", picture()).content.decode()
    assert not check.attachments.exists()


def test_a_check_has_a_quota(check, upload, settings):
    settings.UPLOAD_QUOTA_PER_CHECK = 10
    assert "larger than 10 bytes together" in upload("stop.jpg", picture()).content.decode()


def test_a_file_goes_out_as_a_download_with_its_headers(photo, cast, as_):
    answer = as_(cast.rita).get(f"/newsroom/files/{photo.pk}/")
    assert sent(answer) == picture()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="stop.jpg"'
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert HEADERS.items() <= dict(answer.headers).items()


def test_only_the_painted_copy_is_shown_inline(photo, upload, check, cast, as_):
    answer = as_(cast.rita).get(f"/newsroom/files/{photo.pk}/picture/")
    assert answer.headers["Content-Disposition"] == "inline"
    assert HEADERS.items() <= dict(answer.headers).items()
    assert Image.open(io.BytesIO(sent(answer))).size == (60, 40)
    upload("report.pdf", pdf())
    other = check.attachments.get(family="pdf")
    assert as_(cast.rita).get(f"/newsroom/files/{other.pk}/picture/").status_code == 404


def test_another_desk_gets_nothing(photo, cast, as_):
    for rest in ("", "picture/", "edit/"):
        assert as_(cast.otto).get(f"/newsroom/files/{photo.pk}/{rest}").status_code == 404, rest
    for rest in ("remove/", "as-source/"):
        assert as_(cast.otto).post(f"/newsroom/files/{photo.pk}/{rest}").status_code == 404, rest


def test_the_file_of_a_confidential_source_is_as_hidden_as_the_source(photo, check, cast, as_):
    made = sources.add_file(check_id=check.pk, attachment=photo, by=cast.rita)
    sources.save(source_id=made.pk, by=cast.rita, seen_version=1, values={"confidential": True})
    assert sent(as_(cast.rita).get(f"/newsroom/files/{photo.pk}/")) == picture()
    for rest in ("", "picture/"):
        assert as_(cast.ines).get(f"/newsroom/files/{photo.pk}/{rest}").status_code == 404
    assert "stop.jpg" not in as_(cast.ines).get(f"/newsroom/checks/{check.pk}/").content.decode()


@pytest.mark.parametrize("state", [ScanState.QUARANTINED, ScanState.INFECTED])
def test_a_file_that_is_not_known_to_be_clean_is_never_served(photo, cast, as_, state):
    Attachment.objects.update(scan_state=state)
    for rest in ("", "picture/"):
        assert as_(cast.rita).get(f"/newsroom/files/{photo.pk}/{rest}").status_code == 404


def test_words_are_saved_and_there_is_one_lead_photo(photo, upload, check, cast, as_):
    words = {"version": 1, "caption": "A stop", "credit": "Rita", "alternative_text": "A platform", "is_lead": "on"}
    as_(cast.rita).post(f"/newsroom/files/{photo.pk}/edit/", words)
    upload("other.jpg", picture() + b"\x00")
    other = check.attachments.last()
    as_(cast.rita).post(f"/newsroom/files/{other.pk}/edit/", words)
    assert list(check.attachments.filter(is_lead=True)) == [other]
    photo.refresh_from_db()
    assert (photo.caption, photo.is_public) == ("A stop", True)


def test_stale_words_come_back_with_both_texts(photo, cast, as_):
    address = f"/newsroom/files/{photo.pk}/edit/"
    as_(cast.ines).post(address, {"version": 1, "caption": "Theirs"})
    answer = as_(cast.rita).post(address, {"version": 1, "caption": "Mine"})
    assert answer.status_code == 409
    assert b"Theirs" in answer.content
    assert b"Mine" in answer.content


def test_a_picture_that_says_where_it_was_taken_is_warned_of(photo, check, cast, as_):
    Attachment.objects.update(has_location=True)
    page = as_(cast.rita).get(f"/newsroom/checks/{check.pk}/").content.decode()
    assert "The original says, or may say, where it was taken." in page


def test_a_file_becomes_a_source_and_then_stays(photo, check, cast, as_):
    client = as_(cast.rita)
    client.post(f"/newsroom/files/{photo.pk}/as-source/")
    assert check.sources.current().last().attachment == photo
    answer = client.post(f"/newsroom/files/{photo.pk}/remove/")
    assert answer.status_code == 422
    assert "Remove the source first." in answer.content.decode()
    photo.refresh_from_db()
    assert photo.removed_at is None


def test_a_removed_file_is_gone(photo, cast, as_):
    client = as_(cast.rita)
    client.post(f"/newsroom/files/{photo.pk}/remove/")
    assert client.get(f"/newsroom/files/{photo.pk}/").status_code == 404


def test_a_web_server_in_front_may_send_the_bytes(check, upload, cast, as_, settings):
    settings.X_ACCEL_PREFIX = "/kept"
    upload("report.pdf", pdf())
    row = check.attachments.get()
    page = as_(cast.rita).get(f"/newsroom/files/{row.pk}/")
    assert page["X-Accel-Redirect"] == f"/kept/{row.sha256[:2]}/{row.sha256[2:4]}/{row.sha256}"
    assert page.content == b""
    assert "report.pdf" in page["Content-Disposition"]
    assert {name: page[name] for name in HEADERS} == HEADERS
    assert as_(cast.otto).get(f"/newsroom/files/{row.pk}/").status_code == 404


def test_the_sender_is_told_at_once_what_is_odd_about_a_file(upload, check, cast, as_):
    client = as_(cast.rita)
    file = SimpleUploadedFile("a.pdf", pdf(catalog="/OpenAction<</S/JavaScript/JS(app.alert(1))>>"))
    page = client.post(f"/newsroom/checks/{check.pk}/files/", {"file": file}, follow=True).content.decode()
    assert "The file is kept." in page
    assert "The PDF carries scripts or starts programs. They do not run here" in page
    assert "The PDF carries scripts" not in client.get(f"/newsroom/checks/{check.pk}/").content.decode()


def test_a_warning_looks_like_one_in_a_fragment_too(upload, check):
    page = upload("table.csv", b"=cmd|'/C calc'!A0,1\n", headers={"HX-Request": "true"}).content.decode()
    at = page.index("Cells in this file begin with")
    assert 'class="notice notice--warn"' in page[:at].rpartition("<p ")[2]
