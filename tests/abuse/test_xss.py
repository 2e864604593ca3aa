"""Payloads in every text that a page shows, in a browser that no policy protects: none of them runs."""

import pytest

from tests.abuse.fields import LISTED, columns, fields
from tests.abuse.hands import hands
from tests.abuse.looking import looking
from tests.abuse.payloads import PAYLOADS, PLACES
from tests.abuse.plant import PLANTED, plant, plant_pages, written
from tests.abuse.scene import build
from tests.abuse.tally import LONG, tell
from tests.browser.stage import browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def opened():
    """Playwright's loop stands in the thread of the tests; the database is asked there all the same."""
    with pytest.MonkeyPatch.context() as patch, browser() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield started


def test_every_column_that_holds_text_is_listed():
    assert set(columns()) == set(LISTED)


def test_look(opened, live_server, transactional_db, tmp_path):
    import time
    t = time.time()
    cast, places = build(tmp_path)
    print("built", time.time() - t); t = time.time()
    people = {n: getattr(cast, n) for n in ("rita", "ed", "ada")}
    n = plant(lambda f, r: written(f, r, PAYLOADS[:3]))
    plant_pages("page " + " ".join(p.text for p in PAYLOADS[:5]))
    print("planted", n, time.time() - t); t = time.time()
    with looking(opened, live_server.url, people) as look:
        look.around(places, "<script>q(1)</script>")
    print("looked", look.looked, time.time() - t)
    for one in look.ran[:60]: print("RAN", one)
    print(look.broken)
    print("not shown", [f.name for f in fields(*PLANTED) if f.number not in look.shown])
