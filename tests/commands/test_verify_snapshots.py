"""`manage.py verify_snapshots`: silent exit 0 when every kept copy is whole, else the first bad one and the count."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories import add_page, make_check
from tests.services.test_snapshots import attempt, flip, keep, link, path_of, snapshot

__all__ = ["link", "snapshot"]


def test_whole_copies_verify(snapshot, capsys):
    call_command("verify_snapshots")
    assert capsys.readouterr().out == "1 kept copies verify.\n"


@pytest.mark.parametrize("part", ["raw", "text", "warc", "reading"])
def test_it_names_the_first_bad_copy_and_the_count(link, snapshot, part, capsys):
    keep(link, attempt("Another page. " * 40))
    path = path_of(snapshot, part)
    flip(path)
    with pytest.raises(CommandError) as error:
        call_command("verify_snapshots")
    named = f"Kept copy {snapshot.pk} of {snapshot.final_url}: {part} {path.name}: damaged"
    assert str(error.value) == f"1 of 2 kept copies do not verify. The first: {named}"
    assert (error.value.returncode, capsys.readouterr().err) == (1, f"{named}\n")


def test_programs_read_a_line_for_each_bad_copy_and_one_for_the_count(link, snapshot, capsys):
    keep(link, attempt("Another page. " * 40))
    path_of(snapshot, "warc").unlink()
    with pytest.raises(CommandError):
        call_command("verify_snapshots", "--json")
    bad, count = map(json.loads, capsys.readouterr().out.splitlines())
    assert bad["snapshot"] == snapshot.pk
    assert bad["faults"] == [{"part": "warc", "sha256": snapshot.warc_sha256, "problem": "missing"}]
    assert count == {"checked": 2, "damaged": 1}


def test_programs_read_the_count_of_whole_copies(snapshot, capsys):
    call_command("verify_snapshots", "--json")
    assert json.loads(capsys.readouterr().out) == {"checked": 1, "damaged": 0}


def test_an_empty_vault_verifies(db, capsys):
    call_command("verify_snapshots")
    assert capsys.readouterr().out == "0 kept copies verify.\n"


def test_copies_that_the_product_makes_verify(cast, capsys):
    add_page(make_check(cast), "https://transit.example.com/night", "Night buses run until five. " * 9, cast.rita)
    call_command("verify_snapshots")
    assert "verify." in capsys.readouterr().out
