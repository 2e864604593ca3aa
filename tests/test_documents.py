"""The documents about security: every test that they name is there, and every item of the standard has its line."""

import re

import pytest

from factchecks.files.kinds import KINDS, MB
from tests.documents import ROOT, counted, faults, is_there, items, missing, named, names_in

ASVS = (ROOT / "docs" / "asvs.md").read_text()
MODEL = (ROOT / "docs" / "threat-model.md").read_text()
SECURITY = (ROOT / "SECURITY.md").read_text()
DOCUMENTS = {"docs/asvs.md": ASVS, "docs/threat-model.md": MODEL, "SECURITY.md": SECURITY}
# ASVS 5.0.0: sections with the numbers of their requirements at level 1, and at level 2 of three chapters.
LEVEL_1 = """1.2: 1 2 3 4 5; 1.3: 1 2; 1.5: 1; 2.1: 1; 2.2: 1 2; 2.3: 1; 3.2: 1 2; 3.3: 1; 3.4: 1 2; 3.5: 1 2 3; 4.1: 1;
4.4: 1; 5.2: 1 2; 5.3: 1 2; 6.1: 1; 6.2: 1 2 3 4 5 6 7 8; 6.3: 1 2; 6.4: 1 2; 7.2: 1 2 3 4; 7.4: 1 2; 8.1: 1; 8.2: 1 2;
8.3: 1; 9.1: 1 2 3; 9.2: 1; 10.4: 1 2 3 4 5; 11.3: 1 2; 11.4: 1; 12.1: 1; 12.2: 1 2; 13.4: 1; 14.2: 1; 14.3: 1;
15.1: 1; 15.2: 1; 15.3: 1"""
LEVEL_2 = "5.1: 1; 5.2: 3; 5.4: 1 2 3; 7.1: 1 2 3; 7.3: 1 2; 7.4: 3 4 5; 7.5: 1 2; 7.6: 1 2; 8.1: 2; 8.2: 3; 8.4: 1"
HEAD = "**level 1: 1; level 2: 1; met: 1; not applicable: 1; open: 0**\n"
MET = "| V1.2.1 | 1 | Escaped | met | `tests/test_documents.py::test_good_text_has_no_faults` |\n"
NOT = "| V7.6.1 | 2 | Providers | not applicable | There is none. |\n"


def ids(sections):
    """Full ids out of the short form above."""
    pairs = (part.split(": ") for part in sections.replace("\n", " ").split(";"))
    return [f"V{section.strip()}.{number}" for section, numbers in pairs for number in numbers.split()]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_is_named_is_there(document):
    assert missing(DOCUMENTS[document]) == []
    assert named(DOCUMENTS[document])


def test_each_item_has_its_line_its_state_and_what_shows_it():
    assert faults(ASVS) == []


@pytest.mark.parametrize(("level", "sections", "count"), [("1", LEVEL_1, 70), ("2", LEVEL_2, 20)])
def test_the_items_are_those_of_the_standard_in_its_order(level, sections, count):
    assert len(ids(sections)) == count
    assert sorted(row.id for row in items(ASVS) if row.level == level) == sorted(ids(sections))
    order = [tuple(map(int, row.id[1:].split("."))) for row in items(ASVS)]
    assert order == sorted(order)


def test_good_text_has_no_faults():
    assert faults(HEAD + MET + NOT) == []
    assert missing(HEAD + MET + NOT) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEAD + MET + NOT.replace("not applicable", ""), "V7.6.1: state ''"),
        (HEAD + MET + NOT.replace("not applicable", "mostly"), "V7.6.1: state 'mostly'"),
        (HEAD + MET + MET + NOT, "V1.2.1: twice"),
        (HEAD + MET, "the figures at the top should be"),
        (HEAD.replace("level 1: 1", "level 1: 2") + MET + NOT, "the figures at the top should be"),
        (HEAD + MET.replace("| 1 |", "| 3 |") + NOT, "V1.2.1: level '3'"),
        (HEAD + "| V1.2.1 | 1 | Escaped | met | We looked at it. |\n" + NOT, "V1.2.1: met, and no test is named"),
        (HEAD + "| V1.2.1 | 1 | Escaped | met | `tests/abuse/` |\n" + NOT, "V1.2.1: met, and no test is named"),
        (HEAD + MET + NOT.replace("There is none.", ""), "V7.6.1: an empty cell"),
    ],
)
def test_each_fault_is_found(text, fault):
    assert any(one.startswith(fault) for one in faults(text))


@pytest.mark.parametrize(
    "place",
    [
        "tests/no_such_file.py",
        "tests/no_such_folder/",
        "tests/no_such_file.py::test_x",
        "tests/test_documents.py::test_no_such_test",
        "tests/test_documents.py::missing",
        "tests/test_documents.py::TestNone::test_good_text_has_no_faults",
        "tests/test_documents.py::test_good_text_has_no_faults[x]",
    ],
)
def test_what_is_not_there_is_named(place):
    assert missing(f"Shown by `{place}`.") == [place]


@pytest.mark.parametrize(
    "place", ["tests/abuse/", "tests/rules/matrix.txt", "tests/test_documents.py::test_each_fault_is_found[a b]"]
)
def test_what_is_there_is_found(place):
    assert named(f"Shown by `{place}`.") == [place]
    assert is_there(place)


def test_names_in_classes_are_known_by_both_names():
    source = "class TestA:\n @pytest.mark.parametrize('x', [1])\n def test_b(self, x): pass\n def help(self): pass\n"
    assert names_in(source) == {"TestA::test_b": True}


def test_the_kinds_of_files_are_those_of_the_code():
    told = re.findall(r"^\| (\w+) \| ([\w, ]+) \| (\d+) MB \|$", MODEL, re.MULTILINE)
    kinds = {ending: (family, int(size)) for family, endings, size in told for ending in endings.split(", ")}
    assert kinds == {kind.extension: (kind.family.value, kind.max_bytes // MB) for kind in KINDS.values()}


def test_security_says_how_to_report_how_to_verify_and_how_soon_holes_are_mended():
    for words in ("security.txt", "make abuse", "verify_ledger", "make audit", "docs/threat-model.md", "docs/asvs.md"):
        assert words in SECURITY
    for severity in ("critical", "high", "the rest"):
        assert re.search(rf"{severity}[^.\n]* \d+ days", SECURITY)


def test_the_count_is_of_levels_and_states():
    assert counted(items(MET + NOT)) in HEAD
