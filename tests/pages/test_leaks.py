"""Embargo: no address, feed, file or mail tells anybody outside a word of what is not published."""

import re
from itertools import product

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import get_resolver
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Claimant, FactCheck, Filed, Repeat, Snapshot
from factchecks.roles import Role
from factchecks.services import people, readersend, restricting
from factchecks.services.publication import numbered_slug, slug_of
from factchecks.states import Action, State
from tests.access import ACCESS
from tests.factories import make_check, make_user, move
from tests.pages.broken import ask
from tests.pages.secret import LURE, ONCE_PUBLISHED, STATES, WORDS, secret
from tests.pages.test_access import HTMX
from tests.test_architecture import addresses

# Of the installed applications: they know no checks, or are closed to all but admins.
NOT_OURS = ("admin/", "accounts/")
# What is asked of every address that names no single thing: each reads its own. The lure stands in every field.
QUESTIONS = (
    "",
    f"?q={LURE}&text={LURE}&typed={LURE}",
    f"?query={LURE}",
    "?query=&languageCode=en&maxAgeDays=36500&pageSize=100",
    f"?topic={WORDS['topic']}",
    f"?claimant={WORDS['claimant']}",
    "?verdict=misleading",
    "?page=1&state=review&desk=transport&show=all&tab=reports",
)
# What is asked of one thing.
NEARER = ("", "?show=changes", "?from=1&to=now", "?threads=resolved", "?page=review&seen=1")
# What is not found is asked all of that at once.
AT_ONCE = "?" + "&".join(one[1:] for one in NEARER if one)
PATTERNS = sorted(one for one in addresses(get_resolver().url_patterns) if not one.startswith(NOT_OURS))


def asked_by(pattern):
    """The names between < and > of an address."""
    return re.findall(r"<\w+:(\w+)>", pattern)


def questions(pattern):
    """What only takes forms, and what is a part of one thing, is asked nothing."""
    names = asked_by(pattern)
    if len(names) > 1 or "post" in ACCESS.get(pattern, ""):
        return ("",)
    return NEARER if names else QUESTIONS


def ids(rows):
    return [*rows.values_list("pk", flat=True)] or [1]


def slugs(check):
    """Every word that an address could have, whatever it is the address of."""
    claimants = Claimant.objects.values_list("slug", flat=True)
    found = {check.slug, slug_of(check), numbered_slug(check), *claimants, WORDS["topic"], "misleading", "transport"}
    return sorted(found - {""})


def hashes(check):
    """Of every file and every kept copy of the check."""
    files = check.attachments.values_list("sha256", "published_sha256", "thumbnail_sha256")
    kept = Snapshot.objects.values_list("sha256", "text_sha256")
    return sorted({one for row in (*files, *kept) for one in row} - {""})


KNOWN = {
    "check_id": lambda check: [check.pk],
    "claim_id": lambda check: ids(check.claims),
    "appearance_id": lambda check: [one.pk for claim in check.claims.all() for one in claim.appearances.all()],
    "assignment_id": lambda check: ids(check.assignments),
    "source_id": lambda check: ids(check.sources),
    "snapshot_id": lambda check: ids(Snapshot.objects),
    "quotation_id": lambda check: [one.pk for source in check.sources.all() for one in source.quotations.all()],
    "alert_id": lambda check: [ask(check.sources.first()).pk],
    "file_id": lambda check: ids(check.attachments),
    "thread_id": lambda check: ids(check.threads),
    "comment_id": lambda check: [thread.comments.first().pk for thread in check.threads.all()],
    "edition": lambda check: [*check.editions.values_list("number", flat=True)],
    "link_id": lambda check: ids(check.preview_links),
    "action": lambda check: list(Action),
    "slug": slugs,
    "sha256": hashes,
    "extension": lambda check: ["jpg"],
    "part": lambda check: [1],
    "token": lambda check: ["wrong", check.preview_links.get().token_hash],
    "suggestion_id": lambda check: [readersend.suggest(text="Every bus is electric.").pk],
    "reference": lambda check: [readersend.suggest(text="Every bus is electric.").reference],
    "number": lambda check: [*check.editions.values_list("number", flat=True), 1],
    "repeat_id": lambda check: ids(Repeat.objects),
    "session_id": lambda check: [1],
    "topic": lambda check: [WORDS["topic"]],
    "claimant": lambda check: [*Claimant.objects.values_list("slug", flat=True)],
    "kind": lambda check: Filed.values,
    "filed": lambda check: [*Claimant.objects.values_list("slug", flat=True), WORDS["topic"], "misleading"],
    "report_id": lambda check: [check.reader_reports.create(text="Nine.", fingerprint="-", at=check.created_at).pk],
}


def walk(check, patterns):
    """Each address with everything that can stand in it, and what can be asked there."""
    known = {name: find(check) for name, find in KNOWN.items()}
    for pattern in patterns:
        names = asked_by(pattern)
        for values in product(*(known[name] for name in names)):
            given = iter(values)
            path = "/" + re.sub(r"<[^>]+>", lambda found, given=given: str(next(given)), pattern)
            yield path, questions(pattern)
    for path in ("/nonsense/", f"/checks/{check.pk}/", f"/{check.number}/", f"/newsroom/checks/{check.pk}"):
        yield path, ("",)


def answered(client, path, asked, *, posts):
    """(what was asked, answer) for each question at one address, and for the other ways of asking there."""
    first = client.get(path)
    yield path, first
    if path.startswith("/newsroom/"):
        yield path, client.get(path, headers=HTMX)
    if posts:
        yield path, client.post(path, {})
    absent = first.status_code == 404 and asked == NEARER
    yield from ((path + one, client.get(path + one)) for one in ([AT_ONCE] if absent else asked[1:]))


def heard(answer):
    """All that an answer says: its body, its headers, its cookies."""
    body = answer.getvalue() if answer.streaming else answer.content
    return f"{body.decode(errors='ignore')} {dict(answer.headers)} {answer.cookies}".casefold()


def words_in(text, path=""):
    """The secret words in it that were not in the question."""
    return {name for name, word in WORDS.items() if word in text and word not in path.casefold()}


def bytes_in(answer, path, secrets):
    """{"bytes"} if a file was given whose name is a hash: a picture has no words."""
    given = answer.status_code == 200 and any(one in path for one in secrets)
    return {"bytes"} if given else set()


def told(client, check, *, posts, patterns=PATTERNS):
    """What each address tells: {name of the word: addresses}."""
    found, secrets = {}, hashes(check)
    for address, asked in walk(check, patterns):
        for path, answer in answered(client, address, asked, posts=posts):
            for name in words_in(heard(answer), path) | bytes_in(answer, path, secrets):
                found.setdefault(name, []).append(path)
    return found


@pytest.fixture
def check(request, cast, tmp_path):
    return secret(request.param, cast, tmp_path)


def test_every_address_can_be_walked():
    """An address with a name that is new here fails: say in KNOWN what can stand there."""
    unknown = {one: set(asked_by(one)) - set(KNOWN) for one in PATTERNS}
    assert {one: names for one, names in unknown.items() if names} == {}


@pytest.mark.parametrize("check", STATES, indirect=True)
def test_nobody_outside_is_told_a_word(check):
    assert told(Client(), check, posts=True) == {}
    assert words_in(str([vars(one) for one in mail.outbox]).casefold()) == set()


def told_inside(client, check):
    """What the pages of the staff tell; the others read no session."""
    found = told(client, check, posts=True, patterns=[one for one in PATTERNS if one.startswith("newsroom/")])
    # The list of topics is the house's; whoever records a claim chooses from it.
    assert all(path.startswith("/newsroom/checks/new/") for path in found.pop("topic", []))
    return found


@pytest.mark.parametrize("check", STATES, indirect=True)
def test_another_desk_is_told_no_word(check, cast, as_):
    assert told_inside(as_(cast.noor), check) == {}


def restrict(check, by):
    """By the service, with all that it writes and gives."""
    restricting.restrict(check_id=check.pk, by=by, reason="Why is not for everybody.")
    return FactCheck.objects.get(pk=check.pk)


@pytest.mark.parametrize("name", ["mo", "cleo"])
@pytest.mark.parametrize("check", ["review"], indirect=True)
def test_of_a_restricted_check_its_own_desk_is_told_no_word(check, cast, as_, name):
    assert told_inside(as_(getattr(cast, name)), restrict(check, cast.ed)) == {}


# Pages that count or list checks, sources, links and letters.
COUNTING = ("", "checks/", "checks/?state=review", "checks/?mine=true", "links/", "links/numbers/", "post/")
COUNTING += (f"checks/?q={LURE}", f"checks/new/similar/?text={LURE}", f"claimants/?typed={LURE}")


@pytest.mark.parametrize("check", ["review"], indirect=True)
def test_of_a_restricted_check_no_count_or_list_of_the_desk_has_a_trace(check, cast, as_):
    make_check(cast, State.PUBLISHED)
    client, found = as_(cast.mo), {}
    restrict(check, cast.ed)
    for there in (True, False):
        if not there:
            FactCheck.objects.filter(pk=check.pk).update(desk=cast.city)
        answers = [client.get(f"/newsroom/{one}") for one in COUNTING]
        assert {one.status_code for one in answers} == {200}
        found[there] = [LexborHTMLParser(one.text).root.text().split() for one in answers]
    assert found[True] == found[False]
    assert not any(check.number in words for words in found[True])


@pytest.mark.parametrize("check", ["review"], indirect=True)
def test_of_a_restricted_check_admins_are_told_number_and_desk_only(check, cast, as_):
    people.set_up_groups()
    restrict(check, cast.ed)
    client = as_(cast.ada)
    lists = ("factcheck", "factcheck/restricted", "link", "edition", "event", "job", "claimant")
    pages = [f"/admin/factchecks/{one}/" for one in lists] + [f"/admin/factchecks/factcheck/{check.pk}/exceptions/"]
    said = {page: words_in(heard(client.get(page))) for page in pages}
    assert client.get("/admin/factchecks/factcheck/restricted/").text.count(check.number) > 0
    # Claimants are the house's, as topics are.
    assert said.pop("/admin/factchecks/claimant/") <= {"claimant", "other", "role"}
    assert {page: words for page, words in said.items() if words} == {}


@pytest.mark.parametrize("check", ["review"], indirect=True)
def test_of_a_restricted_check_legal_is_told_all_but_confidential_sources(check, cast, as_):
    lea = make_user("Lea", Group.objects.get(name=Role.LEGAL.value))
    restrict(check, cast.ed)
    found = told(as_(lea), check, posts=False)
    assert "hidden" not in found
    assert {"headline", "body", "claim", "quote", "comment", "described"} <= set(found)


@pytest.mark.parametrize("check", ["review"], indirect=True)
def test_an_admin_without_a_desk_is_told_no_word(check, cast, as_):
    assert told_inside(as_(cast.ada), check) == {}


@pytest.mark.parametrize(
    ("check", "unwritten"), [("sent back", ONCE_PUBLISHED), ("changed", set())], indirect=["check"]
)
def test_the_same_walk_tells_the_author_every_word(check, unwritten, cast, as_):
    found = told(as_(cast.rita), check, posts=False)
    assert {*WORDS, "bytes"} - set(found) == unwritten


@pytest.mark.parametrize("check", ["approved"], indirect=True)
def test_the_same_walk_tells_readers_what_is_published(check, cast):
    move(check, Action.PUBLISH, cast.ed)
    check.refresh_from_db()
    found = told(Client(), check, posts=False)
    inside = {"note", "copy", "hidden", "file", "comment", "reply", "whom", "version", "handed", "label"}
    assert inside & set(found) == set()
    assert {"headline", "body", "claimant", "title", "quote", "caption", "bytes"} <= set(found)
    everywhere = {path.split("?")[0] for path in found["headline"]}
    assert everywhere >= {"/", "/feeds/atom.xml", "/feeds/feed.json", "/feeds/claimreview.json", "/sitemap-news.xml"}
