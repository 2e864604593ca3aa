"""Payloads in every text that a page shows, in a browser that no policy protects: none of them runs."""

import pytest

from tests.abuse.fields import LISTED, NOWHERE, columns, fields
from tests.abuse.looking import looking
from tests.abuse.payloads import PAYLOADS
from tests.abuse.plant import PLANTED, Packs, plant, plant_pages
from tests.abuse.scene import build
from tests.abuse.tally import LONG, rounds, tell
from tests.browser.stage import browser

pytestmark = pytest.mark.browser

# How often the newsroom is planted; how many payloads a column gets each time (all of them in the end, if long).
ROUNDS = rounds(1, 4)
EACH = rounds(8, -(-len(PAYLOADS) // 4))
PEOPLE = ("rita", "ed", "ada", "ines")


@pytest.fixture(scope="module")
def opened():
    """Playwright's loop stands in the thread of the tests; the database is asked there all the same."""
    with pytest.MonkeyPatch.context() as patch, browser() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield started


def test_every_column_that_holds_text_is_listed():
    assert set(columns()) == set(LISTED)


def test_nothing_that_is_typed_anywhere_runs_on_any_page(opened, live_server, transactional_db, tmp_path):
    cast, places = build(tmp_path)
    people = {name: getattr(cast, name) for name in PEOPLE}
    packs = Packs(each=EACH)
    with looking(opened, live_server.url, people, scripts=LONG) as look:
        for number in range(ROUNDS):
            plant(packs, number)
            plant_pages(packs.page(number))
            look.around(places, PAYLOADS[number].text)
        ran = look.settled()
    shown = {one.name for one in fields(*PLANTED) if one.number in look.shown}
    assert {one.name for one in fields(*PLANTED)} - shown == NOWHERE
    assert look.broken == []
    tell(
        group="web",
        case=f"XSS: {len(packs.used)} payloads in {len(shown)} columns, on {look.looked:,} pages",
        tried=len(packs.pairs),
        unit="payload x column",
        through=ran,
    )
