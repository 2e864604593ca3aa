"""The discussion on the review page: threads under their paragraph, answers that come back there, what was settled."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Comment, Thread
from factchecks.services import checks, discussion, settling
from factchecks.services.anchoring import About
from factchecks.states import Action, State
from tests.factories import make_check, move
from tests.pages.typed import queries

WORDS = About(exact="Twelve stops")
NOTE = "Say since when."


@pytest.fixture
def check(cast):
    return make_check(cast, State.REVIEW)


def say(check, by, text="Since when?", **more):
    return discussion.start(check_id=check.pk, by=by, text=text, **more).thread


def page(client, check, show=""):
    return LexborHTMLParser(client.get(f"/newsroom/checks/{check.pk}/review/?show={show}").text)


def again(cast, check, change=None):
    """Sent back by Ed and submitted again by Rita, with `change` made between."""
    check = move(check, Action.SEND_BACK, cast.ed, NOTE)
    if change:
        change()
    return move(check, Action.SUBMIT, cast.rita)


def test_a_thread_stands_under_the_paragraph_that_has_its_words(cast, as_, check):
    thread = say(check, cast.rita, about=WORDS)
    found = page(as_(cast.ed), check)
    row = found.css_first(f"#article .beneath #thread-{thread.pk}")
    assert "Twelve stops" in (row.parent.prev.text() or row.parent.prev.prev.text())
    assert found.css_first("section#discussion") is None


def test_other_threads_stand_in_lists_below(cast, as_, check):
    whole = say(check, cast.rita)
    source = say(check, cast.rita, about=About(source_id=check.sources.first().pk))
    found = page(as_(cast.ed), check).css_first("section#discussion")
    assert [one.text() for one in found.css("h3")] == ["On sources (1)", "On the whole check (1)"]
    assert [one.id for one in found.css(".talk")] == [f"thread-{one.pk}" for one in (source, whole)]


@pytest.mark.parametrize(("show", "beneath"), [("changes", True), ("clean", True), ("side", False)])
def test_side_by_side_has_no_room_under_a_paragraph(cast, as_, check, show, beneath):
    say(check, cast.rita, about=WORDS)
    found = page(as_(cast.ed), again(cast, check), show)
    assert bool(found.css("#article .talk")) is beneath
    assert bool(found.css("section#discussion .talk")) is not beneath


def test_a_paragraph_that_is_talked_about_is_not_folded_away(cast, as_, check):
    body = "".join(f"<p>Paragraph {word} is here.</p>" for word in ("one", "two", "three", "four"))
    check = move(check, Action.SEND_BACK, cast.ed, NOTE)
    check = checks.save_text(check_id=check.pk, by=cast.rita, seen_version=check.version, values={"body": body})
    check = again(cast, move(check, Action.SUBMIT, cast.rita))
    assert page(as_(cast.ed), check).css(".folded")
    say(check, cast.rita, about=About(exact="three"))
    found = page(as_(cast.ed), check)
    assert not found.css(".folded")
    assert found.css_first(".beneath") is not None


def test_what_is_not_sent_goes_with_the_decision_and_only_its_writer_reads_it(cast, as_, check):
    say(check, cast.ed, "Mine alone.", about=WORDS)
    found = page(as_(cast.ed), check)
    assert "Goes with your decision" in found.css_first("#article .talk").text()
    assert "Your 1 unsent comment goes with it." in found.css_first("#note-h").text()
    assert "Mine alone." not in page(as_(cast.mo), check).html


def test_a_reply_and_a_resolve_come_back_to_the_review(cast, as_, check):
    thread, client = say(check, cast.rita, about=WORDS), as_(cast.ed)
    form = {"origin": "review", "text": "Since 2011."}
    answer = client.post(f"/newsroom/threads/{thread.pk}/reply/", form)
    assert answer["Location"] == f"/newsroom/checks/{check.pk}/review/#thread-{thread.pk}"
    answer = client.post(f"/newsroom/threads/{thread.pk}/resolve/", {"origin": "review"}, follow=True)
    assert answer.redirect_chain[-1][0].startswith(f"/newsroom/checks/{check.pk}/review/")
    assert "1 resolved" in answer.text
    assert not Thread.objects.get(pk=thread.pk).is_open


def test_a_comment_that_is_refused_is_shown_again_on_the_review(cast, as_, check):
    form = {"origin": "review", "text": "Half a thought", "exact": "Nobody wrote this"}
    answer = as_(cast.ed).post(f"/newsroom/checks/{check.pk}/discussion/", form)
    found = LexborHTMLParser(answer.text)
    assert answer.status_code == 422
    assert "<title>Error: Review" in answer.text
    assert found.css_first("#comment[open] #start_text").text().strip() == "Half a thought"
    assert "These words are not in the article" in found.css_first("[data-error-summary]").text()
    assert not Comment.objects.exists()


def test_a_reply_that_is_refused_is_shown_again_on_the_review(cast, as_, check):
    thread = say(check, cast.rita, about=WORDS)
    form = {"origin": "review", "text": "x" * 2001}
    answer = as_(cast.ed).post(f"/newsroom/threads/{thread.pk}/reply/", form)
    found = LexborHTMLParser(answer.text)
    assert answer.status_code == 422
    assert found.css_first("#article .thread__reply[open] textarea").text().strip() == "x" * 2001


@pytest.mark.parametrize("by", ["reply", "resolve", None])
def test_it_says_how_many_comments_of_the_last_review_were_answered(cast, as_, check, by):
    first = say(check, cast.ed, "Which year?", about=WORDS)
    say(check, cast.ed, "Which lamps?")

    def change():
        if by == "reply":
            discussion.reply(thread_id=first.pk, by=cast.rita, text="2011.")
        if by == "resolve":
            settling.resolve(thread_id=first.pk, by=cast.rita)

    summary = page(as_(cast.ed), again(cast, check, change)).css_first(".rev-sum").text()
    assert f"{1 if by else 0} of 2 of your comments answered or resolved" in summary


def test_opening_takes_as_many_queries_for_many_threads_as_for_few(cast, as_, check):
    client = as_(cast.ed)
    say(check, cast.rita, about=WORDS)
    few = queries(lambda: page(client, check))
    for _ in range(8):
        say(check, cast.rita, about=WORDS)
        say(check, cast.ed)
    assert queries(lambda: page(client, check)) <= few <= 31
