"""`manage.py link_report`: one line a broken, moved or unreachable source of a live article; nothing confidential."""

import csv
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from factchecks.models import FactCheck, Link, Source
from factchecks.states import State
from tests.factories import make_check
from tests.pages.broken import break_link, first


@pytest.fixture
def published(cast):
    return make_check(cast, State.PUBLISHED)


@pytest.fixture
def report(capsys):
    def run(*words):
        capsys.readouterr()
        call_command("link_report", *words)
        return capsys.readouterr().out

    return run


def table(text):
    return list(csv.DictReader(StringIO(text)))


def test_nothing_broken_is_an_empty_report(published, report):
    assert report() == ""
    assert table(report("--csv")) == []
    assert report("--csv").startswith("check,headline,source,address,state,since,last_look,kept_copy\n")


@pytest.mark.parametrize("state", ["failing", "dead", "unreachable"])
def test_each_broken_source_is_one_line(published, report, state):
    source = break_link(published.sources.current().last(), state)
    (row,) = table(report("--csv"))
    looked = source.link.checked_at.isoformat(timespec="seconds")
    assert row == {
        "check": published.number,
        "headline": published.headline,
        "source": "2",
        "address": source.cited_url,
        "state": state,
        "since": row["since"],
        "last_look": looked,
        "kept_copy": "yes",
    }
    assert row["since"] < looked
    assert f"{published.number}  source 2  {state} since {row['since']}" in report()


def test_a_page_that_has_moved_for_good_is_in_it(published, report):
    Link.objects.filter(pk=first(published).link_id).update(verdict="moved_permanently", latest_snapshot=None)
    (row,) = table(report("--csv"))
    assert (row["state"], row["since"], row["kept_copy"]) == ("moved", "", "no")
    assert len(report().splitlines()) == 1


@pytest.mark.parametrize("hide", ["confidential", "removed", "taken_down", "not_yet", "not_in_the_edition"])
def test_what_readers_are_not_sent_to_is_not_in_it(published, report, hide):
    source = break_link(first(published))
    if hide == "confidential":
        Source.objects.filter(pk=source.pk).update(confidential=True)
    if hide == "removed":
        Source.objects.filter(pk=source.pk).update(removed_at=timezone.now())
    if hide == "taken_down":
        FactCheck.objects.update(taken_down_at=timezone.now())
    if hide == "not_yet":
        FactCheck.objects.update(state=State.DRAFT, live_edition=None)
    if hide == "not_in_the_edition":
        fields = ("factcheck_id", "link_id", "cited_url", "independence", "added_by_id")
        again = Source(**{name: getattr(source, name) for name in fields})
        Source.objects.filter(pk=source.pk).update(removed_at=timezone.now())
        again.save()
    assert report() == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(published, report, start):
    source = break_link(first(published))
    Source.objects.filter(pk=source.pk).update(cited_url=f"{start}HYPERLINK(A1)")
    (row,) = table(report("--csv"))
    assert row["address"] == f"'{start}HYPERLINK(A1)"


def test_no_control_character_reaches_the_terminal(published, report):
    source = break_link(first(published))
    Source.objects.filter(pk=source.pk).update(cited_url="https://example.org/\x1b[31m\nnext")
    assert len(report().splitlines()) == 1
    assert "\x1b" not in report()
