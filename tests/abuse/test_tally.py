"""The tally fails when something got through, when nothing was tried, and keeps the figure either way."""

import pytest

from tests.abuse import report
from tests.abuse.tally import Case, tell

ROW = {"group": "web", "case": "A case", "unit": "requests"}


@pytest.fixture
def results(tmp_path, monkeypatch):
    path = tmp_path / "results.jsonl"
    monkeypatch.setenv("ABUSE_RESULTS", str(path))
    return path


def test_what_got_through_fails_and_is_kept(results):
    with pytest.raises(AssertionError, match="1 of 5 requests got through, first"):
        tell(**ROW, tried=5, through=["/admin/"])
    assert report.read(results) == [Case(**ROW, tried=5, through=1)]
    assert report.main(str(results)) == 1


def test_nothing_tried_is_a_failure(results):
    with pytest.raises(AssertionError, match="nothing was tried"):
        tell(**ROW, tried=0, through=())


def test_the_report_is_a_table_in_the_order_of_the_groups(results, tmp_path):
    tell(**ROW, tried=1234, through=())
    tell(group="ledger", case="Another", tried=100, unit="forgeries", through=(), database="SQLite")
    target = tmp_path / "report.md"
    assert report.main(str(results), str(target)) == 0
    rows = target.read_text().splitlines()[-2:]
    assert rows[0] == "| ledger | Another | SQLite | 100 forgeries | 0 |"
    assert rows[1] == "| web | A case |  | 1,234 requests | 0 |"


def test_no_results_are_a_failure(tmp_path):
    assert report.main(str(tmp_path / "none")) == 1
