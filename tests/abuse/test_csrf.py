"""A form of another site changes nothing, whatever headers it brings; and looking changes nothing either."""

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.abuse.everywhere import ROLES, shut, some
from tests.abuse.tally import LONG, tell
from tests.factories import rows_of
from tests.pages.test_access import FILLED
from tests.signed_in import sign_in

TOKEN = "a1b2c3d4" * 4
THEIRS = "http://evil.example"
# By name: what a hostile page can make a browser send. Of a token only the owner's own page knows it.
FORGED = {
    "no token": {},
    "no token, as htmx": {"HX-Request": "true", "HX-Boosted": "true"},
    "a wrong token": {"X-CSRFToken": "z" * 32},
    "the right token, from elsewhere": {"X-CSRFToken": TOKEN, "Origin": THEIRS},
    "the right token, from nowhere": {"X-CSRFToken": TOKEN, "Origin": "null"},
    "the right token, as htmx from elsewhere": {"X-CSRFToken": TOKEN, "Origin": THEIRS, "HX-Request": "true"},
}
NOWHERE = "the right token over https, without origin or referrer"
FORGED[NOWHERE] = {"X-CSRFToken": TOKEN}
LOOKING = ("get", "head", "options")


def tables():
    """Every row of every table but the sessions', in which pages keep where a person stands."""
    return rows_of([model for model in apps.get_models() if model is not Session])


def changed(before):
    """Names of the tables that are not as they were."""
    after = tables()
    return [model.__name__ for model in after if after[model] != before[model]]


@pytest.fixture
def strict(cast):
    """A client by name that checks tokens, with a cookie whose value is known."""
    clients = {}
    for name in ROLES:
        clients[name] = Client(enforce_csrf_checks=True, raise_request_exception=False)
        if name != "nobody":
            sign_in(clients[name], getattr(cast, name))
            # allauth notes a person's address on one of its pages, when it has not yet at sign-in.
            EmailAddress.objects.create(user=getattr(cast, name), email=getattr(cast, name).email, primary=True)
        clients[name].cookies[settings.CSRF_COOKIE_NAME] = TOKEN
    return clients


def test_no_form_of_another_site_is_taken(places, strict):
    before, tried, through = tables(), 0, []
    for place, (pattern, path) in some(places, 5):
        for step, (kind, headers) in enumerate(FORGED.items()):
            if not LONG and step != place % len(FORGED):
                continue
            name = ROLES[(place + step) % len(ROLES)]
            # Over https a form that says neither origin nor referrer is refused too.
            answer = strict[name].post(path, FILLED, headers=headers, secure=kind == NOWHERE)
            through += [(kind, name, pattern, answer.status_code)] if answer.status_code != 403 else []
            tried += 1
    through += changed(before)
    tell(group="web", case="Forms of another site", tried=tried, unit="posts", through=through)


def test_our_own_form_is_taken_so_the_token_is_what_was_asked_for(strict, cast):
    headers = {"X-CSRFToken": TOKEN, "Origin": "http://testserver"}
    answer = strict["rita"].post(reverse("profile_theme"), {"theme": "dark"}, headers=headers)
    assert answer.status_code == 302
    cast.rita.refresh_from_db()
    assert cast.rita.theme == "dark"


@pytest.mark.parametrize("name", ROLES if LONG else ["ada"])
def test_looking_changes_nothing(places, strict, name):
    before, tried, through = tables(), 0, []
    for place, (pattern, path) in some(places, 5):
        for method in LOOKING if LONG else [LOOKING[place % 3]]:
            shut(getattr(strict[name], method)(path))
            tried += 1
            if LONG and place % 10 == 0 and changed(before):
                through.append((method, pattern))
                before = tables()
    through += changed(before)
    tell(group="web", case=f"Looking changes nothing ({name})", tried=tried, unit="requests", through=through)


def test_a_look_that_writes_would_be_found(cast):
    before = tables()
    with transaction.atomic():
        cast.rita.theme = "dark"
        cast.rita.save()
        assert changed(before) == ["User"]
        transaction.set_rollback(True)
    assert changed(before) == []
