"""The summary of `make abuse`: `python -m tests.abuse.report RESULTS [PAGE]` prints the table and writes the page."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from newsroom.env import BASE_DIR
from tests.abuse.tally import GROUPS, Case

HEAD = """# Abuse report

What `make abuse` tried and what got through. Every row is a test in `tests/abuse/`; the same tests run with fewer
rounds in `make test`. Commit {commit}, {day}, `{command}`.

| group | what was tried | on | tried | got through |
| --- | --- | --- | ---: | ---: |
"""


def read(path: Path) -> list[Case]:
    """The cases in the order of the groups, then by name."""
    cases = [Case(**json.loads(line)) for line in path.read_text().splitlines()]
    return sorted(cases, key=lambda one: (GROUPS.index(one.group), one.case, one.database))


def line(case: Case) -> str:
    """One row of the table."""
    return f"| {case.group} | {case.case} | {case.database} | {case.tried:,} {case.unit} | {case.through:,} |"


def commit() -> str:
    """The commit that was tried."""
    asked = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(asked, cwd=BASE_DIR, capture_output=True, text=True, check=True).stdout.strip()


def page(cases: list[Case]) -> str:
    """The whole report as Markdown."""
    head = HEAD.format(commit=commit(), day=f"{datetime.now(UTC):%Y-%m-%d}", command="make abuse")
    return head + "\n".join(line(case) for case in cases) + "\n"


def main(results: str, target: str = "") -> int:
    """Prints the table; 1 when anything got through or nothing was tried."""
    path = Path(results)
    cases = read(path) if path.exists() else []
    text = page(cases)
    sys.stdout.write(text)
    if target:
        Path(target).write_text(text)
    return int(not cases or any(case.through for case in cases))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
