"""Query budgets of the workspace (design: performance): equal for few and for many sources."""

import pytest

from factchecks.services import links
from factchecks.states import Action, State
from tests.factories import add_page, make_check, move
from tests.pages.typed import queries, typed

HTMX = {"HX-Request": "true"}


@pytest.fixture
def check(cast):
    check = make_check(cast, State.RESEARCH)
    grow(check, cast, upto=5)
    return check


def grow(check, cast, upto: int) -> None:
    for number in range(check.sources.count(), upto):
        words = f"The register number {number} lists nine stops."
        add_page(check, f"https://site{number}.example.org/page", words, cast.rita, quote=words)


def test_opening_takes_at_most_20(check, cast, as_):
    client, address = as_(cast.rita), f"/newsroom/checks/{check.pk}/"
    few = queries(lambda: client.get(address))
    grow(check, cast, upto=50)
    assert queries(lambda: client.get(address)) == few <= 20


def test_a_save_takes_at_most_15(check, cast, as_):
    client, address = as_(cast.rita), f"/newsroom/checks/{check.pk}/"
    form = typed(check, headline="One", explanation="Because.")
    few = queries(lambda: client.post(address, form))
    grow(check, cast, upto=50)
    form = typed(check, headline="Two", explanation="Because of that.")
    assert queries(lambda: client.post(address, form)) == few <= 15


def test_an_autosave_takes_at_most_10(check, cast, as_):
    client, address = as_(cast.rita), f"/newsroom/checks/{check.pk}/autosave/"
    form = typed(check, body="<p>One.</p>")
    few = queries(lambda: client.post(address, form, headers=HTMX))
    grow(check, cast, upto=50)
    form = typed(check, body="<p>Two.</p>")
    assert queries(lambda: client.post(address, form, headers=HTMX)) == few <= 10


def test_an_autosave_after_a_send_back_takes_no_more(check, cast, as_):
    move(check, Action.SUBMIT, cast.rita)
    move(check, Action.SEND_BACK, cast.ed, note="Ask the operator too.")
    form, address = typed(check, body="<p>One.</p>"), f"/newsroom/checks/{check.pk}/autosave/"
    client = as_(cast.rita)
    assert queries(lambda: client.post(address, form, headers=HTMX)) <= 10


def test_saving_and_submitting_takes_at_most_20_for_few_and_for_many_sources(check, cast, as_):
    client = as_(cast.rita)
    few = queries(lambda: client.post(f"/newsroom/checks/{check.pk}/", typed_submit(check)))
    assert few <= 20
    client.post(f"/newsroom/checks/{check.pk}/do/withdraw/", {"version": refreshed(check).version})
    grow(check, cast, upto=50)
    many = queries(lambda: client.post(f"/newsroom/checks/{check.pk}/", typed_submit(check)))
    assert many == few


def refreshed(check):
    check.refresh_from_db()
    return check


def typed_submit(check):
    return typed(check) | {"then": "submit"}


def test_the_bar_asks_little_while_nothing_has_ended(check, cast, as_):
    asked = links.check_now(check_id=check.pk, by=cast.rita)
    address = f"/newsroom/checks/{check.pk}/looking/?open={asked}"
    client = as_(cast.rita)
    assert queries(lambda: client.get(address, headers=HTMX)) <= 12
