"""Files: looked at before they are kept, published only as a repainted picture, within the quota, hidden with care."""

import pytest
from django.core.checks import run_checks

from factchecks.errors import NotFound, Refused, Stale
from factchecks.jobs import JobKind
from factchecks.models import Attachment, Event, Job, ScanState
from factchecks.services import attachments, sources, vault, worker
from factchecks.states import State
from tests.factories import make_check
from tests.files import makers as make
from tests.files.hostile import EXE, HTML, SVG


@pytest.fixture
def check(cast):
    return make_check(cast)


@pytest.fixture
def attach(cast, check, tmp_path):
    """`attach("name.pdf", content)` uploads a file as Rita."""

    def upload(name, content, by=None):
        path = tmp_path / "upload"
        path.write_bytes(content)
        return attachments.attach(check_id=check.pk, path=path, name=name, by=by or cast.rita)

    return upload


def kept(tmp_path):
    """Every file in the store."""
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.html", HTML, "can carry scripts"),
        ("drawing.svg", SVG, "Save it as PNG"),
        ("tool.exe", EXE, "Programs"),
        ("report.pdf", HTML, "is a .html file inside"),
        ("photo.jpg", EXE, "inside"),
        ("letter.docm", make.zipped([]), "macros"),
        ("notes", b"hello", "no ending"),
    ],
)
def test_what_is_refused_is_not_kept(attach, tmp_path, name, content, words):
    with pytest.raises(Refused) as refusal:
        attach(name, content)
    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")
    assert (kept(tmp_path), Attachment.objects.count(), Job.objects.count()) == ([], 0, 0)


def test_a_document_is_kept_as_it_is_and_read_later(attach, check):
    made = attach("Budget 2026.txt", b"The council spent 14 million on trams.\n")
    assert vault.store().path_of(made.sha256).read_bytes() == b"The council spent 14 million on trams.\n"
    assert (made.published_sha256, made.text_sha256) == ("", "")
    assert worker.run(Job.objects.get(kind=JobKind.READ_ATTACHMENT).pk)
    made.refresh_from_db()
    assert "14 million on trams" in vault.read_text(made.text_sha256)
    assert Event.objects.get(verb="attach").details == {"attachment": made.pk, "sha256": made.sha256}


def test_a_photo_that_names_its_place_is_marked_and_its_copy_forgets_it(attach):
    content = make.picture("JPEG", exif=make.gps_exif())
    made = attach("stop.jpg", content)
    assert made.has_location
    assert made.published_sha256 != made.sha256
    assert b"MARKER-Harbourmouth" in content
    assert b"MARKER-Harbourmouth" not in vault.store().path_of(made.published_sha256).read_bytes()
    assert not attach("other.jpg", make.picture("JPEG")).has_location


def test_the_files_of_a_check_have_a_limit_together(attach, settings, tmp_path):
    settings.UPLOAD_QUOTA_PER_CHECK = 50
    first = attach("a.txt", b"a" * 30)
    before = kept(tmp_path)
    with pytest.raises(Refused, match="Remove one first"):
        attach("b.txt", b"b" * 30)
    assert kept(tmp_path) == before
    attachments.remove(attachment_id=first.pk, by=first.uploaded_by)
    assert attach("b.txt", b"b" * 30).size == 30


def test_without_its_scanner_no_file_is_taken(attach, settings, tmp_path):
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    with pytest.raises(Refused, match="virus scanner does not answer"):
        attach("a.txt", b"hello")
    assert kept(tmp_path) == []


def test_only_pictures_are_shown_to_readers(attach, cast):
    made = attach("a.pdf", make.pdf(2))
    assert made.pages == 2
    with pytest.raises(Refused, match="Only pictures"):
        attachments.save(attachment_id=made.pk, by=cast.rita, seen_version=1, values={"is_public": True})


def test_there_is_one_lead_picture_and_it_is_public(attach, cast, check):
    first, second = attach("a.png", make.picture("PNG")), attach("b.png", make.picture("PNG", make.speckled(32, 32)))
    for one in (first, second):
        attachments.save(attachment_id=one.pk, by=cast.rita, seen_version=1, values={"is_lead": True})
    assert list(check.attachments.filter(is_lead=True)) == [second]
    assert check.attachments.filter(is_public=True).count() == 2


def test_words_of_a_public_picture_are_part_of_the_text(attach, cast, check):
    made = attach("a.png", make.picture("PNG"))
    check.refresh_from_db()
    before = check.digest
    attachments.save(attachment_id=made.pk, by=cast.ines, seen_version=1, values={"is_public": True, "caption": "A"})
    check.refresh_from_db()
    assert check.digest != before
    assert check.contributions.filter(user=cast.ines).exists()


def test_a_stale_form_overwrites_nothing(attach, cast):
    made = attach("a.png", make.picture("PNG"))
    attachments.save(attachment_id=made.pk, by=cast.rita, seen_version=1, values={"caption": "Hers", "size": 1})
    with pytest.raises(Stale):
        attachments.save(attachment_id=made.pk, by=cast.ines, seen_version=1, values={"caption": "Mine"})
    made.refresh_from_db()
    assert (made.caption, made.size > 1) == ("Hers", True)


def test_a_file_under_a_source_stays(attach, cast, check):
    made = attach("a.txt", b"The council spent 14 million.")
    source = sources.add_file(check_id=check.pk, attachment=made, by=cast.rita)
    with pytest.raises(Refused, match="a source of the check already"):
        sources.add_file(check_id=check.pk, attachment=made, by=cast.rita)
    with pytest.raises(Refused, match="Remove the source first"):
        attachments.remove(attachment_id=made.pk, by=cast.rita)
    sources.remove(source_id=source.pk, by=cast.rita)
    attachments.remove(attachment_id=made.pk, by=cast.rita)
    with pytest.raises(NotFound):
        attachments.get_visible(attachment_id=made.pk, by=cast.rita)


def test_a_file_of_another_check_is_no_source(attach, cast):
    made = attach("a.txt", b"hello there")
    with pytest.raises(NotFound):
        sources.add_file(check_id=make_check(cast).pk, attachment=made, by=cast.rita)


def test_a_file_behind_a_confidential_source_is_as_hidden(attach, cast, check):
    made = attach("letter.txt", b"A letter.")
    assert attachments.get_visible(attachment_id=made.pk, by=cast.ed) == made
    source = sources.add_file(check_id=check.pk, attachment=made, by=cast.rita)
    sources.save(source_id=source.pk, by=cast.rita, seen_version=1, values={"confidential": True})
    assert attachments.get_visible(attachment_id=made.pk, by=cast.rita) == made
    for name in ("ed", "ines", "otto", "ada"):
        with pytest.raises(NotFound):
            attachments.get_visible(attachment_id=made.pk, by=getattr(cast, name))


@pytest.mark.parametrize("state", [ScanState.QUARANTINED, ScanState.INFECTED])
def test_what_is_not_known_to_be_clean_is_not_given_out(attach, cast, state):
    made = attach("a.txt", b"hello there")
    Attachment.objects.filter(pk=made.pk).update(scan_state=state)
    with pytest.raises(NotFound):
        attachments.get_visible(attachment_id=made.pk, by=cast.rita)


def test_nothing_is_attached_during_review(cast, tmp_path):
    check = make_check(cast, State.REVIEW)
    path = tmp_path / "upload"
    path.write_bytes(b"hello")
    before = kept(tmp_path)
    with pytest.raises(Refused, match="It is in Review"):
        attachments.attach(check_id=check.pk, path=path, name="a.txt", by=cast.rita)
    assert kept(tmp_path) == before


def test_a_picture_that_cannot_be_painted_leaves_nothing(attach, tmp_path, monkeypatch):
    monkeypatch.setattr("factchecks.files.images.PAINTER", "tests.files.misbehaving")
    with pytest.raises(Refused):
        attach("stop.jpg", make.picture("JPEG"))
    assert (kept(tmp_path), Attachment.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("address", "wrong"),
    [("", False), ("127.0.0.1:3310", False), ("clamd:3310", False), ("clamd", True), ("tcp://clamd:3310", True)],
)
def test_a_scanner_that_could_never_be_reached_stops_the_start(settings, address, wrong):
    settings.CLAMAV_ADDRESS = address
    assert [one.id for one in run_checks(tags=["factchecks"])] == ["factchecks.E005"] * wrong
