"""The cast and the stage: every test meets Rita (reporter), Ed (editor), Ada (admin) and Otto (outsider)."""

import gc
import os

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase

from tests import prebuilt, triggers
from tests.factories import Cast, make_cast
from tests.signed_in import sign_in


def pytest_collection_finish():
    """What is loaded by now stays to the end: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def _own_files(tmp_path, settings):
    """Each test has its own store and data folder."""
    settings.FILES_DIR = tmp_path / "files"
    settings.DATA_DIR = tmp_path
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _no_wait_for_the_disk():
    """No test cuts the power: what is written need not have reached the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _file: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_ledger():
    """The flush after a transactional test is the only thing for which the ledger's triggers are lifted."""
    flush = TransactionTestCase._fixture_teardown

    def lifted(self):
        triggers.lift()
        flush(self)
        triggers.restore()

    TransactionTestCase._fixture_teardown = lifted
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture
def cast(db) -> Cast:
    """Two desks and everybody on them."""
    return make_cast()


@pytest.fixture(scope="session")
def _builds(django_db_setup, django_db_blocker, tmp_path_factory):
    """The shelf filled before the test begins, so that nothing it changes is built in."""
    shelf = prebuilt.Shelf()
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            shelf = prebuilt.fill(tmp_path_factory.mktemp("builds"))
    return shelf


@pytest.fixture
def shelf(_builds, monkeypatch):
    """Checks from `tests.prebuilt` may be copies of those that the services built once."""
    monkeypatch.setattr(prebuilt, "SHELF", _builds)
    return _builds


@pytest.fixture
def real_cast(transactional_db) -> Cast:
    """The cast, committed: for tests that use several connections or look at what runs on commit."""
    return make_cast()


@pytest.fixture
def rita(cast):
    return cast.rita


@pytest.fixture
def ed(cast):
    return cast.ed


@pytest.fixture
def ada(cast):
    return cast.ada


@pytest.fixture
def otto(cast):
    return cast.otto


@pytest.fixture
def desk(cast):
    return cast.transport


@pytest.fixture
def as_():
    """`as_(user)` gives a client that is signed in as that person."""

    return lambda user, **more: sign_in(Client(), user, **more)
