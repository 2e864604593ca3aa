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
