"""What the documents claim, as data: the tests that they name, and the rows of docs/asvs.md."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"tests/[\w/]*[\w/](?:\.py|\.txt)?(?:::\w+)*(?:\[[^\]|`]+\])?")
ROW = re.compile(r"^\| (V[\d.]+) \|", re.MULTILINE)
STATES = ("met", "not applicable", "open")
LEVELS = ("1", "2")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One row of docs/asvs.md."""

    id: str
    level: str
    short: str
    state: str
    shown: str


def named(text: str) -> list[str]:
    """Every place under tests/ that a text names."""
    return NAMED.findall(text)


def _defined(body: list[ast.stmt], before: str = "") -> Iterator[tuple[str, bool]]:
    """Names of tests as pytest writes them, each with whether it is tried with parameters."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _defined(node.body, f"{before}{node.name}::")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            tried = any("parametrize" in ast.unparse(one) for one in node.decorator_list)
            yield f"{before}{node.name}", tried


def names_in(source: str) -> dict[str, bool]:
    """Tests of a file by name, and whether each has parameters."""
    return dict(_defined(ast.parse(source).body))


def is_there(place: str, root: Path = ROOT) -> bool:
    """Whether the file, and the test in it if one is named, exist."""
    path, _, test = place.partition("::")
    file = root / path
    if not test:
        return file.exists()
    name, bracket, _ = test.partition("[")
    found = names_in(file.read_text()) if file.is_file() else {}
    return name in found and (not bracket or found[name])


def missing(text: str, root: Path = ROOT) -> list[str]:
    """What a text names and is not there."""
    return [place for place in named(text) if not is_there(place, root)]


def items(text: str) -> list[Item]:
    """The rows of the tables: id, level, in short, state, what shows it or why."""
    rows = [line for line in text.splitlines() if ROW.match(line)]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return [Item(id=a, level=b, short=c, state=d, shown=e) for a, b, c, d, e in cells]


def counted(rows: list[Item]) -> str:
    """The line that docs/asvs.md begins with."""
    levels, states = Counter(row.level for row in rows), Counter(row.state for row in rows)
    parts = [f"level {level}: {levels[level]}" for level in LEVELS]
    return "; ".join(parts + [f"{state}: {states[state]}" for state in STATES])


def _wrong(row: Item) -> Iterator[str]:
    if row.level not in LEVELS:
        yield f"{row.id}: level {row.level!r}"
    if row.state not in STATES:
        yield f"{row.id}: state {row.state!r}"
    if row.state == "met" and "::" not in "".join(named(row.shown)):
        yield f"{row.id}: met, and no test is named"
    if not row.short or not row.shown:
        yield f"{row.id}: an empty cell"


def faults(text: str) -> list[str]:
    """What is wrong with docs/asvs.md by itself, one sentence each."""
    rows = items(text)
    found = [fault for row in rows for fault in _wrong(row)]
    found += [f"{one}: twice" for one, times in Counter(row.id for row in rows).items() if times > 1]
    if f"**{counted(rows)}**" not in text:
        found.append(f"the figures at the top should be: **{counted(rows)}**")
    return found
