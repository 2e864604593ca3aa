"""The workspace: what it shows to whom, saving, the moves that start here, and two people at once."""

import pytest
from django.utils import timezone

from factchecks.models import FactCheck
from factchecks.services import sources
from factchecks.states import Action, State
from tests.factories import move
from tests.pages.typed import typed
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")


def address(check, *rest) -> str:
    return "/newsroom/checks/" + "/".join(str(one) for one in (check.pk, *rest)) + "/"


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


@pytest.fixture
def rita_page(cast, as_):
    return as_(cast.rita)


def test_it_offers_the_form_to_who_may_write(check, rita_page):
    page = rita_page.get(address(check)).content.decode()
    assert 'id="id_body"' in page
    assert "Submit for review" in page
    assert "18 of 18" in page


@pytest.mark.parametrize("state", [State.REVIEW, State.PUBLISHED])
def test_it_is_for_reading_once_it_is_submitted(cast, as_, state):
    check = make_check(cast, state)
    page = as_(cast.ines).get(address(check)).content.decode()
    assert 'id="id_body"' not in page
    assert "Twelve stops were rebuilt." in page
    assert "The text is locked" in page


def test_who_submitted_it_can_take_it_back(cast, as_):
    check = make_check(cast, State.REVIEW)
    assert "Take back from review" in as_(cast.rita).get(address(check)).content.decode()
    assert "Take back from review" not in as_(cast.ines).get(address(check)).content.decode()


def test_another_desk_does_not_learn_that_it_exists(check, cast, as_):
    for rest in ((), ("claim",), ("hand-over",), ("autosave",), ("sources",), ("files",)):
        client = as_(cast.otto)
        assert client.post(address(check, *rest), typed(check)).status_code == 404, rest
    for rest in ((), ("looking",)):
        assert as_(cast.otto).get(address(check, *rest), headers={"HX-Request": "true"}).status_code == 404


def test_a_save_keeps_everything_that_was_typed(check, rita_page):
    words = {"headline": "New", "standfirst": "Short", "methodology": "We asked.", "explanation": "Because."}
    answer = rita_page.post(address(check), typed(check, verdict="false", **words))
    assert answer.status_code == 302
    check.refresh_from_db()
    claim = check.claims.get()
    assert {name: getattr(check, name) for name in ("headline", "standfirst", "methodology")} == {
        name: words[name] for name in ("headline", "standfirst", "methodology")
    }
    assert (claim.verdict_word, claim.explanation) == ("False", "Because.")


def test_a_save_that_changes_something_makes_a_contributor(check, cast, as_):
    as_(cast.ines).post(address(check), typed(check))
    assert not check.contributions.filter(user=cast.ines).exists()
    as_(cast.ines).post(address(check), typed(check, headline="By Ines"))
    assert check.contributions.filter(user=cast.ines).exists()


def test_a_stale_form_comes_back_with_both_texts(check, cast, as_):
    mine = typed(check, headline="Mine")
    as_(cast.ines).post(address(check), typed(check, headline="Theirs"))
    answer = as_(cast.rita).post(address(check), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mine" in page
    assert "Theirs" in page
    check.refresh_from_db()
    assert check.headline == "Theirs"
    assert f'name="version" value="{check.version}"' in page


def test_a_text_that_came_after_the_submission_is_given_back(check, cast, as_):
    mine = typed(check, standfirst="Typed too late")
    move(check, Action.SUBMIT, cast.rita)
    answer = as_(cast.ines).post(address(check), mine)
    assert answer.status_code == 422
    assert "Typed too late" in answer.content.decode()


def test_submit_says_everything_that_is_missing_and_loses_nothing(cast, as_):
    check = move(make_check(cast), Action.START_RESEARCH, cast.rita)
    answer = as_(cast.rita).post(address(check), typed(check, standfirst="Kept", then="submit", note="My note"))
    page = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("Write the article.", "Propose a verdict.", "Add independent sources: 0 of 2.", "right of reply"):
        assert sentence in page
    assert "My note" in page
    assert "<title>Error: " in page
    check.refresh_from_db()
    assert (check.state, check.standfirst) == (State.RESEARCH, "Kept")


def test_submit_saves_the_text_and_sends_the_note(check, rita_page):
    answer = rita_page.post(address(check), typed(check, standfirst="Last words", then="submit", note="Look at it"))
    assert answer.status_code == 302
    check.refresh_from_db()
    assert (check.state, check.standfirst, check.current_round.note) == (State.REVIEW, "Last words", "Look at it")
    assert check.current_round.submitted_edition.digest == check.digest


def test_the_primary_button_is_closed_while_something_is_missing(cast, as_):
    check = move(make_check(cast), Action.START_RESEARCH, cast.rita)
    page = as_(cast.rita).get(address(check)).content.decode()
    button = page[page.index('id="primary"') :].split(">")[0]
    assert 'aria-disabled="true"' in button


def test_every_open_item_leads_to_its_place(cast, as_):
    check = move(make_check(cast), Action.START_RESEARCH, cast.rita)
    page = as_(cast.rita).get(address(check)).content.decode()
    hrefs = ("id_standfirst", "id_body", "verdict", "id_explanation", "add_url", "reply")
    for place in hrefs:
        assert f'href="#{place}"' in page, place
        assert f'id="{place}"' in page, place


def test_a_draft_starts_research_and_a_discarded_one_can_be_restored(cast, as_):
    check, client = make_check(cast), as_(cast.rita)
    client.post(address(check), typed(check, then="discard"))
    assert FactCheck.objects.get(pk=check.pk).discarded_at <= timezone.now()
    assert "Restore" in client.get(address(check)).content.decode()
    client.post(address(check, "do", "restore"), {"version": FactCheck.objects.get(pk=check.pk).version})
    client.post(address(check), typed(check, then="start_research"))
    check.refresh_from_db()
    assert (check.state, check.discarded_at) == (State.RESEARCH, None)


def test_the_note_of_the_send_back_stands_on_top(check, cast, as_):
    move(check, Action.SUBMIT, cast.rita)
    move(check, Action.SEND_BACK, cast.ed, note="Ask the operator too.")
    page = as_(cast.rita).get(address(check)).content.decode()
    assert "Ask the operator too." in page.split('class="wrap two"')[0]


def test_the_claim_is_edited_on_its_page(check, rita_page):
    page = address(check, "claim")
    form = {"version": check.version, "text": "Other words", "claimed_precision": "day", "place": "Market square"}
    assert rita_page.post(page, form | {"origin_unknown": "on"}).status_code == 302
    claim = check.claims.get()
    assert (claim.text, claim.place, claim.origin_unknown, claim.claimant) == (
        "Other words",
        "Market square",
        True,
        None,
    )


def test_a_claimant_and_an_unknown_origin_exclude_each_other(check, rita_page):
    form = {"version": check.version, "text": "Words", "claimant_name": "Dana", "origin_unknown": "on"}
    answer = rita_page.post(address(check, "claim"), form | {"claimed_precision": "day"})
    assert answer.status_code == 422
    assert "not both" in answer.content.decode()


def test_a_stale_claim_comes_back_with_both_texts(check, cast, as_):
    old = {"version": check.version, "text": "My words", "claimed_precision": "day", "origin_unknown": "on"}
    as_(cast.ines).post(address(check, "claim"), old | {"text": "Their words"})
    answer = as_(cast.rita).post(address(check, "claim"), old)
    assert answer.status_code == 409
    assert b"My words" in answer.content
    assert b"Their words" in answer.content


def test_it_is_handed_over_to_a_writer_of_the_desk(check, cast, as_):
    client = as_(cast.rita)
    assert client.post(address(check, "hand-over"), {"to": cast.otto.pk}).status_code == 422
    assert client.post(address(check, "hand-over"), {"to": cast.ines.pk}).status_code == 302
    check.refresh_from_db()
    assert check.assignee == cast.ines


def test_the_history_names_who_did_what(check, rita_page):
    page = rita_page.get(address(check)).content.decode()
    history = page[page.index('id="history"') :]
    assert "recorded the claim" in history
    assert "<b>Rita</b>" in history


def test_the_reply_says_which_words_are_missing(check, rita_page):
    answer = rita_page.post(address(check, "reply"), {"outcome": "not_needed"})
    assert answer.status_code == 422
    assert "Say why no reply is needed." in answer.content.decode()
    rita_page.post(address(check, "reply"), {"outcome": "not_needed", "text": "Nobody is accused."})
    assert check.replies.get().text == "Nobody is accused."


def test_a_form_address_opened_by_a_link_leads_to_the_check(check, rita_page):
    for rest in (("autosave",), ("sources",), ("files",), ("reply",), ("check-now",), ("looking",)):
        answer = rita_page.get(address(check, *rest))
        assert (answer.status_code, answer.headers["Location"]) == (302, address(check)), rest


def test_a_fragment_holds_the_right_side_only(check, rita_page):
    form = {"url": "https://other.example.org/page"}
    answer = rita_page.post(address(check, "sources"), form, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert page.lstrip().startswith('<div class="two__side" id="side"')
    assert "other.example.org" in page


def test_check_now_shows_a_bar_until_all_links_have_been_looked_at(check, rita_page):
    rita_page.post(address(check, "check-now"))
    fragment = rita_page.get(address(check, "looking"), headers={"HX-Request": "true"}).content.decode()
    assert "0 of 2" in fragment
    assert fragment.count("Checking…") == 2
    check.jobs.update(state="done")
    fragment = rita_page.get(address(check, "looking") + "?open=2", headers={"HX-Request": "true"}).content.decode()
    assert "All addresses have been looked at" in fragment
    assert "every 1s" not in fragment
    assert fragment.count("Live") == 2


def test_a_confidential_source_is_never_offered_for_citing(check, cast, rita_page):
    secret = sources.add_described(
        check_id=check.pk, title="A driver", description="By phone", by=cast.rita, confidential=True
    )
    page = rita_page.get(address(check)).content.decode()
    assert "A driver" in page
    assert f'data-cite="{secret.pk}"' not in page
    assert f'data-id="{secret.pk}"' not in page
