"""The audit fails for a known hole, and never takes silence for health."""

import json

import pytest

from tests.run.audit import read

HEALTHY = {"name": "nh3", "version": "0.3.8", "vulns": []}
HOLED = {"name": "pillow", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["13"]}]}
UNASKED = {"name": "idna", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "code", "words"),
    [
        ([HEALTHY, HOLED], 1, "pillow 1.0: PYSEC-1"),
        ([HEALTHY, UNASKED], 0, "1 packages asked, 0 known holes, 1 could not be asked"),
        ([UNASKED, UNASKED], 0, "nothing is known"),
    ],
)
def test_what_the_advisories_say_is_what_it_says(packages, code, words):
    answer = read(json.dumps({"dependencies": packages}))
    assert answer[0] == code
    assert words in answer[1]


@pytest.mark.parametrize("told", ["", "Traceback", "{}", "[]"])
def test_no_answer_is_no_health(told):
    assert read(told) == (0, "audit: the advisories could not be asked, so nothing is known.")
