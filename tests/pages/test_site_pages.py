"""The pages about the newsroom: our own words until an admin writes others, clean in any case."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from factchecks.models import Event, SitePage
from factchecks.publishing.pagetexts import TEXTS
from factchecks.services import people

LIST = "/admin/factchecks/sitepage/"
ADDRESSES = ("/who-pays/", "/accessibility/", "/contact/", "/how-we-work/")


def get(path, **headers):
    return Client().get(path, headers=headers)


def write(admin, slug="contact", title="Contact", body="<p>Ring the bell.</p>"):
    return admin.post(f"{LIST}add/", {"slug": slug, "title": title, "body": body})


@pytest.fixture
def admin(cast, as_):
    people.set_up_groups()
    return as_(cast.ada)


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_new_newsroom_has_words_on_each_page(db, path):
    page = get(path).content.decode()
    title, body = TEXTS[path.strip("/")]
    assert f"<h1>{title}</h1>" in page
    assert body in page
    assert f'rel="canonical" href="http://testserver{path}"' in page.replace(
        "http://127.0.0.1:8000", "http://testserver"
    )


@pytest.mark.parametrize("path", ADDRESSES)
def test_each_page_is_linked_from_the_foot_of_all(db, path):
    foot = get("/").content.decode().split("<footer")[1]
    assert f'href="{path}"' in foot
    assert "mailto:" not in foot


def test_what_an_admin_writes_is_what_readers_get(admin):
    write(admin)
    page = get("/contact/").content.decode()
    assert "<p>Ring the bell.</p>" in page
    assert TEXTS["contact"][1] not in page


def test_scripts_and_styles_are_taken_out(admin):
    write(admin, body='<p onclick="x()">Ring <script>alert(1)</script><a href="javascript:x()">us</a>.</p>')
    body = SitePage.objects.get().body
    assert "Ring" in body
    assert not [one for one in ("onclick", "script", "alert") if one in body]


@pytest.mark.parametrize("body", ["", "<script>x</script>", "<p></p>"])
def test_a_page_without_words_is_refused_and_ours_stays(admin, body):
    assert write(admin, body=body).status_code == 200
    assert not SitePage.objects.exists()


def test_the_page_is_written_once(admin):
    write(admin)
    assert write(admin, body="<p>Again.</p>").status_code == 200
    with pytest.raises(IntegrityError), transaction.atomic():
        SitePage.objects.create(slug="elsewhere", title="x", body="x")


def test_a_change_is_an_event_with_its_person(admin, cast):
    write(admin)
    page = SitePage.objects.get()
    assert page.updated_by == cast.ada
    event = Event.objects.filter(verb="sitepage").latest("pk")
    assert event.details["after"]["body"] == "<p>Ring the bell.</p>"


def test_the_list_offers_the_pages_that_nobody_has_written(admin):
    assert f'href="{LIST}add/?slug=contact"' in admin.get(LIST).content.decode()
    form = admin.get(f"{LIST}add/?slug=contact").content.decode()
    assert "We read everything that is sent to us." in form
    write(admin)
    assert f'href="{LIST}add/?slug=contact"' not in admin.get(LIST).content.decode()


def test_nobody_else_writes_them(cast, as_):
    for person in (cast.rita, cast.ed, cast.cleo):
        assert write(as_(person)).status_code in {302, 403}
    assert not SitePage.objects.exists()


@pytest.mark.parametrize("path", ADDRESSES)
def test_asked_again_nothing_is_sent_again(db, path):
    first = get(path)
    assert get(path, **{"if-none-match": first["ETag"]}).status_code == 304
    assert "Set-Cookie" not in first


def test_how_we_work_says_how_mistakes_are_corrected(db):
    page = get("/how-we-work/").content.decode()
    for word in ("Correction", "Clarification", "Update", "Retraction"):
        assert f"<dt>{word}</dt>" in page
    assert 'href="/corrections/"' in page
