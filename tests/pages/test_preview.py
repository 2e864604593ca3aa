"""The preview: the article as readers will see it, for those who may read the check and nobody else."""

import pytest
from django.test import Client

from factchecks.models import Claimant, FactCheck
from factchecks.services import attachments, checks, sources, vault
from factchecks.states import State
from tests.factories import BODY
from tests.files.makers import picture
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

PHRASE = "A caller who does not want to be named."


def preview(client, check):
    return client.get(f"/newsroom/checks/{check.pk}/preview/")


def with_picture(check, by, tmp_path):
    """The check's lead picture, as the upload leaves it."""
    path = tmp_path / "stop.jpg"
    path.write_bytes(picture("JPEG"))
    made = attachments.attach(check_id=check.pk, path=path, name="stop.jpg", by=by)
    words = {"caption": "A stop.", "credit": "The Newsroom", "alternative_text": "A tram stop."}
    return attachments.save(attachment_id=made.pk, by=by, seen_version=1, values=words | {"is_lead": True})


@pytest.mark.parametrize("who", ["rita", "ines", "ed"])
def test_it_shows_the_working_copy_to_the_desk(cast, as_, who):
    page = preview(as_(getattr(cast, who)), make_check(cast, State.RESEARCH))
    assert page.status_code == 200
    assert "Preview, not published." in page.text
    assert "Twelve stops were rebuilt." in page.text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_published_check_shows_its_working_copy_here_and_the_edition_to_readers(cast, as_):
    check = make_check(cast, State.PUBLISHED)
    FactCheck.objects.filter(pk=check.pk).update(headline="A new headline")
    assert "A new headline" in preview(as_(cast.ed), check).text
    assert "A new headline" not in Client().get(f"/checks/{check.slug}/").text


@pytest.mark.parametrize("who", ["otto", "ada", "sue"])
def test_others_get_404(cast, as_, who):
    assert preview(as_(getattr(cast, who)), make_check(cast, State.REVIEW)).status_code == 404


def test_a_draft_with_nothing_but_a_claim_can_be_looked_at(cast, as_):
    assert preview(as_(cast.rita), make_check(cast)).status_code == 200


def test_a_confidential_source_is_not_in_it(cast, as_):
    check = make_check(cast, State.RESEARCH)
    sources.add_described(check_id=check.pk, title="Caller", description=PHRASE, by=cast.rita, confidential=True)
    assert PHRASE not in preview(as_(cast.rita), check).text


def test_markup_in_the_texts_is_inert(cast, as_):
    check = make_check(cast, State.RESEARCH)
    evil = "<script>alert(1)</script>"
    values = {"headline": evil, "standfirst": evil, "body": BODY + evil}
    checks.save_text(check_id=check.pk, by=cast.rita, seen_version=check.version, values=values)
    assert "alert(1)</script>" not in preview(as_(cast.rita), check).text


def test_its_pictures_come_through_an_address_that_asks_who_one_is(cast, as_, tmp_path):
    check = make_check(cast, State.RESEARCH)
    added = with_picture(check, cast.rita, tmp_path)
    address = f"/newsroom/checks/{check.pk}/preview/media/{added.published_sha256}.{added.published_extension}"
    assert address in preview(as_(cast.rita), check).text
    answer = as_(cast.ed).get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.getvalue().startswith(b"\xff\xd8")
    assert as_(cast.otto).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_the_original_is_not_to_be_had_there(cast, as_, tmp_path):
    check = make_check(cast, State.RESEARCH)
    added = with_picture(check, cast.rita, tmp_path)
    address = f"/newsroom/checks/{check.pk}/preview/media/{added.sha256}.jpg"
    assert added.sha256 != added.published_sha256
    assert as_(cast.rita).get(address).status_code == 404


def test_a_claimants_portrait_is_shown(cast, as_):
    check = make_check(cast, State.RESEARCH)
    kept = vault.store().receive([picture("JPEG")], 1_000_000)
    Claimant.objects.update(portrait=kept.sha256, portrait_extension="jpg")
    address = f"/newsroom/checks/{check.pk}/preview/media/{kept.sha256}.jpg"
    assert address in preview(as_(cast.rita), check).text
    answer = as_(cast.rita).get(address)
    assert (answer.status_code, answer.headers["Content-Disposition"]) == (200, "inline")
    assert answer.getvalue().startswith(b"\xff\xd8")
