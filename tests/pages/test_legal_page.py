"""The page of the legal check, its chip, and what stands in the way of publishing while it is asked for."""

import pytest
from django.contrib.auth.models import Group
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import FactCheck
from factchecks.roles import Role
from factchecks.states import Action, Legal, State
from tests.factories import make_check, make_user, move

REQUIRED, COMPLETE, NOT_NEEDED = (flag.value for flag in (Legal.REQUIRED, Legal.COMPLETE, Legal.NOT_NEEDED))


@pytest.fixture
def check(cast):
    return make_check(cast, State.REVIEW)


@pytest.fixture
def lea(cast):
    """Of the legal group, on no desk."""
    return make_user("Lea", Group.objects.get(name=Role.LEGAL.value))


def page_of(check):
    return f"/newsroom/checks/{check.pk}/legal/"


def offered(client, check):
    page = LexborHTMLParser(client.get(page_of(check)).text)
    return [one.attributes["value"] for one in page.css("[name=to]")]


def flag_of(check):
    return FactCheck.objects.values_list("legal", flat=True).get(pk=check.pk)


def test_an_editor_asks_and_the_legal_group_answers(cast, as_, check, lea):
    asks = as_(cast.ed).post(page_of(check), {"to": REQUIRED, "note": "The quotation."}, follow=True)
    assert "Legal check required." in asks.text
    done = as_(lea).post(page_of(check), {"to": COMPLETE, "note": "It is fair."}, follow=True)
    shown = " ".join(LexborHTMLParser(done.text).css_first("#history").text(separator=" ").split())
    assert "Lea completed the legal check It is fair." in shown
    assert "Ed asked for a legal check The quotation." in shown


def test_each_is_offered_what_they_may_set(cast, as_, check, lea):
    assert offered(as_(cast.ed), check) == [REQUIRED]
    assert offered(as_(lea), check) == [REQUIRED, COMPLETE]
    assert offered(as_(cast.rita), check) == []
    as_(cast.ed).post(page_of(check), {"to": REQUIRED})
    assert offered(as_(cast.ed), check) == []
    assert offered(as_(lea), check) == [NOT_NEEDED, COMPLETE]


@pytest.mark.parametrize(
    ("name", "to", "status"),
    [("rita", REQUIRED, 403), ("ed", COMPLETE, 422), ("ed", "", 422), ("noor", REQUIRED, 404), ("ada", REQUIRED, 404)],
)
def test_a_forged_form_sets_nothing(cast, as_, check, name, to, status):
    assert as_(getattr(cast, name)).post(page_of(check), {"to": to, "note": "I looked."}).status_code == status
    assert flag_of(check) == NOT_NEEDED


def test_complete_without_a_note_is_refused_and_what_was_chosen_is_kept(as_, check, lea):
    answer = as_(lea).post(page_of(check), {"to": COMPLETE, "note": " "})
    assert answer.status_code == 422
    assert "Say what was looked at, and with what result." in answer.text
    (chosen,) = LexborHTMLParser(answer.text).css("[name=to][checked]")
    assert chosen.attributes["value"] == COMPLETE


def test_the_review_says_that_it_cannot_go_out_yet(cast, as_, check):
    as_(cast.ed).post(page_of(check), {"to": REQUIRED})
    for editor in (cast.ed, cast.mo):
        move(check, Action.APPROVE, editor)
    answer = as_(cast.ed).get(f"/newsroom/checks/{check.pk}/review/")
    assert "The legal check is not complete." in answer.text
    assert not LexborHTMLParser(answer.text).css_first("#publish")


@pytest.mark.parametrize("path", ["/newsroom/checks/{}/", "/newsroom/checks/{}/review/", "/newsroom/checks/"])
def test_a_chip_says_so(cast, as_, check, path):
    client, page = as_(cast.ed), path.format(check.pk)
    client.post(page_of(check), {"to": REQUIRED})
    client.get("/newsroom/")  # takes the message of the form with it
    chips = {one.text().strip() for one in LexborHTMLParser(client.get(page).text).css(".chip")}
    assert "Legal check required" in chips
