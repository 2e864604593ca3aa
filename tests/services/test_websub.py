"""WebSub: feeds name the hub, and after each change it is told which of them to fetch. Off unless one is named."""

import json
from pathlib import Path
from urllib.parse import parse_qs

import fastjsonschema
import pytest
from django.core.checks import run_checks
from django.test import Client
from django.utils import timezone
from lxml import etree

from factchecks.jobs import SPECS, JobKind, JobState
from factchecks.links.gate import OpenGate
from factchecks.links.safety import SafetyPolicy
from factchecks.models import FactCheck, Job, Topic
from factchecks.services import network, worker
from factchecks.services.house import house
from factchecks.services.selfcheck import SETTLED
from factchecks.states import Action, State
from tests.factories import correct, make_check, move, publish_again, reword
from tests.links.fake_archive import archive as hub
from tests.links.opened import opened
from tests.pages.typed import queries
from tests.publishing.test_demo_out import SCHEMAS, atom_schema, valid

__all__ = ["hub"]

ROOT = "https://newsroom.example"
FEEDS = ("/feeds/atom.xml", "/feeds/topic/transport.xml", "/feeds/corrections.xml")
DATA = ("/feeds/feed.json", "/feeds/verdict/misleading.json", "/feeds/corrections.json")
BOTH = {f"/feeds/{name}" for name in ("atom.xml", "feed.json")}
CORRECTIONS = {f"/feeds/corrections.{end}" for end in ("xml", "json")}


def of(*places):
    return {f"/feeds/{place}.{end}" for place in places for end in ("xml", "json")}


FIRST = BOTH | of("verdict/misleading", "claimant/dana-whitcombe", "topic/transport")


@pytest.fixture
def named(settings, hub, monkeypatch):
    """A hub of our own, to which the outbound gates are opened on purpose."""
    settings.WEBSUB_HUB = f"http://127.0.0.1:{hub.port}/"
    settings.SITE_URL = ROOT
    hub.status = 204
    monkeypatch.setattr(network, "policy", lambda: opened(hub.port, 443))
    monkeypatch.setattr(network, "gate", OpenGate)
    return hub


@pytest.fixture
def check(named, real_cast):
    """Published on a topic."""
    check = make_check(real_cast, State.RESEARCH)
    check.topics.add(Topic.objects.create(name="Transport", slug="transport"))
    for action, by in ((Action.SUBMIT, real_cast.rita), (Action.APPROVE, real_cast.ed), (Action.PUBLISH, real_cast.ed)):
        move(check, action, by)
    return FactCheck.objects.get(pk=check.pk)


def job_of(check):
    return check.jobs.filter(kind=JobKind.TELL_HUB).latest("pk")


def tell(check):
    """Does the newest job as a worker would, when its time has come; whether it was done."""
    job = job_of(check)
    Job.objects.filter(pk=job.pk).update(run_at=timezone.now())
    return worker.run(job.pk)


def heard(hub):
    """The paths of which the hub was told since last asked for."""
    forms = [parse_qs(body) for method, _, _, body in hub.asked if method == "POST"]
    hub.asked.clear()
    assert all(form["hub.mode"] == ["publish"] for form in forms)
    return [form["hub.url"][0].removeprefix(ROOT) for form in forms]


def test_the_hub_is_told_of_every_feed_that_has_the_check(check, named):
    assert tell(check)
    told = heard(named)
    assert len(told) == len(set(told))
    assert set(told) == FIRST
    assert job_of(check).state == JobState.DONE


def test_every_feed_of_which_it_is_told_is_there(check, named):
    tell(check)
    for path in heard(named):
        answer = Client().get(path)
        assert answer.status_code == 200
        assert check.headline in answer.text


def test_after_a_correction_it_is_told_of_the_feeds_that_had_it_before_too(check, named, real_cast):
    publish_again(
        reword(correct(check, real_cast.rita), real_cast.rita, kind="correction", verdict="false"),
        real_cast,
        real_cast.rita,
    )
    assert tell(check)
    assert set(heard(named)) == FIRST | CORRECTIONS | of("verdict/false")


@pytest.mark.parametrize("action", [Action.RETRACT, Action.TAKE_DOWN])
def test_it_is_told_when_a_check_does_not_stand_any_more_and_when_it_does_again(check, named, real_cast, action):
    for asked in (action, Action.REINSTATE):
        move(check, asked, real_cast.cleo, "A reason.")
        move(check, Action.CONFIRM_REQUEST, real_cast.ed)
        assert tell(check)
        assert set(heard(named)) == FIRST | CORRECTIONS


def test_it_is_told_when_no_cache_has_the_old_feed_any_more(check):
    assert job_of(check).run_at >= FactCheck.objects.get(pk=check.pk).first_published_at + SETTLED


def test_nothing_is_told_before_it_is_published(named, real_cast):
    make_check(real_cast, State.REVIEW, approved=True)
    assert not Job.objects.filter(kind=JobKind.TELL_HUB).exists()


@pytest.mark.parametrize(
    ("status", "posts", "sentence"),
    [
        (503, 1, "The hub is busy (answer 503)."),
        (429, 1, "answer 429"),
        (404, 8, "refused /feeds/atom.xml"),
    ],
)
def test_a_hub_that_does_not_take_it_is_told_again_later(check, named, status, posts, sentence):
    named.status = status
    assert not tell(check)
    assert len(heard(named)) == posts
    assert job_of(check).state == JobState.QUEUED
    assert sentence in job_of(check).error
    named.status = 202
    assert tell(check)
    assert set(heard(named)) == FIRST


def test_after_the_last_try_the_job_has_failed_and_says_why(check, named, settings, hub):
    named.status = 500
    Job.objects.filter(pk=job_of(check).pk).update(attempts=SPECS[JobKind.TELL_HUB].max_attempts - 1)
    assert not tell(check)
    assert job_of(check).state == JobState.FAILED


def test_a_hub_on_a_private_network_is_not_asked(check, named, monkeypatch):
    monkeypatch.setattr(network, "policy", lambda: SafetyPolicy(allowed_ports=frozenset({named.port})))
    assert not tell(check)
    assert job_of(check).error.startswith("Unheard: This address points")
    assert named.asked == []


def test_a_hub_that_is_named_no_more_is_not_told(check, named, settings):
    settings.WEBSUB_HUB = ""
    assert tell(check)
    assert heard(named) == []


def test_a_hub_that_leads_elsewhere_is_not_followed(check, named):
    named.says("", 307, Location=f"http://127.0.0.1:{named.port}/elsewhere/")
    assert not tell(check)
    assert {path for _, path, _, _ in named.asked} == {"/"}


def test_by_default_nobody_is_told_and_no_feed_names_a_hub(real_cast):
    make_check(real_cast, State.PUBLISHED)
    assert not Job.objects.filter(kind=JobKind.TELL_HUB).exists()
    for path in (*BOTH, *CORRECTIONS):
        answer = Client().get(path)
        assert "hub" not in answer.text
        assert "Link" not in answer.headers


def test_approving_and_publishing_keep_to_their_budget_with_a_hub(named, real_cast, as_):
    check, client, spent = make_check(real_cast, State.REVIEW), as_(real_cast.ed), 0
    house()  # remembered for a minute
    for action in (Action.APPROVE, Action.PUBLISH):
        check.refresh_from_db()
        path, form = f"/newsroom/checks/{check.pk}/do/{action.value}/", {"version": check.version}
        spent += queries(lambda path=path, form=form: client.post(path, form))
    assert job_of(check).args["feeds"]
    assert spent <= 25


@pytest.mark.parametrize("path", [*FEEDS, *DATA])
def test_each_feed_says_who_tells_of_its_changes(check, settings, path):
    answer = Client().get(path)
    link = f'<{settings.WEBSUB_HUB}>; rel="hub", <{ROOT}{path}>; rel="self"'
    assert answer.headers["Link"] == link
    again = Client().get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.headers["Link"]) == (304, link)


@pytest.mark.parametrize("path", FEEDS)
def test_atom_names_the_hub_as_its_standard_allows(check, settings, path):
    body = Client().get(path).content
    assert valid(atom_schema(), body) == []
    links = {one.get("rel"): one.get("href") for one in etree.fromstring(body).findall("{*}link")}
    assert (links["hub"], links["self"]) == (settings.WEBSUB_HUB, f"{ROOT}{path}")


@pytest.mark.parametrize("path", DATA)
def test_json_names_the_hub_as_its_specification_allows(check, settings, path):
    schema = json.loads((Path(SCHEMAS) / "jsonfeed.json").read_text())
    feed = fastjsonschema.compile(schema)(Client().get(path).json())
    assert feed["hubs"] == [{"type": "WebSub", "url": settings.WEBSUB_HUB}]


@pytest.mark.parametrize(
    ("address", "wrong"),
    [("", 0), ("https://hub.example/", 0), ("hub.example", 1), ("https://a b/", 1), ("ftp://a/", 1)],
)
def test_what_is_no_address_of_a_hub_stops_the_start(settings, address, wrong):
    settings.WEBSUB_HUB = address
    assert [one.id for one in run_checks(tags=["factchecks"])] == ["factchecks.E004"] * wrong
