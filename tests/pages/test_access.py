"""Every address with everybody: who is let in, who learns nothing, and that looking changes nothing."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client

from factchecks.models import Appearance, Topic
from factchecks.services import appearances, discussion, handover, previewlinks, readersend, sources, versions
from factchecks.states import Action, State
from tests.access import ACCESS
from tests.factories import make_check, move, rows_of
from tests.pages.broken import ask
from tests.pages.test_preview import with_picture

OUTSIDERS = ("otto", "noor", "ada", "sue")
INSIDERS = ("rita", "ed")
HTMX = {"HX-Request": "true"}
# What a form of any of the addresses may ask for; each reads its own.
FILLED = {
    "version": 1,
    "seen_version": 1,
    "note": "A note.",
    "text": "Twelve stops were rebuilt in the summer.",
    "url": "https://new.example.org/page",
    "title": "A title",
    "description": "A call with the operator.",
    "headline": "Forged",
    "reason": "I have heard the recording myself.",
    "outcome": "answered",
    "whom": "Dana Whitcombe",
    "to": "up",
    "theme": "dark",
    "name": "Before the second source",
    "check": "FC-0001",
    "who": "Dana Whitcombe",
    "email": "reader@example.org",
}
# Addresses that answer nothing without a question.
ASKED = {"api/v1alpha1/claims:search": "?query=tram", "oembed": "?url={site}/checks/{slug}/"}
NONSENSE = {name: "\x00" for name in FILLED}


def of(*rules):
    """Addresses with one of these rules."""
    return [path for path, rule in ACCESS.items() if rule in rules]


PUBLIC, FORMS, STAFF, CHECK = of("public"), of("public form"), of("staff"), of("check")
TOKEN = of("token")
EDITORS = of("editors")
POSTED = of("staff post", "editors post", "check post")
INSIDE = [*of("staff", "check"), *EDITORS, *POSTED]


@pytest.fixture
def inside(cast, tmp_path):
    """Addresses of a check in research, filled in by their pattern."""
    return filled(parts(make_open(cast, tmp_path)), INSIDE)


@pytest.fixture
def wrong(cast, tmp_path):
    """Addresses of previews with a token that was never given."""
    return filled(parts(make_open(cast, tmp_path)), TOKEN)


@pytest.fixture
def outside(cast, tmp_path):
    """Addresses for readers and machines, with something published behind them."""
    return filled(parts(make_published(cast, tmp_path)), [*PUBLIC, *FORMS, *of("loopback")])


def filled(known, patterns):
    """The patterns of the table with the parts of an address in their places, and what they must be asked."""
    paths = {one: "/" + re.sub(r"<\w+:(\w+)>", lambda part: str(known[part[1]]), one) for one in patterns}
    return {one: path + ASKED.get(one, "").format(site=settings.SITE_URL, **known) for one, path in paths.items()}


def make_open(cast, tmp_path):
    """In research, with pages, quotations, a picture, and a source that was taken off."""
    check = make_check(cast, State.RESEARCH)
    with_picture(check, cast.rita, tmp_path)
    gone = sources.add_described(check_id=check.pk, title="Call", description="A call.", by=cast.rita)
    sources.remove(source_id=gone.pk, by=cast.rita)
    previewlinks.make(check_id=check.pk, by=cast.rita, label="Lawyer")
    discussion.start(check_id=check.pk, by=cast.rita, text="Since when?")
    handover.hand_over(check_id=check.pk, by=cast.rita, to=cast.ines)
    check.refresh_from_db()
    versions.name(check_id=check.pk, by=cast.rita, seen_version=check.version, name="First whole draft")
    place = {"url": "", "title": "Radio", "seen_on": None, "timecode": "", "is_first": True}
    claim = {"check_id": check.pk, "claim_id": check.claims.get().pk, "seen_version": check.version}
    appearances.add(by=cast.rita, values=place, **claim)
    return check


def make_published(cast, tmp_path):
    """Published with a picture."""
    check = make_check(cast, State.RESEARCH)
    with_picture(check, cast.rita, tmp_path)
    check.topics.add(Topic.objects.create(name="Transport", slug="transport"))
    for action, by in ((Action.SUBMIT, cast.rita), (Action.APPROVE, cast.ed), (Action.PUBLISH, cast.ed)):
        check = move(check, action, by)
    return check


def parts(check):
    """What stands between < and > in the addresses."""
    removed = check.sources.filter(removed_at__isnull=False).first()
    thread = check.threads.first()
    source, file = check.sources.current().first(), check.attachments.first()
    given, link = check.assignments.first(), check.preview_links.first()
    suggestion = readersend.suggest(text="Every bus is electric.")
    report = check.reader_reports.create(text="Nine are missing.", fingerprint="-", at=check.created_at)
    return {
        "suggestion_id": suggestion.pk,
        "report_id": report.pk,
        "reference": suggestion.reference,
        "check_id": check.pk,
        "link_id": link and link.pk,
        "token": "wrong",
        "assignment_id": given and given.pk,
        "claim_id": check.claims.last().pk,
        "appearance_id": Appearance.objects.filter(claim__factcheck=check).values_list("pk", flat=True).first(),
        "slug": check.slug,
        "action": "return_to_draft",
        "source_id": source.pk,
        "alert_id": ask(source).pk,
        "removed_id": removed and removed.pk,
        "snapshot_id": source.link.latest_snapshot_id,
        "quotation_id": source.quotations.first().pk,
        "file_id": file.pk,
        "thread_id": thread and thread.pk,
        "comment_id": thread and thread.comments.get().pk,
        "attachment_id": file.pk,
        "sha256": file.published_sha256,
        "extension": file.published_extension,
        "edition": 1,
        "repeat_id": 1,
        "session_id": 1,
        "part": 1,
        "topic": "transport",
        "claimant": "dana-whitcombe",
        "kind": "claimant",
        "filed": "dana-whitcombe",
        "number": check.live_edition.number if check.live_edition else 1,
    }


def everything():
    """Every row of every table of the application, as the database has it."""
    return rows_of(apps.get_app_config("factchecks").get_models())


def proper(answer):
    """The answer, once its headers are found right; a file that it streams is read to its end."""
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.status_code < 500
    kind = answer.headers.get("Content-Type", "")
    assert "charset=utf-8" in kind or not (kind.startswith("text/") or "xml" in kind), kind
    if answer.streaming:
        assert answer.getvalue()
    return answer


def test_every_rule_is_one_that_is_tried_here():
    known = {*PUBLIC, *FORMS, *TOKEN, *STAFF, *EDITORS, *CHECK, *POSTED, *of("loopback")}
    assert set(ACCESS) - known == set()


def test_readers_need_no_session_and_get_no_cookie(outside, subtests):
    client, before = Client(), everything()
    for pattern in PUBLIC:
        with subtests.test(pattern):
            answer = proper(client.get(outside[pattern]))
            assert answer.status_code == 200 or answer.url.startswith("/static/")
            assert proper(client.post(outside[pattern], FILLED)).status_code == 405
            assert not client.cookies
            assert everything() == before


def test_a_letter_needs_no_session_and_gets_only_its_token(outside, subtests):
    before = everything()
    for pattern in FORMS:
        with subtests.test(pattern):
            client = Client()
            assert proper(client.get(outside[pattern])).status_code == 200
            assert list(client.cookies) == ["newsroom_csrf"]
            for data in ({}, FILLED, NONSENSE):
                assert proper(client.post(outside[pattern], data)).status_code == 422
            assert list(client.cookies) == ["newsroom_csrf"]
            assert proper(client.put(outside[pattern])).status_code == 405
            assert everything() == before


def test_a_wrong_token_opens_nothing_for_anybody(wrong, as_, cast, subtests):
    clients = (Client(), as_(cast.rita), as_(cast.ada))
    before = everything()
    for client in clients:
        cookies = set(client.cookies)
        for pattern in TOKEN:
            with subtests.test(pattern):
                assert proper(client.get(wrong[pattern])).status_code == 404
                assert proper(client.post(wrong[pattern], FILLED)).status_code == 405
                assert (set(client.cookies), everything()) == (cookies, before)


def test_nobody_gets_in_without_signing_in(inside, subtests):
    client, before = Client(), everything()
    for pattern, path in inside.items():
        with subtests.test(pattern):
            for answer in (client.get(path), client.post(path, FILLED)):
                assert proper(answer).status_code == 302
                assert answer.url == f"/accounts/login/?next={path}"
            for answer in (client.get(path, headers=HTMX), client.post(path, FILLED, headers=HTMX)):
                assert proper(answer).status_code == 401
                assert answer.headers["HX-Redirect"].startswith("/accounts/login/?next=")
            assert everything() == before


@pytest.mark.parametrize("name", OUTSIDERS)
def test_another_desk_does_not_learn_that_there_is_such_a_check(inside, as_, cast, subtests, name):
    client = as_(getattr(cast, name))
    before = everything()
    for pattern in CHECK:
        with subtests.test(pattern):
            assert proper(client.get(inside[pattern], follow=True)).status_code == 404
            assert proper(client.get(inside[pattern], headers=HTMX)).status_code == 404
            for data in ({}, FILLED):
                assert proper(client.post(inside[pattern], data)).status_code in (404, 405)
            assert everything() == before


@pytest.mark.parametrize("name", OUTSIDERS)
def test_another_desk_cannot_post_to_it(inside, as_, cast, subtests, name):
    client = as_(getattr(cast, name))
    before = everything()
    for pattern in of("check post"):
        with subtests.test(pattern):
            for data in ({}, FILLED):
                assert proper(client.post(inside[pattern], data)).status_code == 404
                assert proper(client.post(inside[pattern], data, headers=HTMX)).status_code == 404
            assert everything() == before


@pytest.mark.parametrize("name", [*INSIDERS, *OUTSIDERS])
def test_pages_of_the_staff_open_for_everybody_signed_in(inside, as_, cast, subtests, name):
    client = as_(getattr(cast, name))
    before = everything()
    for pattern in STAFF:
        with subtests.test(pattern):
            assert proper(client.get(inside[pattern])).status_code == 200
            assert proper(client.get(inside[pattern], headers=HTMX)).status_code == 200
            assert everything() == before


@pytest.mark.parametrize(("name", "status"), [("ed", 200), ("noor", 200), ("cleo", 200), ("ada", 200), ("rita", 403)])
def test_pages_of_editors_open_for_them_and_admins_alone(inside, as_, cast, subtests, name, status):
    client = as_(getattr(cast, name))
    before = everything()
    for pattern in EDITORS:
        with subtests.test(pattern):
            assert proper(client.get(inside[pattern])).status_code == status
            assert proper(client.get(inside[pattern], headers=HTMX)).status_code == status
            assert everything() == before


@pytest.mark.parametrize("name", INSIDERS)
def test_pages_of_a_check_open_for_its_desk(inside, as_, cast, subtests, name):
    client = as_(getattr(cast, name))
    before = everything()
    for pattern in CHECK:
        with subtests.test(pattern):
            assert proper(client.get(inside[pattern], follow=True)).status_code == 200
            assert proper(client.get(inside[pattern], headers=HTMX)).status_code == 200
            assert everything() == before


@pytest.mark.parametrize("name", [*INSIDERS, "otto"])
def test_a_link_to_a_form_changes_nothing(inside, as_, cast, subtests, name):
    """A GET is 405, or leads to a page for whoever comes back from signing in."""
    client = as_(getattr(cast, name))
    before = everything()
    for pattern in POSTED:
        with subtests.test(pattern):
            answer = proper(client.get(inside[pattern]))
            assert answer.status_code in (302, 404, 405)
            assert answer.headers.get("Location", "/newsroom/").startswith("/newsroom/")
            assert everything() == before


@pytest.mark.parametrize("name", INSIDERS)
@pytest.mark.parametrize("data", [{}, FILLED, NONSENSE], ids=["empty", "filled", "nonsense"])
def test_no_form_is_answered_with_a_broken_page(inside, as_, cast, subtests, name, data):
    client = as_(getattr(cast, name))
    for pattern, path in inside.items():
        with subtests.test(pattern), transaction.atomic():
            assert proper(client.post(path, data)).status_code in (200, 302, 400, 403, 404, 405, 409, 422)
            transaction.set_rollback(True)


def test_figures_are_for_machines_on_this_computer(outside, settings):
    (path,) = [outside[pattern] for pattern in of("loopback")]
    away = Client(REMOTE_ADDR="192.0.2.7")
    assert proper(Client().get(path)).status_code == 200
    assert proper(away.get(path)).status_code == 403
    for name in ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"):
        assert proper(Client().get(path, headers={name: "x"})).status_code == 403
    settings.METRICS_TOKEN = "a token"
    assert proper(away.get(path, headers={"Authorization": "Bearer guess"})).status_code == 403
    assert proper(away.get(path, headers={"Authorization": "Bearer a token"})).status_code == 200
    assert proper(Client().post(path)).status_code == 405
