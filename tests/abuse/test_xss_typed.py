"""What a form gives back when it is refused, and when its session is over: nothing that was typed runs there."""

from itertools import chain

import pytest
from django import forms
from django.db import transaction
from django.test import Client

import factchecks.urls  # noqa: F401 the forms of every page
from tests.abuse.hands import hands
from tests.abuse.payloads import PAYLOADS
from tests.abuse.tally import rounds, tell
from tests.abuse.test_xss import opened  # noqa: F401
from tests.pages.test_access import FILLED, FORMS, INSIDE, filled, make_open, parts
from tests.signed_in import sign_in

pytestmark = pytest.mark.browser

ROUNDS = rounds(1, 8)
EACH = rounds(6, -(-len(PAYLOADS) // 8))
# Numbers that a form carries: with a word in their place it is refused before anything else is read.
NUMBERS = {"version": 1, "seen_version": 1}


def kinds(form=forms.BaseForm):
    """Every form of ours."""
    for one in form.__subclasses__():
        yield from kinds(one)
        if one.__module__.startswith("factchecks."):
            yield one


def names():
    """Every field that a form of ours reads, and those that a page reads by itself."""
    return {name for one in kinds() for name in getattr(one, "base_fields", {})} | set(FILLED)


def answers(client, paths, text):
    """Pages that answer to the text in every field; what was changed is taken back."""
    for path in paths:
        for given in (dict.fromkeys(names(), text) | NUMBERS, dict.fromkeys(names(), text))[: rounds(1, 2)]:
            with transaction.atomic():
                answer = client.post(path, given)
                transaction.set_rollback(True)
            if answer.streaming:
                answer.getvalue()
            elif "text/html" in answer.headers.get("Content-Type", "") and answer.content:
                yield path, answer.text


def test_no_form_gives_back_what_runs(opened, cast, as_, tmp_path):  # noqa: F811
    paths = [*filled(parts(make_open(cast, tmp_path)), [*INSIDE, *FORMS]).values(), "/accounts/login/"]
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, cast.rita)
    ran, tried, shown = [], 0, 0
    with hands(opened, scripts=False) as seat:
        for number in range(ROUNDS):
            text = " ".join(one.text for one in PAYLOADS[number * EACH : (number + 1) * EACH])
            ended = answers(strict, paths[:: rounds(10, 1)], text)
            for path, html in chain(answers(as_(cast.rita), paths, text), ended):
                tried += EACH * len(names())
                shown += "q(" in html
                ran += [f"{path}: {one}" for one in seat.show(html, patience=1)]
    assert shown > 20
    tell(group="web", case="XSS: fields of refused forms", tried=tried, unit="payload x field", through=ran)
