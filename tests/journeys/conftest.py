"""One program and one browser for the whole journey."""

from types import SimpleNamespace

import pytest

from tests.journeys.stage import browser, program, take_seat


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    with program(tmp_path_factory.mktemp("journey")) as started:
        yield started


@pytest.fixture(scope="session")
def opened():
    with browser() as started:
        yield started


@pytest.fixture(scope="session")
def seats(running, opened):
    """Everybody at a browser of their own, kept through the whole journey."""
    made = SimpleNamespace(
        reporter=take_seat(opened, running, "reporter"),
        editor=take_seat(opened, running, "editor"),
        admin=take_seat(opened, running, "admin"),
        reader=take_seat(opened, running),
    )
    yield made
    for seat in vars(made).values():
        seat.context.close()


@pytest.fixture(scope="session")
def story():
    """What one step tells the next: the number of the check, its addresses."""
    return SimpleNamespace(check_id=0, slug="", version=0)
