"""What is done about the link of a source from its page: who may, what follows, and what a refusal says."""

import pytest
from guardian.shortcuts import assign_perm
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Event, Link, Quotation, Source, User
from factchecks.roles import Right
from factchecks.services import quotations, sources, vault
from factchecks.states import State
from tests.factories import add_page, keep_copy, make_check
from tests.services.test_evidence_export import add_file

HTMX = {"HX-Request": "true"}
WORDS = "Nine stops are not step-free."
OLD, NEW = f"The register of May. {WORDS}", "The register of May. All stops will be rebuilt next year."
MOVED = "https://transit.example.com/registers/stops-2026"


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


@pytest.fixture
def source(check):
    return check.sources.current().first()


@pytest.fixture
def changed(check, cast):
    """A quotation that the page no longer says."""
    source = add_page(check, "https://transit.example.com/stops", OLD, cast.rita, quote=WORDS)
    keep_copy(source.link, NEW)
    source.refresh_from_db()
    quotations.look_again(source)
    return source.quotations.get()


@pytest.fixture
def moved(source):
    """Its page has moved for good."""
    values = {"state": "ok", "verdict": "moved_permanently", "rule": "17-moved", "final_url": MOVED}
    Link.objects.filter(pk=source.link_id).update(**values)
    return source


def post(client, source, act, **form):
    answer = client.post(f"/newsroom/sources/{source.pk}/{act}/", form, follow=True)
    return answer, LexborHTMLParser(answer.text)


def told(page):
    return page.css_first("#messages").text(strip=True)


def test_a_look_is_asked_for_and_the_page_asks_how_far_it_is(check, source, cast, as_):
    check.jobs.update(state="done")
    _, page = post(as_(cast.rita), source, "check-now")
    assert check.jobs.filter(state="queued", args__links=[source.link_id]).count() == 1
    asks = page.css_first("#looking").attributes["hx-get"]
    assert asks.startswith(f"/newsroom/sources/{source.pk}/looking/?view=reading&copy=")
    assert "Checking…" in page.css_first("#source-chips").text()


def test_a_look_that_ended_before_the_page_was_there_is_told_too(check, source, cast, as_):
    client = as_(cast.rita)
    check.jobs.update(state="done")
    answer = client.post(f"/newsroom/sources/{source.pk}/check-now/")
    check.jobs.update(state="done")
    page = LexborHTMLParser(client.get(answer.headers["Location"]).text)
    assert "The page has been looked at." in page.css_first("#looking").text()


def test_while_it_runs_the_bar_alone_comes_back(check, source, cast, as_):
    client = as_(cast.rita)
    check.jobs.update(state="done")
    post(client, source, "check-now")
    answer = client.get(f"/newsroom/sources/{source.pk}/looking/", headers=HTMX)
    assert "data-running" in answer.text
    assert "source-chips" not in answer.text


def test_when_it_has_ended_the_facts_come_with_it_but_not_the_text(check, source, cast, as_):
    check.jobs.update(state="done")
    old = source.link.latest_snapshot_id
    keep_copy(source.link, NEW)
    answer = as_(cast.rita).get(f"/newsroom/sources/{source.pk}/looking/?copy={old}", headers=HTMX)
    page = LexborHTMLParser(answer.text)
    swapped = {one.attributes["id"] for one in page.css("[hx-swap-oob]")}
    assert swapped == {"source-chips", "source-versions", "facts", "days", "looks"}
    assert "Another copy was kept" in page.css_first("#looking").text()
    assert not page.css_first("article")


def test_without_htmx_the_bar_leads_to_the_page(source, cast, as_):
    answer = as_(cast.rita).get(f"/newsroom/sources/{source.pk}/looking/")
    assert (answer.status_code, answer.url) == (302, f"/newsroom/sources/{source.pk}/")


def test_i_opened_it_is_shown_with_name_and_until_when(source, cast, as_):
    Link.objects.filter(pk=source.link_id).update(state="unknown", verdict="blocked", rule="3-challenge")
    source.factcheck.jobs.update(state="done")
    _, page = post(as_(cast.rita), source, "works")
    facts = " ".join(page.css_first("#facts").text().split())
    assert "Rita opened it on" in facts
    assert "That counts until" in facts
    assert "Works: opened by Rita" in page.css_first("#source-chips").text()


def test_the_kept_copy_is_cited(source, cast, as_):
    _, page = post(as_(cast.rita), source, "cite-copy")
    assert Source.objects.get(pk=source.pk).cite_copy
    assert "The kept copy is cited" in page.css_first("#source-chips").text()
    assert not page.css_first('form[action$="/cite-copy/"]')


def test_without_a_copy_there_is_none_to_cite(check, cast, as_):
    new = sources.add_link(check_id=check.pk, url="https://paper.example.org/new", by=cast.rita)
    _, page = post(as_(cast.rita), new, "cite-copy")
    assert "There is no kept copy" in told(page)
    assert not Source.objects.get(pk=new.pk).cite_copy


def test_a_moved_page_is_cited_at_its_new_address_and_fetched(check, moved, cast, as_):
    Source.objects.filter(pk=moved.pk).update(cited_url="https://council.example.org/minutes#item-4")
    page = LexborHTMLParser(as_(cast.rita).get(f"/newsroom/sources/{moved.pk}/").text)
    assert MOVED in page.css_first(".tellings").text()
    post(as_(cast.rita), moved, "address")
    fresh = Source.objects.select_related("link").get(pk=moved.pk)
    assert (fresh.cited_url, fresh.link.url) == (f"{MOVED}#item-4", MOVED)
    assert fresh.independence == "site:example.com"
    assert check.jobs.filter(state="queued", args__links=[fresh.link_id]).exists()
    details = Event.objects.get(verb="update_address").details
    assert (details["from"], details["to"]) == ("https://council.example.org/minutes#item-4", f"{MOVED}#item-4")


def test_an_address_that_has_not_moved_stays(source, cast, as_):
    _, page = post(as_(cast.rita), source, "address")
    assert "has not moved for good" in told(page)
    assert Source.objects.get(pk=source.pk).link_id == source.link_id


@pytest.mark.parametrize("target", ["http://127.0.0.1/admin", "http://169.254.169.254/", "file:///etc/passwd"])
def test_a_move_into_a_private_network_is_not_followed(moved, cast, as_, target):
    Link.objects.filter(pk=moved.link_id).update(final_url=target)
    _, page = post(as_(cast.rita), moved, "address")
    assert told(page)
    assert Source.objects.get(pk=moved.pk).cited_url == moved.cited_url


def test_a_move_to_a_page_that_is_a_source_already_is_refused(moved, check, cast, as_):
    sources.add_link(check_id=check.pk, url=MOVED, by=cast.rita)
    _, page = post(as_(cast.rita), moved, "address")
    assert "is a source of the check already" in told(page)


def test_in_review_the_address_stays(cast, as_):
    source = make_check(cast, State.REVIEW).sources.current().first()
    values = {"verdict": "moved_permanently", "final_url": MOVED}
    Link.objects.filter(pk=source.link_id).update(**values)
    assert post(as_(cast.rita), source, "address")[1].css_first("#messages .notice--bad")
    assert Source.objects.get(pk=source.pk).link_id == source.link_id


def test_an_old_quote_is_kept_and_the_page_followed_again(changed, cast, as_):
    client = as_(cast.rita)
    page = LexborHTMLParser(client.get(f"/newsroom/sources/{changed.source_id}/").text)
    assert page.css_first(f'form[action="/newsroom/quotations/{changed.pk}/keep/"]')
    answer = client.post(f"/newsroom/quotations/{changed.pk}/keep/", follow=True)
    row = LexborHTMLParser(answer.text).css_first(f"#q-{changed.pk}")
    assert "Compared with the copy of" in row.text()
    assert "Rita keeps the old quote" in row.text()
    answer = client.post(f"/newsroom/quotations/{changed.pk}/follow/", follow=True)
    assert "Quote not found" in LexborHTMLParser(answer.text).css_first(f"#q-{changed.pk}").text()


def test_words_that_no_copy_has_cannot_be_kept(changed, cast, as_):
    Quotation.objects.filter(pk=changed.pk).update(text="These words never stood anywhere at all.")
    answer = as_(cast.rita).post(f"/newsroom/quotations/{changed.pk}/keep/", follow=True)
    assert "stand in none of the kept copies" in told(LexborHTMLParser(answer.text))
    assert Quotation.objects.get(pk=changed.pk).pinned is None


@pytest.fixture
def walled(check, cast):
    """A page of which no copy could be kept."""
    source = sources.add_link(check_id=check.pk, url="https://paper.example.org/walled", by=cast.rita)
    check.jobs.update(state="done")
    return source


def test_a_file_is_kept_in_the_place_of_a_copy_and_quoted_from(check, walled, cast, as_):
    said = quotations.add(source_id=walled.pk, text=WORDS, by=cast.rita)
    file = add_file(check, cast.rita, "page.pdf", b"%PDF-1.7", text_sha256=vault.keep_text(OLD))
    _, page = post(as_(cast.rita), walled, "held-file", file=file.pk)
    assert page.css_first(f"mark#hl-{said.pk}").text() == WORDS
    assert "A file is kept as the copy" in page.css_first("#source-chips").text()
    _, page = post(as_(cast.rita), walled, "held-file", off="1")
    assert not page.css_first(f"#hl-{said.pk}")
    assert Source.objects.get(pk=walled.pk).copy_file is None


def test_a_file_of_another_check_is_refused_at_the_field(walled, cast, as_):
    other = add_file(make_check(cast), cast.rita, "page.pdf", b"%PDF-1.7")
    for chosen in ({"file": other.pk}, {"file": "x"}, {}):
        answer, page = post(as_(cast.rita), walled, "held-file", **chosen)
        assert answer.status_code == 422
        assert page.css_first("[data-error-summary]")
        assert page.css_first("title").text().startswith("Error: ")
    assert Source.objects.get(pk=walled.pk).copy_file is None


ACTS = ("check-now", "works", "cite-copy", "address", "held-file")


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_can_do_it_or_learns_of_it(moved, cast, as_, act):
    secret = sources.add_described(
        check_id=moved.factcheck_id, title="A driver", description="By phone", by=cast.rita, confidential=True
    )
    before = Event.objects.count()
    assert as_(cast.otto).post(f"/newsroom/sources/{moved.pk}/{act}/").status_code == 404
    assert as_(cast.ines).post(f"/newsroom/sources/{secret.pk}/{act}/").status_code == 404
    assert Event.objects.count() == before


@pytest.mark.parametrize("act", [act for act in ACTS if act != "check-now"])
def test_who_may_only_read_is_told_which_right_is_missing(moved, cast, as_, act):
    assign_perm(Right.READ.on_check, cast.otto, moved.factcheck)
    answer = as_(User.objects.get(pk=cast.otto.pk)).post(f"/newsroom/sources/{moved.pk}/{act}/")
    assert answer.status_code == 403
    assert "right" in answer.text
