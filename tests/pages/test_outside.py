"""A preview link from outside: what it shows and does not, with which headers, and the same nothing otherwise."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factchecks.models import Event, FactCheck, PreviewLink
from factchecks.services import attachments, discussion, previewlinks, sources
from factchecks.states import State
from factchecks.views import outside
from tests.factories import make_check
from tests.files.makers import picture
from tests.pages.test_preview import with_picture

PHRASE = "A caller who does not want to be named."


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def link_for(check, by, label="Lawyer at Vale & Co."):
    """The address of a new link."""
    return f"/preview/{previewlinks.make(check_id=check.pk, by=by, label=label).token}/"


def test_it_shows_the_working_copy_as_it_is_when_it_is_opened(check, cast):
    address, reader = link_for(check, cast.rita), Client()
    assert "Is every tram stop step-free?" in reader.get(address).text
    FactCheck.objects.filter(pk=check.pk).update(headline="A later headline")
    page = reader.get(address)
    assert (page.status_code, page.text.count("A later headline")) == (200, 2)


def test_the_banner_says_for_whom_it_is_and_until_when(check, cast):
    page = Client().get(link_for(check, cast.rita, 'Lawyer <b>at "Vale"'))
    link = PreviewLink.objects.get()
    assert "Preview for Lawyer &lt;b&gt;at &quot;Vale&quot;, not published." in page.text
    assert f"{link.expires_at:%H:%M} UTC" in page.text


@pytest.mark.parametrize("state", [State.DRAFT, State.RESEARCH, State.REVIEW])
def test_it_opens_in_every_unpublished_state(cast, state):
    assert Client().get(link_for(make_check(cast, state), cast.rita)).status_code == 200


def test_it_is_not_cached_not_indexed_and_tells_no_site_where_one_came_from(check, cast):
    address = link_for(check, cast.rita)
    for page in (Client().get(address), Client().get("/preview/wrong/")):
        assert page.headers["Cache-Control"] == "private, no-store"
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in page.headers
        assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_it_needs_no_session_and_carries_no_data_for_machines(check, cast):
    reader = Client()
    page = reader.get(link_for(check, cast.rita))
    assert not reader.cookies
    for absent in ("canonical", "ld+json", "og:", "csrf", "/newsroom/", "<script"):
        assert absent not in page.text


def test_confidential_sources_comments_notes_and_names_of_staff_are_not_in_it(check, cast):
    sources.add_described(check_id=check.pk, title="Caller", description=PHRASE, by=cast.rita, confidential=True)
    discussion.start(check_id=check.pk, by=cast.ines, text="Zebras said so.")
    FactCheck.objects.filter(pk=check.pk).update(reviewer_note="Quays are slow.", assignee=cast.ines, reviewer=cast.ed)
    for person, name in ((cast.ines, "Ines Quillfeather"), (cast.ed, "Edmund Brackenbury")):
        person.name = name
        person.save()
    text = Client().get(link_for(check, cast.ed)).text
    assert "By Rita" in text
    for absent in (PHRASE, "Caller", "Zebras", "Quays", "Quillfeather", "Brackenbury", cast.rita.email):
        assert absent not in text


def revoke(link, by):
    previewlinks.revoke(check_id=link.factcheck_id, link_id=link.pk, by=by)


def test_wrong_expired_and_revoked_are_the_same_nothing_as_an_unknown_article(check, cast):
    expired, revoked = link_for(check, cast.rita), link_for(check, cast.rita)
    second, first = PreviewLink.objects.all()
    long_ago = {"made_at": timezone.now() - timedelta(days=8), "expires_at": timezone.now() - timedelta(days=1)}
    PreviewLink.objects.filter(pk=first.pk).update(**long_ago)
    revoke(second, cast.rita)
    unknown = Client().get("/checks/no-such-check/")
    for address in ("/preview/wrong/", expired, revoked):
        answer = Client().get(address)
        assert (answer.status_code, answer.content) == (404, unknown.content)
        assert Client().post(address).status_code == 405


def test_only_a_get_is_counted(check, cast):
    address = link_for(check, cast.rita)
    assert Client().head(address).status_code == 200
    assert PreviewLink.objects.get().opened == 0
    Client().get(address, REMOTE_ADDR="192.0.2.77")
    assert PreviewLink.objects.get().opened == 1
    kept = str(list(Event.objects.values())) + str(list(PreviewLink.objects.values()))
    assert "192.0.2.77" not in kept


def test_the_history_says_that_it_was_opened(check, cast, as_):
    Client().get(link_for(check, cast.rita))
    page = as_(cast.ed).get(f"/newsroom/checks/{check.pk}/").text
    assert "<b>Somebody with a preview link</b> opened the preview" in page
    assert "<b>Rita</b> made a preview link for somebody outside" in page


def test_its_pictures_come_with_the_token(check, cast, tmp_path):
    added = with_picture(check, cast.rita, tmp_path)
    address = link_for(check, cast.rita)
    path = f"{address}media/{added.published_sha256}.{added.published_extension}"
    assert path in Client().get(address).text
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.getvalue().startswith(b"\xff\xd8")
    revoke(PreviewLink.objects.get(), cast.ed)
    assert Client().get(path).status_code == Client().get(path.replace(address, "/preview/wrong/")).status_code == 404


def test_no_other_file_comes_with_the_token(check, cast, tmp_path):
    added = with_picture(check, cast.rita, tmp_path)
    inner = tmp_path / "inner.jpg"
    inner.write_bytes(picture("JPEG"))
    kept = attachments.attach(check_id=check.pk, path=inner, name="inner.jpg", by=cast.rita)
    address = link_for(check, cast.rita)
    for sha256 in (added.sha256, kept.sha256, "0" * 64, "../../etc/passwd"):
        assert Client().get(f"{address}media/{sha256}.jpg").status_code == 404
    assert Client().get(f"{address}media/{added.published_sha256}.svg").status_code == 404


def test_who_knocks_too_often_has_to_wait(check, cast, monkeypatch):
    monkeypatch.setattr(outside, "MOST", 2)
    address = link_for(check, cast.rita)
    statuses = [Client().get(path).status_code for path in ("/preview/wrong/", f"{address}media/0.jpg", address)]
    assert statuses == [404, 404, 429]
    answer = Client().get(address)
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert Client(REMOTE_ADDR="192.0.2.9").get(address).status_code == 200
