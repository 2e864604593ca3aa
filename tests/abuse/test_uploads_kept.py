"""What is kept: nothing while the scanner does not say "clean", no place in a picture, no file by its hash, no more
than there is room for."""

import hashlib
import socket
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factchecks.files.scan import Scanner, ScanResult, Verdict
from factchecks.files.store import Store, Stored
from factchecks.models import Attachment
from factchecks.services import attachments, checks, quota
from tests.abuse.atonce import at_once
from tests.abuse.tally import on_both, rounds, tell
from tests.factories import CLAIM, make_check
from tests.files import makers as make
from tests.files import placed
from tests.files.clamd import TEST_VIRUS, clamd
from tests.files.leftovers import beside_pixels


def send(client, check, name, content):
    return client.post(f"/newsroom/checks/{check.pk}/files/", {"file": SimpleUploadedFile(name, content)})


def on_city(cast):
    """A check of Otto's, of which nobody at Transport knows."""
    return checks.create(desk=cast.city, claim=checks.NewClaim(text=CLAIM, headline="Trams?"), by=cast.otto)


def blobs(tmp_path):
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


@contextmanager
def silent():
    """A scanner that takes everything and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield SimpleNamespace(server_address=server.getsockname())


@contextmanager
def down():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
    yield SimpleNamespace(server_address=address)


GARBAGE = (b"", b"OK\0", b"stream: OK", b"\xff\xfe\0", b"HTTP/1.1 200 OK\r\n\r\n", b"ERROR\0", b"stream: OK\0 FOUND\0")
SCANNERS = {
    "down": down,
    "silent": silent,
    "dawdling": partial(clamd, b"stream: ", dawdling=True),
    **{f"says {said!r}": partial(clamd, said) for said in GARBAGE[:: rounds(7, 1)]},
    "finds the test file": clamd,
}


def kept_under(scanner, client, check, settings, tmp_path):
    """What is wrong after a file was sent while the scanner does this; empty when it was refused with a sentence."""
    with scanner() as server:
        settings.CLAMAV_ADDRESS = "{}:{}".format(*server.server_address)
        answer = send(client, check, "notes.txt", b"Minutes " + TEST_VIRUS)
    page = answer.content.decode()
    told = "The virus scanner does not answer, so no file" in page or "The virus scanner found Test.Marker" in page
    return [] if answer.status_code == 422 and told and not blobs(tmp_path) else [answer.status_code, blobs(tmp_path)]


def test_nothing_is_kept_that_no_scanner_called_clean(cast, as_, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(attachments, "Scanner", partial(Scanner, timeout=0.2, whole=0.3))
    client, check = as_(cast.rita), make_check(cast)
    through = [name for name, one in SCANNERS.items() if kept_under(one, client, check, settings, tmp_path)]
    case = "A scanner that is down, silent, slow, talks rubbish, or finds EICAR: nothing is kept, a sentence says so"
    tell(group="uploads", case=case, tried=len(SCANNERS), unit="scanners", through=through)
    monkeypatch.setattr(attachments, "scan", lambda path, scanner: ScanResult(Verdict.CLEAN))
    assert kept_under(down, client, check, settings, tmp_path)


def leftovers(client, check, form):
    """What is wrong with a picture that says where it was taken: the warning, or bytes of metadata in a copy."""
    name, made = placed.PLACED[form]
    content = made()
    send(client, check, name, content)
    row = check.attachments.get()
    warned = "where it was taken" in client.get(f"/newsroom/checks/{check.pk}/").content.decode()
    copies = [b"".join(client.get(f"/newsroom/files/{row.pk}/picture/{rest}")) for rest in ("", "?small")]
    whole = b"".join(client.get(f"/newsroom/files/{row.pk}/")) == content
    Attachment.objects.all().delete()
    left = [beside_pixels(copy) for copy in copies if beside_pixels(copy)]
    return left + ["not warned"] * (not warned) + ["the original was touched"] * (not whole)


def test_no_picture_tells_readers_where_it_was_taken(cast, as_):
    client, check = as_(cast.rita), make_check(cast)
    forms = list(placed.PLACED)[:: rounds(12, 1)]
    through = [f"{form}: {left}" for form in forms if (left := leftovers(client, check, form))]
    case = "Pictures that say where they were taken: the reporter is warned, the copies hold 0 bytes beside the pixels"
    tell(group="uploads", case=case, tried=len(forms), unit="ways of saying it", through=through)


def opens(client, path):
    """Whether anything is given out there; it is read to its end."""
    answer = client.get(path)
    b"".join(answer)
    return answer.status_code != 404


def guesses(check, hashes):
    """Every address that has a hash in it, with every hash, and every way in which it may end."""
    roots = (f"/checks/{check.slug or 'a'}/media", f"/newsroom/checks/{check.pk}/preview/media", "/preview/a/media")
    return [f"{root}/{sha256}.{end}" for root in roots for sha256 in hashes for end in ("jpg", "png", "pdf", "txt")]


def test_a_known_hash_opens_nothing(cast, as_, tmp_path):
    theirs, mine = make_check(cast), on_city(cast)
    send(as_(cast.rita), theirs, "stop.jpg", make.picture("JPEG", exif=make.gps_exif()))
    send(as_(cast.rita), theirs, "minutes.txt", b"The minutes of Monday.\n")
    rows = theirs.attachments.all()
    paths = [path.format(one.pk) for one in rows for path in ("/newsroom/files/{}/", "/newsroom/files/{}/picture/")]
    hashes = [path.name for path in blobs(tmp_path)]
    paths += (guesses(theirs, hashes) + guesses(mine, hashes))[:: rounds(6, 1)]
    client = as_(cast.otto)
    through = [path for path in paths if opens(client, path)]
    case = "Addresses made from the hashes of another desk's files"
    tell(group="uploads", case=case, tried=len(paths), unit="addresses", through=through)
    reader = as_(cast.rita)
    assert [path for path in paths if opens(reader, path)] == paths[:3]


def traces(client, check, tmp_path, content):
    """What an upload shows: the answer, how many questions, and which files of the store were written anew."""
    before = {(path.name, path.stat().st_ino) for path in blobs(tmp_path)}
    with CaptureQueriesContext(connection) as asked:
        answer = send(client, check, "notes.txt", content)
    after = {(path.name, path.stat().st_ino) for path in blobs(tmp_path)}
    return answer.status_code, answer.headers["Location"], len(asked), len(after - before)


def test_known_bytes_are_answered_as_new_ones_are(cast, as_, tmp_path):
    theirs, mine = make_check(cast), on_city(cast)
    client = as_(cast.otto)
    send(client, mine, "first.txt", b"first")
    send(as_(cast.rita), theirs, "secret.txt", b"secret")
    known, new = (traces(client, mine, tmp_path, content) for content in (b"secret", b"secreT"))
    through = [] if known == new else [known, new]
    case = "Bytes that another desk keeps, sent again: the same answer, questions and writing as for new ones"
    tell(group="uploads", case=case, tried=2, unit="uploads", through=through)
    for person, check in ((cast.rita, mine), (cast.otto, theirs)):
        row = check.attachments.last()
        assert as_(person).get(f"/newsroom/files/{row.pk}/").status_code == 404


def test_a_store_that_does_not_write_known_bytes_again_is_noticed(cast, as_, tmp_path, monkeypatch):
    client, check, honest = as_(cast.otto), on_city(cast), Store.receive

    def lazy(self, chunks, limit):
        content = b"".join(chunks)
        sha256 = hashlib.sha256(content).hexdigest()
        known = Stored(sha256=sha256, size=len(content), path=self.path_of(sha256))
        return known if self.exists(sha256) else honest(self, [content], limit)

    send(client, check, "first.txt", b"first")
    monkeypatch.setattr(Store, "receive", lazy)
    known, new = (traces(client, check, tmp_path, content) for content in (b"first", b"secreT"))
    assert known != new


def race(tmp_path, pairs):
    """How many of two uploads at once were taken."""

    def one(check, by):
        path = tmp_path / f"{check.pk}-{by.pk}"
        path.write_bytes(b"a" * 30)
        return lambda: attachments.attach(check_id=check.pk, path=path, name="a.txt", by=by)

    refused = [said for said in at_once(*(one(*pair) for pair in pairs)) if said]
    taken = Attachment.objects.count()
    Attachment.objects.all().delete()
    return taken if len(refused) + taken == 2 else -1


@on_both
@pytest.mark.race
@pytest.mark.parametrize("limit", ["CHECK", "PERSON"])
def test_two_at_once_cannot_both_have_the_last_room(limit, real_cast, settings, tmp_path, monkeypatch):
    setattr(settings, f"UPLOAD_QUOTA_PER_{limit}", 50)
    first, second = make_check(real_cast), make_check(real_cast)
    pairs = {
        "CHECK": [(first, real_cast.rita), (first, real_cast.ines)],
        "PERSON": [(first, real_cast.rita), (second, real_cast.rita)],
    }[limit]
    tried = rounds(2, 100)
    through = [taken for _ in range(tried) if (taken := race(tmp_path, pairs)) != 1]
    case = f"Two uploads at once for the last room of a {limit.lower()}: exactly one is taken"
    tell(group="uploads", case=case, tried=tried, unit="races", through=through, database=connection.display_name)
    monkeypatch.setattr(quota, "demand_room", lambda **_: None)
    assert race(tmp_path, pairs) == 2
