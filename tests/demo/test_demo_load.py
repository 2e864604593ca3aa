"""The demo once it is loaded: after the checks are out, the watch has looked again and says what it found."""

from dataclasses import replace

import pytest

from factchecks.demo import load
from factchecks.demo.pages import demo_origins
from factchecks.demo.shapes import Stage
from factchecks.models import Alert, FactCheck, Link
from factchecks.states import State
from newsroom.embedded import choose_port
from tests.services.demo_web import open_to

TURNED = {"bridge-toll", "depot-noise", "night-buses"}


@pytest.fixture
def loaded(db, newsroom, monkeypatch, tmp_path):
    """The three published checks with a page that is another one later; the whole demo would take half a minute."""
    port = choose_port(0)
    few = replace(newsroom, checks=tuple(one for one in newsroom.checks if one.key in TURNED))
    assert {one.stage for one in few.checks} == {Stage.PUBLISHED}
    monkeypatch.setattr(load, "load_content", lambda: few)
    with open_to(monkeypatch, *demo_origins(port)):
        assert load.load(port=port, sign_ins=tmp_path / "people.json") == 3


def test_it_asks_about_one_verdict_and_shows_one_page_missing_and_one_moved(loaded):
    alert = Alert.objects.get(closed_at__isnull=True)
    assert (alert.state, alert.factcheck.state) == ("quote_differs_in_meaning", State.PUBLISHED)
    assert alert.detail.endswith("Does the verdict still hold?")
    again = Link.objects.exclude(verdict="ok").values_list("state", "verdict")
    wanted = [("failing", "not_found"), ("ok", "moved_permanently"), ("ok", "quote_differs_in_meaning")]
    assert sorted(again) == wanted
    assert FactCheck.objects.public().count() == 3
