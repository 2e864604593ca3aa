"""The page that says who sees a check: what it tells, what is offered to whom, and restricting, naming, opening."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import FactCheck, FactCheckUserObjectPermission, User
from factchecks.models.scopes import scope_of
from factchecks.roles import Right, Role
from factchecks.services import exceptions, people, restricting, whosees
from factchecks.states import Action, State
from tests.factories import make_check, make_user, move
from tests.pages.typed import queries
from tests.rules.matrix import picture

WHY = "A source is in danger."


@pytest.fixture
def check(cast):
    people.set_up_groups()
    return make_check(cast, State.RESEARCH)


def fresh(user):
    """The person as the next request loads them."""
    return User.objects.get(pk=user.pk)


def page_of(check, more=""):
    return f"/newsroom/checks/{check.pk}/access/{more}"


def restrict(check, by):
    restricting.restrict(check_id=check.pk, by=fresh(by), reason=WHY)


def listed(answer):
    """What the page says of each person, by name."""
    rows = [" ".join(row.text(separator=" ").split()) for row in LexborHTMLParser(answer.text).css(".ways li")]
    return {row.split()[0]: row for row in rows}


def buttons(answer):
    return {" ".join(one.text().split()) for one in LexborHTMLParser(answer.text).css("main button")}


def test_it_says_who_may_do_what_and_why(cast, as_, check):
    make_user("Lea", Group.objects.get(name=Role.LEGAL.value))
    day = datetime(2031, 5, 4, 10, tzinfo=UTC)
    exceptions.grant(check_id=check.pk, person=cast.otto, right=Right.REVIEW, until=day, by=cast.ada)
    told = listed(as_(cast.ines).get(page_of(check)))
    assert set(told) == {"Cleo", "Ed", "Ines", "Lea", "Mo", "Otto", "Rita"}
    assert told["Rita"] == "Rita Read, write Reports for the desk, recorded it, works on it."
    assert told["Ed"] == "Ed Read, write, review, publish Edits the desk."
    assert told["Ines"].startswith("Ines (you)")
    assert told["Lea"] == "Lea Read Legal group."
    assert told["Otto"] == "Otto Read, review Named on this check until 4 May 2031, 10:00."
    assert told["Cleo"].endswith("Chief editor.")


def rights_by_scope(cast, check):
    """What each person of the cast may do, as every page of the newsroom knows it."""
    check = FactCheck.objects.get(pk=check.pk)
    where = {"check_id": check.pk, "desk_id": check.desk_id, "restricted": check.restricted}
    everybody = {one.pk: scope_of(one).rights(**where) for one in User.objects.all()}
    return {pk: rights for pk, rights in everybody.items() if Right.READ in rights}


@pytest.mark.parametrize("restricted", [False, True])
def test_what_it_says_is_what_holds(cast, check, restricted):
    make_user("Lea", Group.objects.get(name=Role.LEGAL.value))
    make_user("Lou", Group.objects.get(name=Role.LEGAL.value), *cast.ed.groups.all())
    exceptions.grant(check_id=check.pk, person=cast.otto, right=Right.DRAFT, until=None, by=cast.ada)
    if restricted:
        restrict(check, cast.ed)
    found = whosees.seers(factcheck=FactCheck.objects.with_facts().get(pk=check.pk))
    assert {one.person_id: frozenset(one.rights) for one in found} == rights_by_scope(cast, check)


@pytest.mark.parametrize(("name", "offered"), [("rita", set()), ("ed", {"Restrict"}), ("cleo", {"Restrict"})])
def test_only_editors_are_offered_to_restrict_it(cast, as_, check, name, offered):
    assert buttons(as_(getattr(cast, name)).get(page_of(check))) == offered


def test_restricted_it_lists_those_named_and_offers_to_name_others(cast, as_, check):
    client = as_(cast.ed)
    answer = client.post(page_of(check), {"reason": WHY}, follow=True)
    assert "Restricted. Only the people listed here see it now." in answer.text
    assert set(listed(answer)) == {"Ed", "Rita"}
    assert buttons(answer) == {"Take off: Ed", "Take off: Rita", "Name them on this check", "Open to the desk again"}
    assert as_(cast.mo).get(page_of(check)).status_code == 404
    assert buttons(as_(cast.rita).get(page_of(check))) == set()


def test_without_a_reason_it_says_so_and_nothing_changes(cast, as_, check):
    before = picture()
    answer = as_(cast.ed).post(page_of(check), {"reason": " "})
    assert answer.status_code == 422
    assert "Say why only some may see it." in answer.text
    assert picture() == before


def test_what_is_published_says_why_it_cannot_be_restricted(cast, as_):
    check = make_check(cast, State.PUBLISHED)
    client = as_(cast.ed)
    assert "It cannot be restricted. It has been published" in client.get(page_of(check)).text
    answer = client.post(page_of(check), {"reason": WHY})
    assert answer.status_code == 422
    assert WHY in answer.text


def test_an_editor_who_sees_it_names_a_person_until_a_day_and_takes_them_off(cast, as_, check):
    restrict(check, cast.ed)
    client, form = as_(cast.ed), {"person": cast.otto.pk, "right": "draft", "until": "2031-05-04"}
    answer = client.post(page_of(check, "name/"), form, follow=True)
    assert "Otto is named on it." in answer.text
    assert listed(answer)["Otto"].startswith("Otto Read, write Named on this check until 5 May 2031, 00:00")
    assert as_(cast.otto).get(page_of(check)).status_code == 200
    client.post(page_of(check, "end/"), {"person": cast.otto.pk, "right": "read"})
    assert as_(cast.otto).get(page_of(check)).status_code == 404


@pytest.mark.parametrize("door", ["name/", "end/", "open/", ""])
@pytest.mark.parametrize(("name", "status"), [("rita", 403), ("mo", 404), ("ada", 404), ("otto", 404)])
def test_nobody_else_decides_who_sees_it(cast, as_, check, door, name, status):
    restrict(check, cast.ed)
    before = picture(), list(FactCheckUserObjectPermission.objects.values_list())
    form = {"person": cast.noor.pk, "right": "read", "reason": WHY}
    assert as_(getattr(cast, name)).post(page_of(check, door), form).status_code == status
    assert (picture(), list(FactCheckUserObjectPermission.objects.values_list())) == before


@pytest.mark.parametrize(
    ("name", "right", "words"),
    [
        ("ed", "review", "You cannot give a right to yourself"),
        ("otto", "read_confidential", "Select a valid choice"),
        ("otto", "nonsense", "Select a valid choice"),
    ],
)
def test_it_refuses_to_name_oneself_or_to_give_what_is_not_given(cast, as_, check, name, right, words):
    restrict(check, cast.ed)
    answer = as_(cast.ed).post(page_of(check, "name/"), {"person": getattr(cast, name).pk, "right": right})
    assert answer.status_code == 422
    assert words in answer.text


def test_an_editor_gives_only_what_they_may_do_themselves(cast, as_, check):
    restrict(check, cast.ed)
    exceptions.end(check_id=check.pk, person=fresh(cast.ed), right=Right.PUBLISH, by=cast.ada)
    answer = as_(cast.ed).get(page_of(check))
    offered = [one.attributes["value"] for one in LexborHTMLParser(answer.text).css("#id_right option")]
    assert offered == ["read", "draft", "review"]
    grant = {"person": cast.otto, "right": Right.PUBLISH, "until": None}
    with pytest.raises(exceptions.Refused, match="You cannot publish checks here yourself"):
        exceptions.grant(check_id=check.pk, by=fresh(cast.ed), **grant)


def test_of_a_check_that_is_open_only_admins_give_rights(cast, check):
    with pytest.raises(exceptions.NotAllowed, match="by admins"):
        exceptions.grant(check_id=check.pk, person=cast.otto, right=Right.READ, until=None, by=cast.ed)


def test_the_last_editor_on_it_is_not_taken_off(cast, as_, check):
    restrict(check, cast.ed)
    answer = as_(cast.ed).post(page_of(check, "end/"), {"person": cast.ed.pk, "right": "read"}, follow=True)
    assert "Name another editor first." in answer.text
    exceptions.grant(check_id=check.pk, person=cast.mo, right=Right.REVIEW, until=None, by=fresh(cast.ed))
    answer = as_(cast.ed).post(page_of(check, "end/"), {"person": cast.ed.pk, "right": "read"}, follow=True)
    assert answer.status_code == 200
    assert as_(cast.ed).get(page_of(check)).status_code == 404


def test_opened_again_its_desk_sees_it(cast, as_, check):
    restrict(check, cast.ed)
    answer = as_(cast.ed).post(page_of(check, "open/"), follow=True)
    assert "Its desk sees it again." in answer.text
    assert as_(cast.mo).get(page_of(check)).status_code == 200


def test_a_restricted_check_is_handed_over_only_to_who_is_named_on_it(cast, as_, check):
    restrict(check, cast.ed)
    client, path = as_(cast.rita), f"/newsroom/checks/{check.pk}/hand-over/"
    names = {one.text() for one in LexborHTMLParser(client.get(path).text).css("#id_to option")}
    assert names == {"Choose a person", "Ed"}
    assert client.post(path, {"to": cast.ines.pk}).status_code == 422
    exceptions.grant(check_id=check.pk, person=cast.ines, right=Right.DRAFT, until=None, by=fresh(cast.ed))
    assert client.post(path, {"to": cast.ines.pk}).status_code == 302
    assert as_(cast.ines).get(page_of(check)).status_code == 200


@pytest.mark.parametrize("path", ["", "review/"])
def test_the_check_and_the_lists_say_that_it_is_restricted(cast, as_, path):
    check = make_check(cast, State.REVIEW)
    move(check, Action.TAKE_REVIEW, cast.ed)
    client = as_(cast.ed)
    for page in (f"/newsroom/checks/{check.pk}/{path}", "/newsroom/checks/", "/newsroom/"):
        assert "Restricted" not in client.get(page).text
    restrict(check, cast.ed)
    for page in (f"/newsroom/checks/{check.pk}/{path}", "/newsroom/checks/", "/newsroom/"):
        assert "Restricted" in client.get(page).text


def test_the_history_says_who_restricted_it_and_why(cast, as_, check):
    restrict(check, cast.ed)
    shown = LexborHTMLParser(as_(cast.rita).get(f"/newsroom/checks/{check.pk}/").text).css_first("#history").text()
    assert "Ed restricted it to those named on it" in " ".join(shown.split())
    assert WHY in shown


def test_it_asks_as_often_for_many_people_as_for_few(cast, as_, check):
    client = as_(cast.ed)
    few = queries(lambda: client.get(page_of(check)))
    for number in range(10):
        person = make_user(f"Person{number}", *cast.ines.groups.all())
        exceptions.grant(check_id=check.pk, person=person, right=Right.DRAFT, until=None, by=cast.ada)
    assert queries(lambda: client.get(page_of(check))) == few <= 20
