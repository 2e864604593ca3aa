"""The evidence of a check as a download: who gets it, and that the getting is on record."""

import io
import zipfile

import pytest

from factchecks.models import Event
from factchecks.states import State
from tests.factories import make_check


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def ask(client, check):
    return client.post(f"/newsroom/checks/{check.pk}/evidence/")


def test_who_works_on_the_check_gets_one_zip(check, cast, as_):
    page = ask(as_(cast.rita), check)
    content = page.getvalue()  # closes the file as well
    assert page["Content-Type"] == "application/zip"
    assert f"{check.number}-evidence.zip" in page["Content-Disposition"]
    assert "manifest.json" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert Event.objects.filter(chain=f"check:{check.pk}", verb="export", actor=cast.rita.pk).count() == 1


def test_nobody_else_gets_anything(check, cast, as_):
    before = Event.objects.count()
    assert ask(as_(cast.otto), check).status_code == 404
    assert ask(as_(cast.ada), check).status_code in (403, 404)
    assert Event.objects.count() == before


def test_the_history_offers_it_and_tells_of_it(check, cast, as_):
    client = as_(cast.rita)
    ask(client, check).getvalue()
    page = client.get(f"/newsroom/checks/{check.pk}/").text
    assert f'action="/newsroom/checks/{check.pk}/evidence/"' in page
    assert "exported the evidence" in page
