"""The address that an open page asks: nothing while nothing changed, else the parts that did."""

import re

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from factchecks.jobs import JobState
from factchecks.models import Link
from factchecks.services import discussion, handover, presence, settling, sources
from factchecks.services.presence import Doing
from factchecks.states import Action, State
from tests.factories import make_check, move
from tests.pages.typed import queries, typed

HTMX = {"HX-Request": "true"}


@pytest.fixture
def check(cast):
    check = make_check(cast, State.RESEARCH)
    check.jobs.update(state=JobState.DONE)
    return check


class Open:
    """A page that somebody has open, with the token it asks with."""

    def __init__(self, client, check, page="workspace"):
        self.client, self.check, self.page = client, check, page
        shown = client.get(reverse(page, args=[check.pk])).text
        self.token, self.seen = (re.search(rf'data-{name}="([^"]*)"', shown)[1] for name in ("token", "seen"))

    def get(self, **more):
        asked = {"token": self.token, "seen": self.seen, "page": self.page} | more
        return self.client.get(reverse("live", args=[self.check.pk]), asked, headers=HTMX)

    def fresh(self):
        """Ids of what comes, with its words."""
        answer = self.get()
        assert answer.status_code == 200
        tree = LexborHTMLParser(answer.text)
        return {one.attributes["id"]: one.text() for one in tree.body.iter() if "id" in one.attributes}


@pytest.fixture
def rita(cast, check, as_):
    return Open(as_(cast.rita), check)


def say(check, by, text="Since when?"):
    return discussion.start(check_id=check.pk, by=by, text=text)


def test_nothing_is_told_while_nothing_changed(rita):
    answer = rita.get()
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("page", ["workspace", "review"])
def test_asking_takes_four_queries_while_nothing_changed(cast, as_, check, page):
    say(check, cast.ed)
    opened = Open(as_(cast.rita), check, page)
    presence.tell(check_id=check.pk, by=cast.rita, tab="a", doing="reading")
    assert queries(opened.get) <= 4


def test_a_page_without_a_token_of_ours_gets_everything(rita):
    rita.token = "x"
    assert {"live", "presence", "moved", "head-state", "ready", "sources", "discussion"} <= set(rita.fresh())


def test_who_comes_is_told_alone(rita, cast, check):
    presence.tell(check_id=check.pk, by=cast.ed, tab="a", doing=Doing.READING)
    fresh = rita.fresh()
    assert set(fresh) == {"live", "presence"}
    assert "Ed is reading" in fresh["presence"]


def test_ones_own_presence_is_no_news(rita, cast, check):
    presence.tell(check_id=check.pk, by=cast.rita, tab="a", doing=Doing.EDITING)
    assert rita.get().status_code == 204


@pytest.mark.parametrize(
    ("doing", "words"), [("editing", "Ed is editing"), ("reading", "Ed is reading"), ("away", "Ed, away since ")]
)
@pytest.mark.parametrize("page", ["workspace", "review"])
def test_a_page_that_is_opened_says_who_is_there(cast, as_, check, page, doing, words):
    presence.tell(check_id=check.pk, by=cast.ed, tab="a", doing=doing)
    shown = LexborHTMLParser(as_(cast.rita).get(reverse(page, args=[check.pk])).text)
    assert words in shown.css_first("#presence").text()


def test_a_comment_brings_the_discussion_and_readiness_only(rita, cast, check):
    say(check, cast.ed)
    fresh = rita.fresh()
    assert "Since when?" in fresh["discussion"]
    assert "ready" in fresh
    assert not {"sources", "head-who", "presence"} & set(fresh)
    assert "New in the discussion." in rita.get().text


def test_a_comment_that_is_not_sent_is_no_news_for_others(cast, as_):
    check = make_check(cast, State.REVIEW)
    opened = Open(as_(cast.rita), check)
    say(check, cast.ed)
    assert opened.get().status_code == 204


def test_resolving_is_news(rita, cast, check):
    thread = say(check, cast.ed).thread
    rita.token = Open(rita.client, check).token
    settling.resolve(thread_id=thread.pk, by=cast.ed)
    assert "discussion" in rita.fresh()


def test_resolved_threads_stay_the_ones_that_are_shown(rita, cast, check):
    settling.resolve(thread_id=say(check, cast.ed).thread_id, by=cast.ed)
    assert "Since when?" in rita.get(threads="resolved").text


def test_a_look_that_ended_turns_the_chips(rita, check):
    source = check.sources.current().filter(link__isnull=False).first()
    Link.objects.filter(pk=source.link_id).update(state="dead", verdict="dead")
    fresh = rita.fresh()
    assert "Dead" in fresh[f"chips-{source.pk}"]
    assert "ready" in fresh
    assert "sources" not in fresh


def test_the_review_has_chips_of_its_own(cast, as_, check):
    opened = Open(as_(cast.ed), check, "review")
    source = check.sources.current().filter(link__isnull=False).first()
    Link.objects.filter(pk=source.link_id).update(state="dead", verdict="dead")
    assert "Dead" in opened.fresh()[f"review-chips-{source.pk}"]


def test_a_new_source_brings_the_list(rita, cast, check):
    sources.add_described(check_id=check.pk, title="Call with the depot", description="At noon.", by=cast.ines)
    assert "Call with the depot" in rita.fresh()["sources"]


def test_who_saved_is_said_and_what_was_seen_is_counted(rita, cast, check, as_):
    as_(cast.ines).post(reverse("workspace", args=[check.pk]), typed(check, headline="New"))
    assert "Ines saved, 1 change since you opened this page." in rita.fresh()["moved"]
    assert 'data-say="Ines saved. "' in rita.get().text


def test_ones_own_save_of_that_version_is_no_news(rita, cast, check):
    rita.client.post(reverse("workspace", args=[check.pk]), typed(check, headline="New"))
    check.refresh_from_db()
    rita.seen = check.version
    assert rita.fresh()["moved"].strip() == ""


def test_a_save_in_another_window_is_ones_own(rita, cast, check):
    rita.client.post(reverse("workspace", args=[check.pk]), typed(check, headline="New"))
    assert "You saved" in rita.fresh()["moved"]


def test_state_and_person_change_in_the_head(rita, cast, check):
    handover.hand_over(check_id=check.pk, by=cast.ed, to=cast.ines)
    assert "Ines" in rita.fresh()["head-who"]
    move(check, Action.RETURN_TO_DRAFT, cast.ed)
    tree = LexborHTMLParser(rita.get().text)
    assert "Draft" in tree.css_first("#head-state [aria-current]").text()


def test_what_only_some_may_read_is_not_told_to_the_others(cast, as_, check):
    ines = Open(as_(cast.ines), check)
    words = {"title": "Secret", "description": "A name.", "confidential": True}
    sources.add_described(check_id=check.pk, by=cast.rita, **words)
    assert "Secret" not in ines.get().text


def test_another_desk_does_not_learn_who_is_there(cast, as_, check):
    presence.tell(check_id=check.pk, by=cast.rita, tab="a", doing="editing")
    client = as_(cast.otto)
    assert client.get(reverse("live", args=[check.pk]), headers=HTMX).status_code == 404
    assert client.post(reverse("present", args=[check.pk]), {"doing": "reading", "tab": "a"}).status_code == 404


def test_without_htmx_it_leads_to_the_page(cast, as_, check):
    assert as_(cast.rita).get(reverse("live", args=[check.pk])).url == reverse("workspace", args=[check.pk])


def test_a_beacon_is_noted(cast, as_, check):
    answer = as_(cast.ed).post(reverse("present", args=[check.pk]), {"doing": "editing", "tab": "a"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert [one.name for one in presence.others(check_id=check.pk, than=cast.rita)] == ["Ed"]


@pytest.mark.parametrize("doing", ["", "sleeping"])
def test_a_beacon_that_says_something_else_is_refused(cast, as_, check, doing):
    assert as_(cast.ed).post(reverse("present", args=[check.pk]), {"doing": doing, "tab": "a"}).status_code == 400


def test_the_switch_that_pauses_it_stands_in_the_profile(cast, as_):
    page = LexborHTMLParser(as_(cast.rita).get(reverse("profile")).text)
    assert "Pause live updates" in page.css_first("label[for=live-off]").text()
