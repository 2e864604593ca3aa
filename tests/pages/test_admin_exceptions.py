"""The admin's page of rights on one check: in a browser's words, with everything a stranger may try on it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Event, FactCheck, FactCheckUserObjectPermission
from factchecks.services import people
from tests.factories import CLAIM, make_check, make_user
from tests.rules.matrix import picture
from tests.signed_in import sign_in

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def admin(cast, as_):
    people.set_up_groups()
    return as_(cast.ada)


@pytest.fixture
def check(cast):
    return make_check(cast)


@pytest.fixture
def path(check):
    return f"/admin/factchecks/factcheck/{check.pk}/exceptions/"


def everything():
    """What a refusal must leave alone."""
    return picture(), list(FactCheckUserObjectPermission.objects.values_list())


def filled(person, right="read", until=""):
    return {"person": person.pk, "right": right, "until": until}


def words(answer):
    return " ".join(LexborHTMLParser(answer.text).body.text(separator=" ").split())


def opens(client, check):
    return client.get(f"/newsroom/checks/{check.pk}/").status_code


def test_the_page_of_a_check_leads_to_its_exceptions(admin, check, path):
    assert f'href="{path}"' in admin.get(f"/admin/factchecks/factcheck/{check.pk}/change/").text


def test_a_right_is_given_and_opens_the_check_at_the_next_request(admin, cast, as_, check, path):
    otto = as_(cast.otto)
    assert opens(otto, check) == 404
    answer = admin.post(path, filled(cast.otto), follow=True)
    assert f"Otto holds the right on {check.number}." in words(answer)
    assert "Otto Read No end" in words(answer)
    assert opens(otto, check) == 200


def test_a_right_is_ended_and_closes_the_check_at_the_next_request(admin, cast, as_, check, path):
    otto = as_(cast.otto)
    admin.post(path, filled(cast.otto))
    assert opens(otto, check) == 200
    answer = admin.post(f"{path}end/", filled(cast.otto), follow=True)
    assert f"The right of Otto on {check.number} has ended." in words(answer)
    assert "Nobody has a right on this check alone." in words(answer)
    assert opens(otto, check) == 404


def test_the_last_day_counts_whole(cast, as_, check, path):
    people.set_up_groups()
    with time_machine.travel(NOON, tick=False):
        page = as_(cast.ada).post(path, filled(cast.otto, until="2026-11-23"), follow=True)
        assert "24 Nov 2026, 00:00" in words(page)
    with time_machine.travel(NOON + timedelta(hours=35), tick=False):
        assert opens(as_(cast.otto), check) == 200
    with time_machine.travel(NOON + timedelta(hours=36), tick=False):
        assert opens(as_(cast.otto), check) == 404
        assert "24 Nov 2026, 00:00 Over" in words(as_(cast.ada).get(path))


def test_giving_it_to_oneself_is_refused_with_a_sentence(admin, cast, check, path):
    before = everything()
    answer = admin.post(path, filled(cast.ada))
    assert answer.status_code == 422
    assert "You cannot give a right to yourself" in words(answer)
    assert LexborHTMLParser(answer.text).css_first("title").text().startswith("Error: ")
    assert everything() == before


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("person", "", "Choose a person."),
        ("person", "999", "Select a valid choice."),
        ("right", "read_confidential", "Select a valid choice."),
        ("until", "2001-01-01", "The end date is in the past."),
        ("until", "9999-12-31", "Choose an earlier day"),
        ("until", "soon", "Enter a valid date."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(admin, cast, path, field, value, sentence):
    before = everything()
    answer = admin.post(path, filled(cast.otto) | {field: value})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert everything() == before


def test_what_was_typed_is_kept_beside_the_sentence(admin, cast, path):
    page = LexborHTMLParser(admin.post(path, filled(cast.otto, "review", "2001-01-01")).text)
    assert page.css_first("#id_person option[selected]").attributes["value"] == str(cast.otto.pk)
    assert page.css_first("#id_right option[selected]").attributes["value"] == "review"
    assert page.css_first("#id_until").attributes["value"] == "2001-01-01"


def test_people_turned_off_are_not_offered_and_refused(admin, cast, path):
    cast.otto.is_active = False
    cast.otto.save()
    assert "otto@newsroom.example" not in admin.get(path).text
    assert "Otto is turned off." in words(admin.post(path, filled(cast.otto)))


@pytest.mark.parametrize("name", ["rita", "ed", "cleo", "otto"])
def test_who_is_no_admin_does_not_reach_it(cast, as_, check, path, name):
    people.set_up_groups()
    before = everything()
    client = as_(getattr(cast, name))
    for address in (path, f"{path}end/", "/admin/factchecks/factcheck/restricted/"):
        assert client.get(address).status_code == 302
        assert client.post(address, filled(cast.otto)).status_code == 302
    assert everything() == before


def test_staff_without_the_rights_of_an_admin_do_not_reach_it(cast, as_, path):
    client = as_(make_user("Sam", is_staff=True))
    before = everything()
    assert client.get(path).status_code == 403
    assert client.post(path, filled(cast.otto)).status_code == 403
    assert client.post(f"{path}end/", filled(cast.otto)).status_code == 403
    assert client.get("/admin/factchecks/factcheck/restricted/").status_code == 403
    assert everything() == before


def test_looking_changes_nothing(admin, cast, path):
    admin.post(path, filled(cast.otto))
    before = everything()
    assert admin.get(path, filled(cast.noor)).status_code == 200
    assert admin.get(f"{path}end/", filled(cast.otto)).status_code == 405
    assert everything() == before


def test_a_forged_form_without_the_token_is_refused(cast, check, path):
    people.set_up_groups()
    client = Client(enforce_csrf_checks=True)
    sign_in(client, cast.ada)
    assert client.post(path, filled(cast.otto)).status_code == 403
    assert client.post(f"{path}end/", filled(cast.otto)).status_code == 403
    assert not FactCheckUserObjectPermission.objects.exists()


def test_ending_what_nobody_holds_is_said(admin, cast, path):
    assert "does not hold the right" in words(admin.post(f"{path}end/", filled(cast.otto), follow=True))
    assert "Say whose right ends" in words(admin.post(f"{path}end/", {"person": "x"}, follow=True))


def test_the_events_stand_in_both_chains(admin, cast, check, path):
    admin.post(path, filled(cast.otto))
    admin.post(f"{path}end/", filled(cast.otto))
    for chain in (f"check:{check.pk}", "people"):
        found = Event.objects.filter(chain=chain, verb__endswith="_exception").order_by("seq")
        assert [(event.verb, event.actor) for event in found] == [
            ("grant_exception", cast.ada.pk),
            ("end_exception", cast.ada.pk),
        ]


@pytest.fixture
def restricted(check):
    FactCheck.objects.filter(pk=check.pk).update(restricted=True)
    return check


def test_a_restricted_check_is_met_by_number_and_desk_alone(admin, cast, restricted, path):
    listed = words(admin.get("/admin/factchecks/factcheck/restricted/"))
    assert f"{restricted.number} Transport" in listed
    assert restricted.number not in words(admin.get("/admin/factchecks/factcheck/"))
    for text in (listed, words(admin.get(path))):
        assert not any(secret in text for secret in (restricted.headline, CLAIM, "Draft"))


def test_a_right_opens_a_restricted_check(admin, cast, as_, restricted, path):
    ines = as_(cast.ines)
    assert opens(ines, restricted) == 404
    admin.post(path, filled(cast.ines))
    assert opens(ines, restricted) == 200


def test_no_page_of_a_check_carries_its_headline(admin, check, path):
    for address in (path, f"/admin/factchecks/factcheck/{check.pk}/change/", "/admin/factchecks/factcheck/"):
        answer = admin.get(address)
        assert check.number in answer.text
        assert check.headline not in answer.text
    assert admin.get(f"/admin/factchecks/factcheck/{check.pk}/history/").status_code == 404


def test_a_check_that_does_not_exist_is_not_found(admin, cast, check):
    assert admin.get("/admin/factchecks/factcheck/999/exceptions/").status_code == 404
    assert admin.post("/admin/factchecks/factcheck/999/exceptions/end/", filled(cast.otto)).status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_the_questions_do_not_grow_with_the_rights(admin, cast, path, count, django_assert_num_queries):
    for number in range(count):
        admin.post(path, filled(make_user(f"Guest{number}")))
    with django_assert_num_queries(9):
        assert admin.get(path).text.count("Guest") >= count
