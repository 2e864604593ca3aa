"""When static files are collected again, and which database the tests really meet."""

import os

import pytest
from django.db import connection

from newsroom.prepare import static_is_stale


@pytest.fixture
def collected(tmp_path):
    """A collected folder newer than its one source file."""
    (tmp_path / "static").mkdir()
    (tmp_path / "source" / "css").mkdir(parents=True)
    for path, seconds in (("source/css/base.css", 1000), ("static/staticfiles.json", 2000)):
        (tmp_path / path).touch()
        os.utime(tmp_path / path, (seconds, seconds))
    return tmp_path


def is_stale(folder):
    return static_is_stale(root=folder / "static", sources=[folder / "source", folder / "lock"])


def test_fresh_static_files_are_left_alone(collected):
    assert not is_stale(collected)


def test_static_files_are_collected_the_first_time(collected):
    (collected / "static" / "staticfiles.json").unlink()
    assert is_stale(collected)


@pytest.mark.parametrize("name", ["source/css/base.css", "source/css/new.css", "lock"])
def test_static_files_are_collected_after_a_change(collected, name):
    (collected / name).touch()
    assert is_stale(collected)


@pytest.mark.db_rules
@pytest.mark.django_db
def test_the_suite_meets_the_database_it_was_told_to():
    assert connection.vendor == os.environ.get("EXPECTED_DATABASE", "sqlite")
