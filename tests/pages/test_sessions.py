"""Where a person is signed in: named in plain words, ended one by one or all but this one."""

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from factchecks.models import Event
from factchecks.services import people
from factchecks.templatetags.newsroom import browser
from tests.factories import PASSWORD
from tests.signed_in import by_the_door

LIST = reverse("usersessions_list")
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def two(cast):
    """The same person in two browsers."""
    return by_the_door(cast.rita, PASSWORD), by_the_door(cast.rita, PASSWORD)


def other_than(client) -> UserSession:
    return UserSession.objects.exclude(session_key=client.session.session_key).get()


def test_one_is_ended_and_this_one_stays(two):
    here, there = two
    page = here.get(LIST).text
    assert "This one" in page
    here.post(reverse("session_end", args=[other_than(here).pk]))
    assert there.get("/newsroom/").status_code == 302
    assert here.get("/newsroom/").status_code == 200


def test_all_others_are_ended_at_once(two):
    here, there = two
    here.post(LIST)
    assert there.get("/newsroom/").status_code == 302
    assert here.get("/newsroom/").status_code == 200


def test_nobody_ends_somebody_elses(cast, two, as_):
    here, there = two
    answer = as_(cast.ed).post(reverse("session_end", args=[other_than(here).pk]))
    assert answer.status_code == 404
    assert there.get("/newsroom/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("curl/8.0", "A browser on an unknown system"),
        ("", "A browser on an unknown system"),
    ],
)
def test_a_browser_is_named_in_words(agent, words):
    assert browser(agent) == words


def test_who_ends_sessions_proves_lately_who_they_are(cast, two, as_):
    here, there = two
    old = as_(cast.rita, ago=3600)
    for page in (LIST, reverse("session_end", args=[other_than(here).pk])):
        assert old.post(page).url.startswith(reverse("account_reauthenticate"))
    assert there.get("/newsroom/").status_code == 200


def test_an_admin_signs_people_out_everywhere(cast, two, as_):
    people.set_up_groups()
    chosen = {"action": "sign_out", "_selected_action": [cast.rita.pk, cast.ed.pk]}
    as_(cast.ada).post("/admin/factchecks/user/", chosen)
    assert [client.get("/newsroom/").status_code for client in two] == [302, 302]
    told = Event.objects.filter(verb="sign_out", actor=cast.ada.pk).values_list("target", flat=True)
    assert set(told) == {f"user:{cast.rita.pk}", f"user:{cast.ed.pk}"}
