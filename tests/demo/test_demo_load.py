"""The demo once it is loaded: after the checks are out, the watch has looked again and says what it found."""

from dataclasses import replace

import pytest

from factchecks.demo import load
from factchecks.demo.pages import demo_origins
from factchecks.models import Alert, ClaimSuggestion, Comment, FactCheck, Link, ReaderReport, Thread, User
from factchecks.states import State
from newsroom.ports import choose_port
from tests.services.demo_web import open_to

TURNED = {"bridge-toll", "depot-noise", "night-buses"}
TALKED = {"tram-fares", "winter-works"}


def by(key):
    return User.objects.get(email=f"{key}@newsroom.example")


def load_only(keys, newsroom, monkeypatch, folder):
    """Loads a few checks; the whole demo would take half a minute."""
    port = choose_port(0)
    few = replace(newsroom, checks=tuple(one for one in newsroom.checks if one.key in keys))
    monkeypatch.setattr(load, "load_content", lambda: few)
    with open_to(monkeypatch, *demo_origins(port)):
        assert load.load(port=port, sign_ins=folder / "people.json") == len(keys)


@pytest.fixture
def loaded(db, newsroom, monkeypatch, tmp_path):
    """The three published checks with a page that is another one later."""
    load_only(TURNED, newsroom, monkeypatch, tmp_path)


@pytest.fixture
def talked(db, newsroom, monkeypatch, tmp_path):
    """A check that was sent back with comments on words and on a source, one that is being written."""
    load_only(TALKED, newsroom, monkeypatch, tmp_path)


def test_it_asks_about_one_verdict_and_shows_one_page_missing_and_one_moved(loaded):
    alert = Alert.objects.get(closed_at__isnull=True)
    assert (alert.state, alert.factcheck.state) == ("quote_differs_in_meaning", State.PUBLISHED)
    assert alert.detail.endswith("Does the verdict still hold?")
    again = Link.objects.exclude(verdict="ok").values_list("state", "verdict")
    wanted = [("failing", "not_found"), ("ok", "moved_permanently"), ("ok", "quote_differs_in_meaning")]
    assert sorted(again) == wanted
    assert FactCheck.objects.public().count() == 3


def test_what_was_said_is_there_with_what_must_be_settled(talked):
    threads = {thread.exact or str(thread.source): thread for thread in Thread.objects.with_comments(by("ed"))}
    assert len(threads) == 4
    sent_back = threads["The monthly pass rose from 52 to 56 crowns in July 2025."]
    assert [comment.author.name for comment in sent_back.shown] == ["Ed Lindqvist", "Rita Vance"]
    assert (sent_back.blocking, sent_back.is_open) == (True, True)
    assert sorted(thread.is_open for thread in threads.values()) == [False, True, True, True]
    assert not Comment.objects.filter(sent_at=None).exists()
    assert Comment.objects.filter(mentions=by("rita")).count() == 2


def test_readers_wrote_three_suggestions_and_one_report(loaded):
    assert ClaimSuggestion.objects.waiting().count() == 3
    assert ReaderReport.objects.get().factcheck in FactCheck.objects.public()
