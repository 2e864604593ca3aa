"""The page of a source: its facts and why it stands as it does, its looks, where else it is cited, what is hidden."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from guardian.shortcuts import assign_perm
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Link, LinkAttempt, Snapshot, User
from factchecks.roles import Right
from factchecks.services import quotations, sources, vault
from factchecks.states import State
from tests.factories import add_page
from tests.pages.broken import ask, break_link
from tests.pages.typed import queries
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

ADDRESS = "https://council.example.org/minutes"
WORDS = "The chair said that every tram stop has been step-free since spring."


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


@pytest.fixture
def source(check):
    return check.sources.current().first()


@pytest.fixture
def reader(cast, check):
    """Somebody of another desk who was let in to read this check."""
    assign_perm(Right.READ.on_check, cast.otto, check)
    return User.objects.get(pk=cast.otto.pk)


def see(client, source, **asked):
    answer = client.get(f"/newsroom/sources/{source.pk}/", asked)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def words(node):
    return " ".join(node.text(separator=" ").split())


def looked(link, number, **more):
    """So many looks, one a day."""
    now = timezone.now()
    values = {"elapsed_ms": 200, "status": 200, "verdict": "ok", "rule": "17-ok", "link": link} | more
    return LinkAttempt.objects.bulk_create(
        LinkAttempt(pk=uuid.uuid4(), at=now - timedelta(days=n / 4), **values) for n in range(number)
    )


def known(source, **values):
    Link.objects.filter(pk=source.link_id).update(checked_at=timezone.now(), **values)
    return source


def test_it_says_in_words_why_the_link_stands_as_it_does(source, cast, as_):
    known(source, state="failing", verdict="not_found", rule="5-not-found", detail="Answer 404.", note="An old link.")
    facts = words(see(as_(cast.rita), source).css_first("#facts"))
    assert "Why “Not found”?" in facts
    assert "no such page. Three such answers over six days mean dead. Answer 404. An old link." in facts


def test_fingerprints_and_downloads_stand_beside_the_copy(source, cast, as_):
    copy = source.link.snapshots.get()
    Snapshot.objects.filter(pk=copy.pk).update(warc_sha256=vault.store().receive([b"WARC"], 10).sha256)
    copy.refresh_from_db()
    client = as_(cast.rita)
    facts = see(client, source).css_first("#facts")
    assert all(sha256 in facts.text() for sha256 in (copy.sha256, copy.text_sha256, copy.warc_sha256))
    (path,) = [one.attributes["href"] for one in facts.css("a") if "WARC" in one.text()]
    answer = client.get(path)
    assert answer.getvalue() == b"WARC"
    assert answer.headers["Content-Disposition"].endswith('.warc.gz"')
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_a_copy_without_a_warc_file_has_none_to_download(source, cast, as_):
    copy, client = source.link.snapshots.get(), as_(cast.rita)
    assert "WARC" not in see(client, source).css_first("#facts").text()
    assert client.get(f"/newsroom/sources/{source.pk}/copies/{copy.pk}/?part=warc").status_code == 404


def test_the_evidence_is_offered_to_those_who_may_export_it(source, check, cast, reader, as_):
    form = f'form[action="/newsroom/checks/{check.pk}/evidence/"]'
    assert see(as_(cast.rita), source).css_first(form)
    assert not see(as_(reader), source).css_first(form)


def test_a_quote_that_stands_there_has_an_address_that_leads_to_it(source, cast, as_):
    (link,) = see(as_(cast.rita), source).css('#quotations a[href*=":~:text="]')
    assert link.attributes["href"].startswith(f"{ADDRESS}#:~:text=The%20chair%20said")


def test_looks_are_shown_20_a_page_newest_first(source, cast, as_):
    made, client = looked(source.link, 45), as_(cast.rita)
    last = see(client, source, looks=3).css_first("#looks")
    first = see(client, source).css_first("#looks")
    assert [len(one.css(".happened > li")) for one in (first, last)] == [20, 5]
    assert first.css_first("time").attributes["datetime"][:19] == made[0].at.isoformat()[:19]
    assert [one.text() for one in first.css(".pager a")] == ["Older"]
    assert [one.text() for one in last.css(".pager a")] == ["Newer"]


def test_a_look_shows_its_evidence(source, cast, as_):
    hops = [{"status": 301, "url": "https://council.example.org/old", "address": "192.0.2.7"}]
    looked(
        source.link, 1, hops=hops, headers={"server": "Quay"}, peer="192.0.2.9", rule="17-moved", verdict="redirected"
    )
    text = words(see(as_(cast.rita), source).css_first("#looks"))
    for part in ("Redirected", "answer 200", "Redirect 301", "192.0.2.9", "Quay", "17-moved"):
        assert part in text


def test_the_90_days_are_drawn_and_stand_in_a_table(source, cast, as_):
    looked(source.link, 8)
    days = see(as_(cast.rita), source).css_first("#days")
    assert len(days.css(".days rect.d-live, .days rect.d-no_look")) == 90
    assert "days live" in days.css(".days svg")[-1].attributes["aria-label"]
    assert "200, works" in days.css_first("tbody").text()


@pytest.mark.parametrize("number", [3, 300])
def test_it_takes_as_many_queries_for_3_looks_as_for_300(source, cast, as_, number):
    looked(source.link, number)
    client = as_(cast.rita)
    assert queries(lambda: see(client, source)) <= 20
    assert queries(lambda: see(client, source, view="compare")) <= 20


def test_many_uses_and_copies_take_no_more_queries(source, cast, as_):
    client = as_(cast.rita)
    few = queries(lambda: see(client, source))
    for number in range(4):
        other = add_page(make_check(cast), ADDRESS, f"{WORDS} {number}", cast.rita, quote=WORDS)
    assert queries(lambda: see(client, other)) <= few + 1 <= 20


def test_every_visible_check_that_cites_the_page_is_listed(source, cast, as_):
    other = add_page(make_check(cast), ADDRESS, WORDS, cast.rita, quote=WORDS)
    listed = see(as_(cast.rita), source).css_first('[aria-labelledby="u-h"]')
    assert [one.text() for one in listed.css(".num")] == [source.factcheck.number, other.factcheck.number]
    assert listed.css_first(f'a[href="#hl-{other.quotations.get().pk}"]')
    assert "2 quotations, 2 checks" in listed.text()


def test_checks_of_other_desks_are_not_named(source, cast, as_):
    foreign = make_check(cast)
    type(foreign).objects.filter(pk=foreign.pk).update(desk=cast.city)
    foreign.refresh_from_db()
    sources.Source.objects.create(
        factcheck=foreign, link=source.link, cited_url=ADDRESS, independence="x", added_by=cast.noor
    )
    assert foreign.number not in see(as_(cast.rita), source).html


@pytest.mark.parametrize(("name", "seen"), [("rita", True), ("ines", False)])
def test_a_use_in_confidence_is_named_to_those_alone_who_may_know(source, cast, as_, name, seen):
    other = make_check(cast)
    secret = sources.add_link(check_id=other.pk, url=ADDRESS, by=cast.rita, confidential=True)
    quotations.add(source_id=secret.pk, text="every tram stop has been step-free", by=cast.rita)
    page = see(as_(getattr(cast, name)), source)
    assert (other.number in page.html) is seen
    assert bool(page.css_first(f"#hl-{secret.quotations.get().pk}")) is seen


def test_without_a_copy_it_says_why_and_offers_to_try_again(check, cast, as_):
    new = sources.add_link(check_id=check.pk, url="https://paper.example.org/walled", by=cast.rita)
    check.jobs.update(state="done")
    known(new, state="unknown", verdict="paywall", rule="14-paywall", detail="")
    kept = see(as_(cast.rita), new).css_first(".kept")
    assert "No copy is kept" in kept.text()
    assert "not free to read" in kept.text()
    assert kept.css_first(f'form[action="/newsroom/sources/{new.pk}/check-now/"]')
    assert kept.css_first(f'a[href="/newsroom/checks/{check.pk}/#files"]')


def test_a_described_source_shows_its_words_alone(check, cast, as_):
    call = sources.add_described(check_id=check.pk, title="Call", description="Called the depot.", by=cast.rita)
    page = see(as_(cast.rita), call)
    assert "Called the depot." in page.css_first(".kept").text()
    assert not page.css_first("#days, #looks, .versions, main .seg")


def test_an_open_question_about_the_source_stands_on_top(source, cast, as_):
    alert = ask(break_link(source))
    assert see(as_(cast.rita), source).css_first(f'.tellings a[href="/newsroom/alerts/{alert.pk}/"]')


def test_who_may_only_read_is_offered_a_look_alone(source, check, reader, as_):
    check.jobs.update(state="done")
    page = see(as_(reader), source)
    actions = {one.attributes["action"] for one in page.css("main form[method=post]")}
    assert actions == {f"/newsroom/sources/{source.pk}/check-now/"}
