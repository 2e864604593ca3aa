"""The Discussion tab: threads under their passage or source, forms that work without script."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Comment, Source, Thread
from factchecks.services import checks, discussion, settling, sources
from factchecks.services.anchoring import About
from factchecks.states import Action, State
from tests.factories import make_user, move
from tests.pages.typed import queries
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

HTMX = {"HX-Request": "true"}


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def say(check, by, text="Since when?", **more):
    return discussion.start(check_id=check.pk, by=by, text=text, **more)


def tab(client, check, query=""):
    """The part of the workspace with the discussion."""
    page = client.get(f"/newsroom/checks/{check.pk}/{query}")
    assert page.status_code == 200
    return LexborHTMLParser(page.content.decode()).css_first("#discussion")


def start(client, check, follow=True, **form):
    address = reverse("discussion_start", args=[check.pk])
    return client.post(address, {"text": "Since when?"} | form, follow=follow)


def test_without_a_comment_it_says_how_to_start_one(cast, as_, check):
    found = tab(as_(cast.rita), check)
    assert "No comment yet" in found.text()
    assert found.attributes["data-count"] == "0"


def test_a_comment_is_sent_by_a_plain_form(cast, as_, check):
    page = start(as_(cast.ines), check, exact="Twelve stops", words_before="What changed ")
    assert page.redirect_chain == [(f"/newsroom/checks/{check.pk}/#thread-{Thread.objects.get().pk}", 302)]
    assert "Comment sent." in page.text
    found = tab(as_(cast.rita), check)
    assert "“Twelve stops”" in found.css_first(".thread__on").text()
    assert "Since when?" in found.text()
    assert found.attributes["data-count"] == "1"


def test_a_fragment_comes_back_with_the_tab_open(cast, as_, check):
    address = reverse("discussion_start", args=[check.pk])
    page = as_(cast.rita).post(address, {"text": "Since when?"}, headers=HTMX)
    assert page.text.lstrip().startswith("<div")
    assert 'data-active="discussion"' in page.text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"text": ""}, "Write the comment."),
        ({"exact": "Forty stops"}, "These words are not in the article as it is saved."),
        ({"exact": "Twelve stops", "source": "first"}, "Choose words of the article or a source, not both."),
        ({"source": "999999"}, "999999"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost(cast, as_, check, form, sentence):
    if form.get("source") == "first":
        form = form | {"source": check.sources.first().pk}
    page = start(as_(cast.rita), check, **{"text": "Since when?"} | form)
    assert page.status_code == 422
    assert sentence in page.text
    assert 'aria-invalid="true"' in page.text
    assert form.get("text", "Since when?") in LexborHTMLParser(page.text).css_first("#start_text").text()
    assert not Thread.objects.exists()


def test_threads_stand_in_the_order_of_the_text_then_of_the_sources_then_the_whole(cast, as_, check):
    first, second = check.sources.order_by("order")[:2]
    for about in (About(), About(source_id=second.pk), About(exact="Twelve"), About(source_id=first.pk)):
        say(check, cast.ed, about=about)
    say(check, cast.ed, about=About(exact="The operator"))
    found = tab(as_(cast.rita), check)
    assert [one.text() for one in found.css(".group-h")] == [
        "On the text (2)",
        "On sources (2)",
        "On the whole check (1)",
    ]
    assert [one.text() for one in found.css("blockquote")] == ["“The operator”", "“Twelve”"]
    assert [one.text() for one in found.css(".thread__src .src__n")] == ["1", "2"]


def test_it_says_when_the_words_are_gone(cast, as_, check):
    say(check, cast.ed, about=About(exact="Twelve stops"))
    say(check, cast.ed, about=About(exact="The operator"))
    check.refresh_from_db()
    body = {"body": "<h2>New</h2><p>The operator says: fifty stops.</p>"}
    checks.save_text(check_id=check.pk, by=cast.rita, seen_version=check.version, values=body)
    on = [one.text() for one in tab(as_(cast.rita), check).css(".thread__on")]
    assert ["gone from the text" in one for one in on] == [False, True]


def test_a_source_that_was_taken_off_is_still_named(cast, as_, check):
    source = check.sources.first()
    say(check, cast.ed, about=About(source_id=source.pk))
    sources.remove(source_id=source.pk, by=cast.rita)
    assert "Not in the list any more" in tab(as_(cast.rita), check).text()


def test_a_source_row_leads_to_a_comment_about_it(cast, as_, check):
    client, source = as_(cast.rita), check.sources.first()
    link = f"/newsroom/checks/{check.pk}/?about={source.pk}#start"
    assert f'href="{link}"' in client.get(f"/newsroom/checks/{check.pk}/").text
    found = tab(client, check, f"?about={source.pk}")
    assert found.css_first("#start").attributes.keys() >= {"open"}
    assert found.css_first("select option[selected]").attributes["value"] == str(source.pk)
    assert tab(client, check, "?about=9999").css_first("#start[open]") is None


def test_a_confidential_source_is_offered_to_those_only_who_may_read_it(cast, as_, check):
    Source.objects.filter(pk=check.sources.first().pk).update(confidential=True)
    assert len(tab(as_(cast.rita), check).css("select option")) == 3
    assert len(tab(as_(cast.ines), check).css("select option")) == 2


def test_a_reply_is_shown_under_what_it_answers(cast, as_, check):
    thread_id = say(check, cast.ed, "Since when? @Rita").thread_id
    client = as_(cast.rita)
    assert "Asks Rita" in tab(client, check).text()
    client.post(reverse("thread_reply", args=[thread_id]), {"text": "Since <b>May</b>."})
    texts = [one.text(strip=True) for one in tab(client, check).css(".thread__p")]
    assert texts == ["Since when? @Rita", "Since <b>May</b>."]


def test_a_reply_that_is_refused_is_shown_again(cast, as_, check):
    thread_id = say(check, cast.ed).thread_id
    settling.resolve(thread_id=thread_id, by=cast.ed)
    page = as_(cast.rita).post(reverse("thread_reply", args=[thread_id]), {"text": "Since May."})
    assert page.status_code == 422
    assert "It is resolved." in page.text


def test_resolved_threads_are_kept_in_their_own_list(cast, as_, check):
    client, thread_id = as_(cast.rita), say(check, cast.ed).thread_id
    client.post(reverse("thread_resolve", args=[thread_id]))
    found = tab(client, check)
    assert (found.attributes["data-count"], len(found.css(".thread"))) == ("0", 0)
    assert "Nothing is open" in found.text()
    assert "Resolved by you" in tab(client, check, "?threads=resolved").text()
    client.post(reverse("thread_reopen", args=[thread_id]))
    assert len(tab(client, check).css(".thread")) == 1


def test_who_may_not_resolve_has_no_button_and_gets_403(cast, as_, check):
    thread_id = say(check, cast.ed).thread_id
    client = as_(cast.ines)
    assert f"/threads/{thread_id}/resolve/" not in tab(client, check).html
    assert client.post(reverse("thread_resolve", args=[thread_id])).status_code == 403
    assert Thread.objects.get().is_open


def test_only_ones_own_words_can_be_changed_or_deleted(cast, as_, check):
    comment = say(check, cast.rita)
    assert "/comments/" not in tab(as_(cast.ed), check).html
    client = as_(cast.rita)
    assert client.post(reverse("comment_edit", args=[comment.pk]), {"text": ""}).status_code == 422
    client.post(reverse("comment_edit", args=[comment.pk]), {"text": "Until when?"})
    found = tab(client, check)
    assert "Until when?" in found.text()
    assert ", changed" in found.text()
    client.post(reverse("comment_delete", args=[comment.pk]))
    assert not Thread.objects.exists()


def test_deleting_what_was_answered_is_refused_with_a_sentence(cast, as_, check):
    comment = say(check, cast.rita)
    discussion.reply(thread_id=comment.thread_id, by=cast.ed, text="Since May.")
    page = as_(cast.rita).post(reverse("comment_delete", args=[comment.pk]))
    assert page.status_code == 422
    assert "It has been answered, so it stays." in page.text


def test_a_blocking_comment_is_an_open_item_that_leads_to_it(cast, as_, check):
    thread_id = say(check, cast.ed, blocking=True).thread_id
    page = LexborHTMLParser(as_(cast.rita).get(f"/newsroom/checks/{check.pk}/").text)
    assert page.css_first("#fix-comments").attributes["href"] == "#needs-comments"
    assert page.css_first(f"#thread-{thread_id} #needs-comments")
    resolved = tab(as_(cast.rita), check, "?threads=resolved")
    assert resolved.css_first("a#needs-comments").text() == "Open (1)"


def test_a_reviewer_sees_that_comments_go_with_the_decision(cast, as_):
    check = make_check(cast, State.REVIEW)
    page = start(as_(cast.ed), check)
    assert "Comment kept. It goes with your decision." in page.text
    found = tab(as_(cast.ed), check).text()
    assert "not sent yet" in found
    assert "Goes with your decision" in found
    assert "Since when?" not in as_(cast.rita).get(f"/newsroom/checks/{check.pk}/").text
    assert "Since when?" not in as_(cast.mo).get(f"/newsroom/checks/{check.pk}/").text
    move(check, Action.SEND_BACK, cast.ed, "See my comments.")
    assert "Since when?" in tab(as_(cast.rita), check).text()


def test_what_another_decided_over_can_be_sent_by_a_button(cast, as_):
    check = make_check(cast, State.REVIEW)
    say(check, cast.mo)
    move(check, Action.SEND_BACK, cast.ed, "More.")
    address = reverse("discussion_send", args=[check.pk])
    assert address in tab(as_(cast.mo), check).html
    assert address not in tab(as_(cast.rita), check).html
    as_(cast.mo).post(address)
    assert Comment.objects.get().sent_at


def test_opening_takes_as_many_queries_for_many_threads_as_for_few(cast, as_, check):
    client, address = as_(cast.rita), f"/newsroom/checks/{check.pk}/"
    say(check, cast.ed, "@Rita?")
    few = queries(lambda: client.get(address))
    for number in range(30):
        discussion.reply(thread_id=say(check, cast.ines, f"{number}? @Rita").thread_id, by=cast.ed, text="@Mo!")
    assert queries(lambda: client.get(address)) == few <= 20


def suggested(client, check, typed):
    return [one["name"] for one in client.get(reverse("people", args=[check.pk]), {"q": typed}).json()["people"]]


@pytest.mark.parametrize(
    ("typed", "names"), [("I", ["Ines"]), ("in", ["Ines"]), ("R", []), ("Otto", []), ("Noor", []), ("\x00", None)]
)
def test_names_are_suggested_of_those_who_may_read_it(cast, as_, check, typed, names):
    found = suggested(as_(cast.rita), check, typed)
    assert found == names or (names is None and "Ed" in found)
    assert as_(cast.otto).get(reverse("people", args=[check.pk])).status_code == 404


def test_a_later_word_of_the_name_is_enough_and_the_writer_is_not_among_them(cast, as_, check):
    make_user("Dana Whitcombe", *cast.ines.groups.all())
    assert suggested(as_(cast.rita), check, "whit") == ["Dana Whitcombe"]
    assert "Rita" not in suggested(as_(cast.rita), check, "")


def test_a_comment_kept_in_a_review_leads_on_to_the_note_of_the_decision(cast, as_):
    check = make_check(cast, State.REVIEW)
    page = start(as_(cast.ed), check, origin="review")
    assert page.redirect_chain == [(f"/newsroom/checks/{check.pk}/review/#note", 302)]
    assert "Comment kept. It goes with your decision." in page.text
    assert Comment.objects.get().sent_at is None
    note = LexborHTMLParser(page.text).css_first("#send-back textarea#note")
    assert note is not None
    move(check, Action.SEND_BACK, cast.ed, "Please date the lamps.")
    assert Comment.objects.get().sent_at is not None


def test_in_a_review_only_who_may_send_it_back_gets_the_form_of_a_comment(cast, as_):
    check = make_check(cast, State.REVIEW)
    for person, there in ((cast.ed, True), (cast.rita, False), (cast.ines, False)):
        page = as_(person).get(f"/newsroom/checks/{check.pk}/review/").text
        assert ('id="start-comment"' in page) is there, person
