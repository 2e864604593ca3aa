"""Tables of cases, one a line: name, path on the hostile web, verdict, rule, and limits as words (total=0.4)."""

from dataclasses import dataclass, field

import pytest


@dataclass(frozen=True)
class Row:
    """One case: what is asked for, and the verdict with the rule that must say so."""

    name: str
    path: str
    verdict: str
    rule: str
    options: dict = field(default_factory=dict)


def rows(text):
    """The rows of a table as parameters, each under its name."""
    made = [_row(line.split()) for line in text.strip().splitlines()]
    assert len({row.name for row in made}) == len(made)
    return [pytest.param(row, id=row.name) for row in made]


def _row(words):
    name, path, verdict, rule, *options = words
    pairs = (option.split("=") for option in options)
    return Row(name, path, verdict, rule, {key: float(value) if "." in value else int(value) for key, value in pairs})
