"""The figures in the README are those of the kept results, whole."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RESULTS = json.loads((ROOT / "bench" / "results" / "links.json").read_text())


@pytest.mark.parametrize("row", RESULTS["rows"], ids=lambda row: row["profile"])
def test_the_benchmark_table_is_that_of_the_kept_results(row):
    ours, theirs = row["ours"], row["lychee"]
    cells = (
        row["title"],
        f"{ours['seconds']:.3f} s",
        f"{theirs['seconds']:.3f} s",
        f"{row['ratio']:.2f} ({row['aim']})",
        f"{ours['cpu_per_1000']:.3f}",
        f"{theirs['cpu_per_1000']:.3f}",
        str(ours["megabytes"]),
        str(theirs["megabytes"]),
    )
    assert f"| {' | '.join(cells)} |" in (ROOT / "README.md").read_text()


def test_the_figures_of_the_readers_are_those_of_the_kept_results():
    crowd, few = json.loads((ROOT / "bench" / "results" / "readers.json").read_text())["rows"]
    told = " ".join((ROOT / "README.md").read_text().split())
    assert f"{crowd['readers']} readers while nine corrections go out: {crowd['errors']} errors" in told
    ratio = crowd["per_second"] / few["per_second"]
    assert f"{crowd['per_second']} answers/s, {ratio:.2f} times those with {few['readers']} readers" in told
