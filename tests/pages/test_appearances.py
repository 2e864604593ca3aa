"""Pages that say who made a claim and where: offers, several claimants, places, undo, late forms, outsiders."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Appearance, FactCheck
from factchecks.states import State
from tests.factories import make_check
from tests.pages.test_claim_acts import article
from tests.pages.typed import queries

OFFER = reverse("claimant_offer")


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def version(check):
    return FactCheck.objects.get(pk=check.pk).version


def new(check):
    return reverse("appearance_add", args=[check.pk, check.claims.get().pk])


def form(check, **more):
    return {"version": version(check), "title": "Evening radio", "timecode": "12:30", "is_first": "on"} | more


def unplace(client, check, one, **typed):
    """The button beside a place, with what stands in the article's form."""
    asked = article(check, **typed) | {"then": f"claim-unplace:{one.pk}"}
    return client.post(reverse("workspace", args=[check.pk]), asked, follow=True)


def joint(check, **more):
    base = {"version": version(check), "text": "It is.", "claimed_precision": "day", "claimant_name": "Dana Whitcombe"}
    return base | {"other_name_1": "Lena Abara", "other_role_1": "Mayor", "other_name_3": "Tom Reyes"} | more


def test_a_place_is_added_shown_and_read_in_the_preview(check, cast, as_):
    rita = as_(cast.rita)
    assert rita.post(new(check), form(check)).status_code == 302
    assert "Evening radio at 12:30" in rita.get(reverse("workspace", args=[check.pk])).content.decode()
    assert "First seen: Evening radio at 12:30" in rita.get(reverse("preview", args=[check.pk])).content.decode()


def test_a_removed_place_is_put_back_as_it_was(check, cast, as_):
    rita = as_(cast.rita)
    rita.post(new(check), form(check))
    one = Appearance.objects.get()
    page = unplace(rita, check, one, standfirst="Typed just now.").content.decode()
    assert FactCheck.objects.get(pk=check.pk).standfirst == "Typed just now."
    assert not Appearance.objects.exists()
    undo = LexborHTMLParser(page).css_first("form.said__undo")
    values = {field.attributes["name"]: field.attributes["value"] for field in undo.css("input")}
    rita.post(undo.attributes["action"], values)
    again = Appearance.objects.get()
    assert (again.title, again.timecode, again.is_first) == (one.title, one.timecode, one.is_first)


def test_a_late_form_meets_both_texts(check, cast, as_):
    rita = as_(cast.rita)
    rita.post(new(check), form(check))
    change = reverse("appearance_edit", args=[check.pk, Appearance.objects.get().pk])
    answer = rita.post(change, form(check, title="Morning radio", version=1))
    assert answer.status_code == 409
    assert "Morning radio" in answer.content.decode()
    assert "Evening radio" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"timecode": "noon"}, {"source": "999999"}, {"url": "http://10.0.0.1"}]
)
def test_a_wrong_place_is_refused_and_kept(check, cast, as_, wrong):
    answer = as_(cast.rita).post(new(check), form(check, **wrong))
    assert answer.status_code == 422
    assert not Appearance.objects.exists()


def test_outsiders_learn_nothing_and_change_nothing(check, cast, as_):
    as_(cast.rita).post(new(check), form(check))
    one = Appearance.objects.get()
    otto = as_(cast.otto)
    assert otto.post(new(check), form(check)).status_code == 404
    assert otto.post(reverse("appearance_edit", args=[check.pk, one.pk]), form(check)).status_code == 404
    assert unplace(otto, check, one).status_code == 404
    assert otto.get(OFFER, {"q": "dana"}).json() == {"claimants": []}
    assert Appearance.objects.get() == one


def test_a_joint_statement_is_saved_shown_and_emptied(check, cast, as_):
    rita = as_(cast.rita)
    rita.post(reverse("claim_edit", args=[check.pk]), joint(check))
    rows = check.claims.get().co_claimants.values_list("order", "name", "role")
    assert list(rows) == [(1, "Lena Abara", "Mayor"), (2, "Tom Reyes", "")]
    for page in ("workspace", "claim_edit", "preview"):
        assert "Lena Abara" in rita.get(reverse(page, args=[check.pk])).content.decode()
    rita.post(reverse("claim_edit", args=[check.pk]), joint(check, other_name_1="", other_name_3=""))
    assert not check.claims.get().co_claimants.exists()


def test_a_late_joint_statement_meets_both_names(check, cast, as_):
    rita = as_(cast.rita)
    rita.post(reverse("claim_edit", args=[check.pk]), joint(check))
    answer = rita.post(reverse("claim_edit", args=[check.pk]), joint(check, other_name_1="Ola Berg", version=1))
    assert answer.status_code == 409
    assert "Ola Berg" in answer.content.decode()
    assert "Lena Abara" in answer.content.decode()


def test_claimants_and_places_cost_no_further_query(check, cast, as_):
    rita, page = as_(cast.rita), reverse("workspace", args=[check.pk])
    rita.post(new(check), form(check))
    rita.post(reverse("claim_edit", args=[check.pk]), joint(check))
    rita.get(page)
    before = queries(lambda: rita.get(page))
    for number in range(5):
        rita.post(new(check), form(check, title=f"Place {number}"))
    rita.get(page)
    assert queries(lambda: rita.get(page)) == before <= 20
    values = joint(check, text="It is not.")
    assert queries(lambda: rita.post(reverse("claim_edit", args=[check.pk]), values)) <= 30
