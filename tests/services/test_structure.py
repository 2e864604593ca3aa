"""The counts of headings and links are kept by save, autosave and submit, at no cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factchecks.models import FactCheck
from factchecks.services import checks
from factchecks.states import Action, State
from tests.factories import BODY, make_check, move
from tests.pages.typed import typed

ROUGH = '<h3>Late</h3><p>See <a href="https://council.example.org/">here</a>.</p>' + BODY


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def kept(check: FactCheck) -> tuple[int, int, str]:
    check.refresh_from_db()
    return check.headings_misplaced, check.links_vague, check.vague_name


def write(check, by, body):
    check.refresh_from_db()
    return checks.save_text(check_id=check.pk, by=by, seen_version=check.version, values={"body": body})


def send(client, check, body, path=""):
    headers = {"HX-Request": "true"} if path else {}
    check.refresh_from_db()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.post(f"/newsroom/checks/{check.pk}/{path}", typed(check, body=body), headers=headers)
    return len(queries)


def test_a_saved_text_is_counted_and_a_mended_one_is_counted_anew(cast, check):
    write(check, cast.rita, ROUGH)
    assert kept(check) == (1, 1, "here")
    write(check, cast.rita, BODY)
    assert kept(check) == (0, 0, "")


@pytest.mark.parametrize("path", ["", "autosave/"])
def test_the_workspace_counts_on_save_and_autosave(cast, as_, check, path):
    send(as_(cast.rita), check, ROUGH, path)
    assert kept(check) == (1, 1, "here")


@pytest.mark.parametrize("path", ["", "autosave/"])
def test_counting_costs_no_query(cast, as_, check, path):
    client = as_(cast.rita)
    send(client, check, BODY + "<p>One.</p>", path)
    assert send(client, check, ROUGH, path) == send(client, check, BODY + "<p>Two.</p>", path)


def test_submitting_counts_a_text_written_before_there_were_counts(cast, check):
    write(check, cast.rita, ROUGH)
    FactCheck.objects.filter(pk=check.pk).update(headings_misplaced=0, links_vague=0, vague_name="")
    move(check, Action.SUBMIT, cast.rita)
    assert kept(check) == (1, 1, "here")


def test_the_editor_is_warned_in_the_workspace_and_led_to_the_text(cast, as_, check):
    write(check, cast.rita, ROUGH)
    page = as_(cast.rita).get(f"/newsroom/checks/{check.pk}/").content.decode()
    assert "One heading is out of order." in page
    assert "One link does not say where it leads: “here”." in page
    assert page.count('href="#id_body" data-go') == 2
