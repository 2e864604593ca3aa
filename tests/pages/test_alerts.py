"""The task "does the verdict still hold?": where it is told, what it shows, and the three ways on."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Alert, FactCheck, Link, Outcome, Source, queues
from factchecks.models.homerow import Task
from factchecks.services import alerts
from factchecks.states import State
from tests.factories import make_user
from tests.pages.broken import ask, break_link, first
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

HOME = reverse("home")
WHY = "The archive has the same table."


@pytest.fixture
def published(cast):
    return make_check(cast, State.PUBLISHED)


@pytest.fixture
def asked(published):
    return ask(break_link(first(published)))


def page_of(alert):
    return reverse("alert", args=[alert.pk])


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content.decode())


def words(node):
    return " ".join(node.text(separator=" ").split())


@pytest.mark.parametrize("name", ["rita", "ed", "mo"])
def test_home_asks_who_wrote_it_and_the_editors_of_its_desk(as_, cast, asked, name):
    page = read(as_(getattr(cast, name)), HOME)
    row = page.css_first(".now__row")
    assert "Does the verdict still hold?" in words(row)
    assert row.css_first("a[data-row-link]").attributes["href"] == page_of(asked)


@pytest.mark.parametrize("name", ["ines", "otto", "noor", "ada"])
def test_home_asks_nobody_else(cast, asked, name):
    assert queues.do_now(getattr(cast, name)) == []


def test_home_asks_once_a_check(as_, cast, published, asked):
    ask(published.sources.current().last(), opened_at=timezone.now())
    (row,) = queues.do_now(cast.ed)
    assert (row.task, row.alert_id, row.beside) == (Task.HOLDS, asked.pk, 1)
    assert "and 1 more source" in words(read(as_(cast.ed), HOME).css_first(".now__row"))


def test_what_waits_for_a_decision_comes_before_and_own_drafts_after(cast, asked):
    make_check(cast, State.REVIEW)
    make_check(cast, by=cast.ed)
    assert [row.task for row in queues.do_now(cast.ed)] == [Task.DECIDE, Task.HOLDS, Task.CONTINUE]


@pytest.mark.parametrize("end", ["closed", "removed", "taken_down"])
def test_home_does_not_ask_what_is_settled(cast, asked, end):
    if end == "closed":
        alerts.answer(alert_id=asked.pk, by=cast.ed, note=WHY)
    if end == "removed":
        Source.objects.update(removed_at=timezone.now())
    if end == "taken_down":
        FactCheck.objects.update(taken_down_at=timezone.now())
    assert queues.do_now(cast.ed) == queues.do_now(cast.rita) == []


def test_a_confidential_source_is_named_only_to_who_writes_the_check(as_, cast, asked):
    Source.objects.filter(pk=asked.source_id).update(confidential=True)
    assert queues.do_now(cast.mo) == []
    assert len(queues.do_now(cast.rita)) == 1
    assert as_(cast.mo).get(page_of(asked)).status_code == 404
    assert as_(cast.mo).post(page_of(asked), {"note": WHY}).status_code == 404
    assert as_(cast.rita).get(page_of(asked)).status_code == 200
    assert Alert.objects.get().closed_at is None


def test_the_page_tells_what_changed_and_what_the_article_rests_on(as_, cast, published, asked):
    source = asked.source
    body = f'<p>Nobody said so.</p><p>The chair said it.<cite data-source="{source.pk}"></cite></p>'
    FactCheck.objects.update(body=body)
    page = read(as_(cast.ed), page_of(asked))
    assert asked.detail in words(page.body)
    assert [words(one) for one in page.css(".rests blockquote")] == [
        "The chair said it.",
        "“The chair said that every tram stop has been step-free since spring”",
    ]
    assert "Three such answers over six days mean dead." in words(page.body)
    assert page.css_first(f'a[href="{reverse("source", args=[source.pk])}#kept-h"]')


def test_it_offers_three_ways_on(as_, cast, asked):
    ways = read(as_(cast.ed), page_of(asked)).css(".way h3")
    assert [words(one) for one in ways] == ["The verdict holds", "Cite the kept copy", "Open the check"]


def test_the_verdict_holds_with_a_reason(as_, cast, asked):
    answer = as_(cast.ed).post(page_of(asked), {"note": WHY}, follow=True)
    page = words(LexborHTMLParser(answer.content.decode()).body)
    assert "Answered: does the verdict still hold?" in page
    assert WHY in page
    assert (Alert.objects.get().outcome, Alert.objects.get().closed_by) == (Outcome.HOLDS, cast.ed)


@pytest.mark.parametrize("note", ["", "   ", "x" * 501])
def test_without_a_good_reason_it_stays_open_and_what_was_typed_is_kept(as_, cast, asked, note):
    answer = as_(cast.ed).post(page_of(asked), {"note": note})
    page = LexborHTMLParser(answer.content.decode())
    assert answer.status_code == 422
    assert page.css_first("title").text().startswith("Error: ")
    assert page.css_first("#id_note").attributes["aria-invalid"] == "true"
    assert words(page.css_first("#id_note")) == note.strip()
    assert Alert.objects.get().closed_at is None


def test_an_answered_task_is_not_answered_again(as_, cast, asked):
    alerts.answer(alert_id=asked.pk, by=cast.ed, note=WHY)
    answer = as_(cast.mo).post(page_of(asked), {"note": "I think so too."})
    assert answer.status_code == 422
    assert "This has been answered already." in answer.content.decode()
    assert Alert.objects.get().note == WHY


def test_one_click_cites_the_kept_copy(as_, cast, asked):
    answer = as_(cast.rita).post(reverse("alert_cite_copy", args=[asked.pk]), follow=True)
    assert "The kept copy is cited now" in answer.content.decode()
    assert Alert.objects.get().outcome == Outcome.COPY
    assert Source.objects.get(pk=asked.source_id).cite_copy


def test_without_a_kept_copy_a_file_is_asked_for(as_, cast, asked):
    Link.objects.update(latest_snapshot=None)
    client = as_(cast.ed)
    page = read(client, page_of(asked))
    assert page.css_first(f'.way a[href="{reverse("workspace", args=[asked.factcheck_id])}#files"]')
    answer = client.post(reverse("alert_cite_copy", args=[asked.pk]))
    assert answer.status_code == 422
    assert "There is no kept copy of" in answer.content.decode()


def test_a_task_that_closed_itself_says_so(as_, cast, asked):
    alerts.recovered(link=asked.source.link, at=timezone.now())
    assert "The page answers again." in words(read(as_(cast.ed), page_of(asked)).body)


def test_who_may_only_read_gets_no_form(as_, cast, asked):
    reader = make_user("Lena", *cast.ines.groups.all())
    for right in ("draft_for_desk", "review_for_desk"):
        cast.transport.deskgroupobjectpermission_set.filter(permission__codename=right).delete()
    page = read(as_(reader), page_of(asked))
    assert not page.css(".way")
    assert "you need the right to write or to review" in words(page.body)
    assert as_(reader).post(page_of(asked), {"note": WHY}).status_code == 403


@pytest.mark.parametrize("name", ["otto", "noor", "ada", "sue"])
def test_other_desks_do_not_learn_of_it(as_, cast, asked, name):
    client = as_(getattr(cast, name))
    assert client.get(page_of(asked)).status_code == 404
    assert client.post(page_of(asked), {"note": WHY}).status_code == 404
    assert client.post(reverse("alert_cite_copy", args=[asked.pk])).status_code == 404
    assert Alert.objects.get().closed_at is None


def test_a_task_that_never_was_is_not_found(as_, cast, db):
    assert as_(cast.ed).get("/newsroom/alerts/77/").status_code == 404


@pytest.mark.parametrize("name", ["rita", "ed"])
def test_home_still_takes_at_most_twelve_queries(as_, cast, published, django_assert_max_num_queries, name):
    source = first(published)
    for number in range(40):
        ask(source, change=f"{number}")
    client = as_(getattr(cast, name))
    with django_assert_max_num_queries(12):
        assert client.get(HOME).status_code == 200


def test_the_task_takes_few_queries(as_, cast, asked, django_assert_max_num_queries):
    client = as_(cast.ed)
    with django_assert_max_num_queries(12):
        assert client.get(page_of(asked)).status_code == 200


@pytest.mark.parametrize(("at", "state"), [(State.RESEARCH, "failing"), (State.PUBLISHED, "dead")])
def test_the_workspace_says_above_the_text_which_source_broke(as_, cast, at, state):
    check = make_check(cast, at)
    source = break_link(first(check), state)
    page = read(as_(cast.rita), reverse("workspace", args=[check.pk]))
    (note,) = page.css(".source-gone")
    assert words(note).startswith("Source 1 was not found" if state == "failing" else "Source 1 is gone")
    assert note.css_first(f'a[href="{reverse("source", args=[source.pk])}"]')


def test_the_workspace_says_nothing_when_all_is_well(as_, cast):
    page = read(as_(cast.rita), reverse("workspace", args=[make_check(cast, State.RESEARCH).pk]))
    assert page.css(".source-gone") == []


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("dead", "The page of source 1 is gone; we cite the copy that we kept on"),
        ("unreachable", "The page of source 1 cannot be reached; we cite the copy that we kept on"),
        ("ok", "For source 1 we cite the copy that we kept on"),
    ],
)
def test_readers_are_told_that_the_copy_is_cited(cast, published, state, said):
    source = first(published)
    if state != "ok":
        break_link(source, state)
    alerts.cite_copies(source_ids=[source.pk], by=cast.ed)
    page = read(Client(), reverse("article", args=[published.slug]))
    kept = source.link.latest_snapshot.fetched_at
    assert words(page.css_first(".copies")) == f"{said} {kept.day} {kept:%B %Y}."


def test_an_article_whose_pages_stand_has_no_notice(published):
    assert not read(Client(), reverse("article", args=[published.slug])).css(".copies")


def test_a_confidential_source_is_never_in_the_notice(cast, published):
    Source.objects.filter(pk=first(published).pk).update(cite_copy=True, confidential=True)
    assert not read(Client(), reverse("article", args=[published.slug])).css(".copies")


def test_the_notice_changes_the_etag_and_costs_no_query_when_warm(cast, published, django_assert_max_num_queries):
    address = reverse("article", args=[published.slug])
    etag = Client().get(address).headers["ETag"]
    alerts.cite_copies(source_ids=[first(published).pk], by=cast.ed)
    cache.clear()
    fresh = Client().get(address, headers={"If-None-Match": etag})
    assert fresh.status_code == 200
    with django_assert_max_num_queries(1):
        assert Client().get(address).content == fresh.content
