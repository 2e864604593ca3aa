"""The catalogue of `make mutate` speaks of lines that are there."""

import tomllib

import pytest

from newsroom.env import BASE_DIR

EDITS = tomllib.loads((BASE_DIR / "tests" / "mutations" / "lines.toml").read_text())["edit"]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit["name"])
def test_a_line_stands_in_its_module_once_and_its_tests_exist(edit):
    source = (BASE_DIR / f"{edit['module'].replace('.', '/')}.py").read_text()
    assert source.count(edit["old"]) == 1
    assert all((BASE_DIR / path.split("::")[0]).exists() for path in edit["tests"])


def test_each_has_a_name_of_its_own():
    assert len({edit["name"] for edit in EDITS}) == len(EDITS)
