"""Link health: what is shown to whom, in which order, kept copies cited in bulk, and its cost."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import FactCheck, HealthDay, HostEvent, Link, Source, fixfirst, linkhealth
from factchecks.states import Action, State
from factchecks.views import health_rows
from tests.factories import make_check, move
from tests.pages.broken import ask, break_link, first, wait_for

LINKS = reverse("links")
CITE = reverse("links_cite_copies")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def published(cast):
    return make_check(cast, State.PUBLISHED)


def read(client, query=""):
    answer = client.get(LINKS + query)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content.decode())


def words(node):
    return " ".join(node.text(separator=" ").split())


def rows(page):
    return [words(one) for one in page.css("tbody tr[data-row]")]


def test_three_numbers_are_shown(as_, cast, published):
    break_link(first(published))
    Link.objects.exclude(state="dead").update(checked_at=timezone.now() - timedelta(hours=49))
    page = read(as_(cast.ed))
    assert [words(one) for one in page.css("#numbers > div")] == [
        "links watched 2 1 live, 0 we cannot tell",
        "broken on published pages 1 0 of them without a kept copy. 0 more are cited by the kept copy",
        "not checked for 48 h 1 2 links due now. Oldest look 2 days, 1 hour ago",
    ]


def test_it_says_what_is_wrong_since_when_and_where_it_is_cited(as_, cast, published):
    source = break_link(first(published), days=20)
    (row,) = rows(read(as_(cast.ed)))
    since = timezone.now() - timedelta(days=20)
    assert re.search(rf"Gone since {since.day} {since:%b}( {since.year})? ", row)
    assert published.headline in row
    assert published.number in row
    assert row.endswith(f"Cite the copy of {str(source)[:60]}")


def test_a_page_that_says_something_else_is_listed_by_its_question(as_, cast, published):
    alert = ask(first(published), "quote_missing")
    page = read(as_(cast.ed))
    assert "Quote no longer on the page" in rows(page)[0]
    assert page.css_first(f'a[href="{reverse("alert", args=[alert.pk])}"]')


def test_the_longest_broken_comes_first(as_, cast, published):
    late, early = published.sources.current()
    break_link(late, days=12)
    break_link(early, days=60)
    found = fixfirst.fix_first(linkhealth.cited(cast.ed))
    assert [one.source.pk for one in found] == [early.pk, late.pk]


def test_a_link_that_more_articles_cite_comes_before_one_that_is_broken_for_longer(cast, published):
    once, often = published.sources.current()
    other = make_check(cast, State.PUBLISHED)
    other.sources.filter(link=once.link).update(removed_at=timezone.now())
    break_link(once, days=30)
    break_link(often, days=20)
    found = fixfirst.fix_first(linkhealth.cited(cast.ed))
    assert [(one.source.link_id, one.articles) for one in found] == [(often.link_id, 2)] * 2 + [(once.link_id, 1)]


def test_it_counts_how_often_the_text_that_readers_see_cites_the_source(cast):
    check = make_check(cast, State.RESEARCH)
    source = first(check)
    body = f'<p>Yes.<cite data-source="{source.pk}"></cite></p>' * 3
    FactCheck.objects.filter(pk=check.pk).update(body=body)
    published = publish(cast, check)
    FactCheck.objects.filter(pk=published.pk).update(body="")
    break_link(source)
    (found,) = fixfirst.fix_first(linkhealth.cited(cast.ed))
    assert found.cited == 3


def publish(cast, check):
    for action, by in ((Action.SUBMIT, cast.rita), (Action.APPROVE, cast.ed), (Action.PUBLISH, cast.ed)):
        check = move(check, action, by)
    return check


@pytest.mark.parametrize("name", ["otto", "noor", "ada", "sue"])
def test_other_desks_and_admins_see_no_source(as_, cast, published, name):
    source = break_link(first(published))
    HostEvent.objects.create(host=source.link.domain, at=timezone.now(), links=5)
    page = as_(getattr(cast, name)).get(LINKS).content.decode()
    for secret in (str(source), source.link.domain, published.headline, published.number):
        assert secret not in page


def test_a_reporter_sees_the_links_of_the_desk(as_, cast, published):
    break_link(first(published))
    assert len(rows(read(as_(cast.ines)))) == 1


@pytest.mark.parametrize("hide", ["confidential", "removed", "taken_down", "unpublished"])
def test_what_no_live_article_cites_is_not_listed(as_, cast, published, hide):
    source = break_link(first(published))
    if hide == "confidential":
        Source.objects.filter(pk=source.pk).update(confidential=True)
    if hide == "removed":
        Source.objects.filter(pk=source.pk).update(removed_at=timezone.now())
    if hide == "taken_down":
        FactCheck.objects.update(taken_down_at=timezone.now())
    if hide == "unpublished":
        FactCheck.objects.update(state=State.DRAFT, live_edition=None)
    assert rows(read(as_(cast.ed))) == []


def test_it_says_that_all_links_answered(as_, cast, published):
    assert "All 2 links answered in the last 24 h" in words(read(as_(cast.ed)).body)


def test_it_does_not_say_so_when_one_was_not_looked_at(as_, cast, published):
    Link.objects.filter(pk=first(published).link_id).update(checked_at=timezone.now() - timedelta(days=3))
    page = words(read(as_(cast.ed)).body)
    assert "answered in the last 24 h" not in page
    assert "2 of 2 links answered at the last look, 1 looked at in the last 24 h" in page


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?desk=transport", 1),
        ("?desk=city", 1),
        ("?desk=transport&state=dead", 1),
        ("?state=unreachable", 0),
        ("?state=content", 0),
        ("?publisher=council", 1),
        ("?publisher=harbour", 0),
        ("?state=%00&publisher=%00&desk=nowhere", 1),
    ],
)
def test_filters_are_in_the_address(as_, cast, published, query, number):
    """Ed has no other desk, so one that is not his narrows nothing, like anything that is not understood."""
    break_link(published.sources.get(link__domain="example.org"))
    Link.objects.filter(domain="example.org").update(domain="council.example.org")
    assert len(rows(read(as_(cast.ed), query))) == number


def test_chosen_copies_are_cited_together(as_, cast, published):
    chosen = [break_link(one).pk for one in published.sources.current()]
    answer = as_(cast.ed).post(CITE, {"source": chosen}, follow=True)
    assert "2 kept copies are cited now" in answer.content.decode()
    assert published.sources.filter(cite_copy=True).count() == 2
    assert "2 more are cited by the kept copy" in words(LexborHTMLParser(answer.content.decode()).body)


def test_all_or_nothing(as_, cast, published):
    kept, bare = [break_link(one) for one in published.sources.current()]
    Link.objects.filter(pk=bare.link_id).update(latest_snapshot=None)
    answer = as_(cast.ed).post(CITE, {"source": [kept.pk, bare.pk]})
    page = LexborHTMLParser(answer.content.decode())
    assert answer.status_code == 422
    assert "Nothing was changed. There is no kept copy of" in words(page.css_first("[data-error-summary]"))
    assert page.css_first(f'input[value="{kept.pk}"][checked]')
    assert not Source.objects.filter(cite_copy=True).exists()


def test_the_button_of_a_row_is_for_that_row_alone(as_, cast, published):
    one, other = [break_link(one) for one in published.sources.current()]
    as_(cast.ed).post(CITE, {"source": [one.pk], "only": other.pk})
    assert list(Source.objects.filter(cite_copy=True)) == [other]


def test_after_citing_the_filters_are_still_there(as_, cast, published):
    source = break_link(first(published))
    assert as_(cast.ed).post(f"{CITE}?state=dead", {"source": [source.pk]}).url == f"{LINKS}?state=dead"


@pytest.mark.parametrize("data", [{}, {"source": ["x"]}, {"source": ["9" * 40]}, {"only": "\x00"}, {"source": ["77"]}])
def test_what_cannot_be_chosen_is_said(as_, cast, published, data):
    answer = as_(cast.ed).post(CITE, data)
    assert answer.status_code == 422
    assert LexborHTMLParser(answer.content.decode()).css_first("[data-error-summary]")


@pytest.mark.parametrize("name", ["otto", "ada"])
def test_nobody_cites_copies_of_another_desk(as_, cast, published, name):
    source = break_link(first(published))
    answer = as_(getattr(cast, name)).post(CITE, {"source": [source.pk]})
    assert answer.status_code == 422
    assert "One of these sources is not there any more" in answer.content.decode()
    assert not Source.objects.filter(cite_copy=True).exists()


def test_without_a_copy_a_file_is_asked_for(as_, cast, published):
    source = break_link(first(published))
    Link.objects.filter(pk=source.link_id).update(latest_snapshot=None)
    page = read(as_(cast.ed))
    assert rows(page)[0].endswith(f"Attach a file for {str(source)[:60]}")
    assert not page.css("input[name=source]")


def test_who_may_only_read_is_offered_nothing(as_, cast, published, monkeypatch):
    break_link(first(published))
    monkeypatch.setattr("factchecks.services.alerts.RIGHTS", frozenset())
    page = read(as_(cast.ed))
    assert not page.css("input[name=source], button[name=only]")


def test_all_shown_can_be_chosen_without_a_script(as_, cast, published):
    for one in published.sources.current():
        break_link(one)
    assert len(read(as_(cast.ed), "?choose").css("input[name=source][checked]")) == 2


def test_a_long_table_is_cut_with_a_link_to_all(as_, cast, published):
    for number in range(30):
        source = sources_of(published, number, cast)
        break_link(source)
    client = as_(cast.ed)
    page = read(client)
    assert len(rows(page)) == 10
    assert words(page.css_first('.now__foot a[href="?all#ff-h"]')) == "All 30"
    assert len(rows(read(client, "?all"))) == 30


def sources_of(check, number, cast):
    """One more link of a published check, as the database has it."""
    url = f"https://n{number}.example.net/page"
    link = Link.objects.create(
        url=url, key=f"{number:064d}", domain=f"n{number}.example.net", checked_at=timezone.now()
    )
    rest = {"cited_url": url, "title": f"Page {number}", "independence": url, "added_by": cast.rita, "order": number}
    return Source.objects.create(factcheck=check, link=link, **rest)


def test_the_numbers_come_as_a_fragment_and_as_a_page(as_, cast, published):
    client = as_(cast.ed)
    fragment = client.get(reverse("links_numbers"), headers=HTMX).content.decode()
    assert fragment.startswith('<dl class="big3" id="numbers"')
    assert "<h1>" not in fragment
    assert "<h1>Link health</h1>" in client.get(reverse("links_numbers")).content.decode()


def test_the_numbers_are_asked_for_each_minute_with_the_filters(as_, cast, published):
    numbers = read(as_(cast.ed), "?desk=transport").css_first("#numbers")
    assert numbers.attributes["hx-trigger"] == "every 60s"
    assert numbers.attributes["hx-get"] == f"{reverse('links_numbers')}?desk=transport"


@pytest.mark.parametrize("many", [2, 40])
@pytest.mark.parametrize("query", ["", "?all&state=dead"])
def test_the_page_takes_at_most_twelve_queries(as_, cast, published, django_assert_max_num_queries, many, query):
    for number in range(many):
        source = break_link(sources_of(published, number, cast))
        ask(source)
        wait_for(source.link, 60 * number)
        day = timezone.now().date() - timedelta(days=number)
        HealthDay.objects.create(day=day, watched=9, live=8, unknown=0, broken=1)
        HostEvent.objects.create(host=source.link.domain, at=timezone.now(), links=5)
    client = as_(cast.ed)
    with django_assert_max_num_queries(12):
        assert client.get(LINKS + query).status_code == 200


def test_the_numbers_take_few_queries(as_, cast, published, django_assert_max_num_queries):
    client = as_(cast.ed)
    with django_assert_max_num_queries(5):
        assert client.get(reverse("links_numbers"), headers=HTMX).status_code == 200


def test_nobody_gets_in_without_signing_in():
    assert Client().get(LINKS).status_code == 302


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(("month", "said"), [(11, "Gone since 6 Nov"), (12, "Gone since 6 Dec 2025")])
def test_a_day_of_another_year_has_its_year(month, said):
    since = datetime(2026 if month == 11 else 2025, month, 6, 12, tzinfo=UTC)
    assert health_rows.wrong_chip("dead", since).text == said
