"""Reader post: who sees which letters and addresses, decisions by plain forms, and who comes second."""

from datetime import timedelta

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import FactCheck, ReaderReport
from factchecks.services import readerpost, readersend
from factchecks.states import State
from factchecks.views import postrows
from tests.factories import make_check
from tests.pages.typed import queries

POST = "/newsroom/post/"
REPORTS = f"{POST}?tab=reports"
MOST_QUERIES = 12
SENDER, WITNESS = "reader@example.org", "witness@example.org"


@pytest.fixture
def suggestion(cast):
    words = {"who": "Dana", "url": "https://news.example.org/buses", "why": "Fares."}
    return readersend.suggest(text="<b>Buses</b> are electric.", email=SENDER, **words)


@pytest.fixture
def report(cast):
    check = make_check(cast, State.PUBLISHED)
    return readersend.report(slug=check.slug, text="It is <i>55</i>.", email=WITNESS)


def read(answer):
    return LexborHTMLParser(answer.text)


def to(letter, verb):
    kind = "reports" if isinstance(letter, ReaderReport) else "suggestions"
    return f"{POST}{kind}/{letter.pk}/{verb}/"


def tabs(page):
    return [" ".join(one.text().split()) for one in page.css(".post__tabs a")]


def test_the_oldest_letter_stands_first_with_all_that_was_written(cast, as_, suggestion):
    readersend.suggest(text="A later one.")
    page = read(as_(cast.rita).get(POST))
    assert [one.text() for one in page.css(".post h2")] == ["<b>Buses</b> are electric.", "A later one."]
    told = page.css_first(".post").text()
    assert all(words in told for words in ("Dana", suggestion.url, "Fares.", suggestion.reference))
    assert tabs(page) == ["Suggestions 2", "Reports 0"]
    assert page.css_first('.bar__nav a[href="/newsroom/post/"]').text() == "Reader post"


@pytest.mark.parametrize(
    ("name", "suggestions", "reports", "address"),
    [
        ("rita", 1, 1, False),
        ("ed", 1, 1, True),
        ("otto", 1, 0, False),
        ("noor", 1, 0, True),
        ("cleo", 1, 1, True),
        ("ada", 1, 0, True),
    ],
)
def test_who_sees_which_letters_and_addresses(cast, as_, suggestion, report, name, suggestions, reports, address):
    client = as_(getattr(cast, name))
    page = client.get(POST)
    assert tabs(read(page)) == [f"Suggestions {suggestions}", f"Reports {reports}"]
    assert (SENDER in page.text) is address
    answer = client.get(REPORTS)
    assert len(read(answer).css(".post")) == reports
    assert (WITNESS in answer.text) is (address and bool(reports))


def test_admins_look_on_and_have_no_buttons(cast, as_, suggestion):
    assert not read(as_(cast.ada).get(POST)).css(".post__acts")
    assert as_(cast.ada).post(to(suggestion, "decline"), {"reason": "No."}).status_code == 403


def test_accepting_opens_a_check_and_says_so_with_undo(cast, as_, suggestion):
    client = as_(cast.rita)
    page = read(client.post(to(suggestion, "accept"), {"desk": cast.transport.pk}, follow=True))
    check = FactCheck.objects.get()
    assert page.css_first(f'.messages a[href="/newsroom/checks/{check.pk}/"]')
    undo = page.css_first(".said__undo").attributes["action"]
    page = read(client.post(undo, follow=True))
    assert "Taken back. It waits again." in page.css_first(".messages").text()
    assert tabs(page)[0] == "Suggestions 1"


def test_a_desk_that_is_not_mine_is_refused_with_the_form(cast, as_, suggestion):
    answer = as_(cast.rita).post(to(suggestion, "accept"), {"desk": cast.city.pk})
    assert answer.status_code == 422
    assert "You do not write for this desk." in answer.text
    assert not FactCheck.objects.exists()


@pytest.mark.parametrize("number", ["FC-{:04d}", "fc{}", " {} "])
def test_it_is_merged_by_the_number_as_people_write_it(cast, as_, suggestion, number):
    check = make_check(cast)
    page = read(as_(cast.rita).post(to(suggestion, "merge"), {"check": number.format(check.pk)}, follow=True))
    assert f"is the same as {check.number}" in page.css_first(".messages").text()
    suggestion.refresh_from_db()
    assert suggestion.factcheck == check


@pytest.mark.parametrize("number", ["", "the tram one", "FC-9999", "9" * 19, "\x00"])
def test_a_number_that_leads_nowhere_is_told_at_its_field(cast, as_, suggestion, number):
    page = read(as_(cast.rita).post(to(suggestion, "merge"), {"check": number}))
    assert page.css_first(".field--err input").attributes["name"] == "check"
    assert "open" in page.css_first("details:has(.field--err)").attributes
    assert page.css_first("title").text().startswith("Error: ")


def test_declining_keeps_the_reason_or_asks_for_it(cast, as_, suggestion, report):
    client = as_(cast.ed)
    for letter in (suggestion, report):
        answer = client.post(to(letter, "decline"), {"reason": " "})
        assert (answer.status_code, "Say why it is declined." in answer.text) == (422, True)
        assert "is declined." in client.post(to(letter, "decline"), {"reason": "An opinion."}, follow=True).text
        letter.refresh_from_db()
        assert (letter.state, letter.reason, letter.decided_by) == ("declined", "An opinion.", cast.ed)


def test_an_accepted_report_is_told_on_the_page_of_its_check(cast, as_, report):
    path = f"/newsroom/checks/{report.factcheck.pk}/"
    assert "A reader reported a mistake" not in as_(cast.rita).get(path).text
    assert "is shown on" in as_(cast.ed).post(to(report, "accept"), follow=True).text
    page = as_(cast.rita).get(path).text
    assert "A reader reported a mistake" in page
    assert "It is &lt;i&gt;55&lt;/i&gt;." in page
    assert WITNESS not in page


@pytest.mark.parametrize("verb", ["accept", "merge", "decline"])
def test_who_comes_second_gets_a_409_that_says_what_happened(cast, as_, suggestion, verb):
    readerpost.decline_suggestion(suggestion_id=suggestion.pk, reason="An opinion.", by=cast.ed)
    check = make_check(cast)
    typed = {"desk": cast.transport.pk, "check": check.pk, "reason": "My own words."}
    answer = as_(cast.rita).post(to(suggestion, verb), typed)
    assert answer.status_code == 409
    assert "Ed declined it meanwhile. The reason: “An opinion.”" in answer.text
    assert "My own words." in answer.text
    assert FactCheck.objects.count() == 1


def test_undo_too_late_says_so(cast, as_, report):
    readerpost.accept_report(report_id=report.pk, by=cast.ed)
    assert "can no longer be undone" in as_(cast.rita).post(to(report, "undo"), follow=True).text
    ReaderReport.objects.filter(pk=report.pk).update(decided_at=timezone.now() - timedelta(minutes=5))
    assert "can no longer be undone" in as_(cast.ed).post(to(report, "undo"), follow=True).text


@pytest.mark.parametrize("name", ["otto", "noor", "ada"])
def test_forged_forms_of_other_desks_do_nothing(cast, as_, report, name):
    client = as_(getattr(cast, name))
    for verb in ("accept", "decline", "undo"):
        assert client.post(to(report, verb), {"reason": "No."}).status_code == 404
    report.refresh_from_db()
    assert report.state == "open"


def test_pages_are_bounded_and_cost_the_same(cast, as_):
    client = as_(cast.rita)
    readersend.suggest(text="Claim 0.")
    few = queries(lambda: client.get(POST))
    for number in range(1, postrows.SIZE * 2 + 1):
        readersend.suggest(text=f"Claim {number}.")
    assert queries(lambda: client.get(POST)) == few <= MOST_QUERIES
    page = read(client.get(POST))
    assert len(page.css(".post")) == postrows.SIZE
    path = POST + page.css_first(".pager [rel=next]").attributes["href"]
    second = read(client.get(path))
    assert second.css_first(".post h2").text() == f"Claim {postrows.SIZE}."


@pytest.mark.parametrize("after", ["nonsense", "-1", "9" * 40, "²", ""])
def test_a_page_that_is_none_is_the_first(cast, as_, suggestion, after):
    assert len(read(as_(cast.rita).get(POST, {"after": after})).css(".post")) == 1


def test_nothing_waits(cast, as_):
    assert "Nothing waits here" in as_(cast.rita).get(POST).text
    assert "Nothing waits here" in as_(cast.rita).get(REPORTS).text
