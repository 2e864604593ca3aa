"""Hostile files that were kept, in a real browser: opened and embedded in every way, nothing of them runs.

The policy of our pages (CSP) is switched off: it would hide a file that could run without it.
"""

from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from playwright.sync_api import Error

from factchecks.models import Attachment
from tests.abuse import malice
from tests.abuse.tally import LONG, tell
from tests.browser.stage import browser
from tests.factories import make_check

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

EMBED = (Path(__file__).parent / "embed.js").read_text()
KEPT = [one for one in malice.ALL if one.word == malice.KEPT]
FEW = {"a script as text", "a worker as text", "a GIF that is a whole script", "a mail of HTML"}
FILES = KEPT if LONG else [one for one in KEPT if one.case in FEW]
# Ways of `embed.js`, and opening it.
WAYS = 13


@pytest.fixture
def client(real_cast, as_):
    return as_(real_cast.rita)


def keep(client, check, files):
    """Sends the files. Path of each, and of the painted copy of each picture: its case."""
    for one in files:
        file = SimpleUploadedFile(one.name, one.content(), content_type=one.said_type)
        client.post(f"/newsroom/checks/{check.pk}/files/", {"file": file})
    rows = list(Attachment.objects.order_by("pk"))
    assert len(rows) == len(files)
    made = {f"/newsroom/files/{row.pk}/": one.case for row, one in zip(rows, files, strict=True)}
    pictures = [row.pk for row in rows if row.published_sha256]
    return made | {f"/newsroom/files/{pk}/picture/": made[f"/newsroom/files/{pk}/"] for pk in pictures}


@pytest.fixture
def addresses(client, real_cast, settings):
    """Of all files."""
    settings.UPLOAD_QUOTA_PER_CHECK = settings.UPLOAD_QUOTA_PER_PERSON = 10**12
    return keep(client, make_check(real_cast), FILES)


@pytest.fixture
def one_address(case, client, real_cast):
    """Of the one file that a test is about."""
    return next(iter(keep(client, make_check(real_cast), [one for one in KEPT if one.case == case])))


@pytest.fixture
def watched(client, live_server):
    """`watched(path)`: what ran when the address was opened and embedded in a page of ours, as Rita."""
    cookie = {"name": settings.SESSION_COOKIE_NAME, "url": live_server.url}
    cookie["value"] = client.cookies[settings.SESSION_COOKIE_NAME].value
    with browser() as opened:
        context = opened.new_context(bypass_csp=True)
        context.add_cookies([cookie])
        ran = []
        context.expose_binding("ran", lambda source, what: ran.append(what))
        page = context.new_page()
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))

        def watch(path):
            with suppress(Error):
                # A download is no page: the browser stays where it was.
                page.goto(live_server.url + path)
            page.goto(live_server.url + "/healthz")
            lived = page.evaluate(EMBED, live_server.url + path)
            # What came late is counted for the next address.
            found = [*ran, *lived]
            ran.clear()
            return found

        yield watch
        context.close()


def test_no_hostile_file_runs_in_our_origin(addresses, watched):
    through = [f"{case} at {path}: {ran}" for path, case in addresses.items() if (ran := watched(path))]
    case = f"{len(FILES)} kept hostile files in Chromium, {WAYS} ways each, without our policy: nothing runs"
    tell(group="uploads", case=case, tried=len(addresses) * WAYS, unit="ways", through=through)


def given_out_as(media_type):
    """A door that gives a file out as what it is not: as a page, or as a script."""

    def door(file, *, name, media_type=media_type):
        with file:
            return HttpResponse(file.read(), content_type=door.media_type)

    door.media_type = media_type
    return door


@pytest.mark.parametrize(
    ("case", "media_type", "way"),
    [
        ("a mail of HTML", "text/html", "ran"),
        ("a GIF that is a whole script", "text/javascript", "ran"),
        ("a script as text", "text/javascript", "import"),
        ("a worker as text", "text/javascript", "worker"),
        ("a worker as text", "text/javascript", "service worker"),
    ],
)
def test_a_door_that_gives_them_out_wrongly_is_caught(one_address, watched, monkeypatch, case, media_type, way):
    monkeypatch.setattr("factchecks.views.files.as_attachment", given_out_as(media_type))
    assert way in watched(one_address)
