"""Suggested words in the Discussion tab: suggested by a form, shown as a change, accepted with what was typed."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import FactCheck, Suggestion, Thread
from factchecks.services import checks, presence, suggesting
from factchecks.services.anchoring import About
from factchecks.states import Action, State
from tests.factories import make_check, move

STOOD, NEW = "Twelve stops were rebuilt.", "Eleven stops were rebuilt."


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


@pytest.fixture
def thread(cast, check):
    return suggesting.suggest(check_id=check.pk, by=cast.ed, about=About(exact=STOOD), words=NEW).thread


def tab(client, check, query=""):
    page = client.get(f"/newsroom/checks/{check.pk}/{query}")
    return LexborHTMLParser(page.text).css_first("#discussion")


def article(check, **values):
    check.refresh_from_db()
    kept = {name: getattr(check, name) for name in ("headline", "standfirst", "body", "methodology")}
    claim = check.claims.get()
    chosen = {"verdict": claim.verdict.slug, "explanation": claim.explanation, "version": check.version}
    return kept | chosen | values


def test_words_are_suggested_by_a_plain_form_without_a_comment(cast, as_, check):
    form = {"text": "", "exact": STOOD, "suggested": NEW}
    page = as_(cast.ed).post(reverse("discussion_start", args=[check.pk]), form, follow=True)
    assert "Comment sent." in page.text
    assert Suggestion.objects.get().words == NEW
    shown = tab(as_(cast.rita), check)
    assert shown.css_first(".thread__swap del").text() == STOOD
    assert shown.css_first(".thread__swap ins").text() == NEW


def test_what_is_wrong_is_told_at_the_field(cast, as_, check):
    form = {"text": "", "exact": "", "suggested": NEW}
    page = as_(cast.ed).post(reverse("discussion_start", args=[check.pk]), form)
    assert page.status_code == 422
    assert "Choose the words of the article that you would change." in page.text
    assert f">{NEW}</textarea>" in page.text.replace("\n", "")


def test_it_is_accepted_together_with_what_was_typed(cast, as_, check, thread):
    form = article(check, standfirst="Typed just now.", then=f"accept-words:{thread.pk}")
    page = as_(cast.rita).post(f"/newsroom/checks/{check.pk}/", form, follow=True)
    assert "The suggested words are in the text." in page.text
    check.refresh_from_db()
    assert NEW in check.body
    assert check.standfirst == "Typed just now."


def test_words_typed_over_meanwhile_are_kept_and_the_refusal_is_told(cast, as_, check, thread):
    form = article(check, then=f"accept-words:{thread.pk}")
    form |= {"body": form["body"].replace(STOOD, "Ten stops."), "note": "Look at the stops."}
    page = as_(cast.rita).post(f"/newsroom/checks/{check.pk}/", form)
    assert page.status_code == 422
    assert "Change the text by hand." in page.text
    assert "Look at the stops.</textarea>" in page.text
    check.refresh_from_db()
    assert "Ten stops." in check.body


@pytest.mark.parametrize("which", ["", "x", "9" * 30, "999999"])
def test_a_suggestion_that_is_not_there_is_404(cast, as_, check, which):
    form = article(check, then=f"accept-words:{which}")
    assert as_(cast.rita).post(f"/newsroom/checks/{check.pk}/", form).status_code == 404


def test_one_of_another_check_is_not_put_into_this_one(cast, as_, check, thread):
    other = make_check(cast, State.RESEARCH, by=cast.ines)
    form = article(other, then=f"accept-words:{thread.pk}")
    assert as_(cast.rita).post(f"/newsroom/checks/{other.pk}/", form).status_code == 404
    assert NEW not in FactCheck.objects.get(pk=check.pk).body


def test_it_is_declined_by_a_button(cast, as_, check, thread):
    as_(cast.rita).post(reverse("thread_decline", args=[thread.pk]), follow=True)
    assert not Thread.objects.get().is_open
    assert "Declined by" in tab(as_(cast.rita), check, "?threads=resolved").text()


def test_who_cannot_write_now_sees_the_words_without_buttons(cast, as_, check, thread):
    move(check, Action.SUBMIT, cast.rita)
    shown = tab(as_(cast.rita), check)
    assert shown.css_first(".thread__swap ins").text() == NEW
    assert shown.css("[data-answer=y], [data-answer=n]") == []


@pytest.mark.parametrize("then", ["", "accept-words"])
def test_a_note_for_the_reviewer_comes_back_once(cast, as_, check, thread, then):
    rita, address = as_(cast.rita), f"/newsroom/checks/{check.pk}/"
    rita.post(address, article(check, note="Look at the stops.", then=then and f"{then}:{thread.pk}"))
    assert "Look at the stops.</textarea>" in rita.get(address).text
    assert "Look at the stops." not in rita.get(address).text


def test_what_cannot_be_saved_comes_back_with_the_note(cast, as_, check):
    form = article(check, note="Look at the stops.", body="<p>See [[77]].</p>")
    page = as_(cast.rita).post(f"/newsroom/checks/{check.pk}/", form)
    assert page.status_code == 422
    assert "Look at the stops.</textarea>" in page.text


def test_a_colleague_who_saves_between_the_text_and_the_words_is_told_of(cast, as_, check, thread, monkeypatch):
    saved = presence.saved

    def meanwhile(*, factcheck, by):
        monkeypatch.undo()
        saved(factcheck=factcheck, by=by)
        values = {"standfirst": "Another saved this."}
        checks.save_text(check_id=check.pk, by=cast.ines, seen_version=factcheck.version, values=values)

    monkeypatch.setattr(presence, "saved", meanwhile)
    form = article(check, headline="Typed just now", note="Look at the stops.", then=f"accept-words:{thread.pk}")
    page = as_(cast.rita).post(f"/newsroom/checks/{check.pk}/", form, follow=True)
    assert "the suggested words are not in it" in page.text
    assert "Look at the stops.</textarea>" in page.text
    check.refresh_from_db()
    assert (check.headline, check.standfirst) == ("Typed just now", "Another saved this.")
    assert NEW not in check.body
