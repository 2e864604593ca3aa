"""The ten core tasks of the design, by mouse and by keyboard alone, with the counts that its table allows.

The newsroom holds 2,000 more checks and 12,000 sources. A task begins where the one before it ends: 1, 2 and 7 on Home,
3 in a new claim, 4 to 6 and 10 in the workspace, 8 and 9 in the review. It ends when the page shows that it is done.
"""

from dataclasses import dataclass

import pytest

from tests.browser import desk
from tests.browser.counted import Hands
from tests.browser.ten_tasks import WAYS, Stage

pytestmark = [pytest.mark.journey]


@dataclass(frozen=True)
class Task:
    """One row of the table: `mouse` in clicks, `keys` in keys; how it is done is found by its number."""

    number: int
    words: str
    mouse: int
    keys: int


TABLE = (
    Task(1, "After sign-in, know what I must do now, and why", 0, 0),
    Task(2, "Record a claim from a link, mine", 3, 4),
    Task(3, "Find out it was already checked (by its words)", 0, 0),
    Task(4, "Add a source (kept copy, status) and cite it in the text", 3, 5),
    Task(5, "See what stops submission, jump to the first", 1, 1),
    Task(6, "Submit for review with a note", 2, 2),
    Task(7, "Open the next review, see what changed since mine", 1, 1),
    Task(8, "Approve the verdict, know what follows", 1, 1),
    Task(9, "Send back with one comment on the text and a note", 3, 3),
    # The design has 3; the notice has two boxes (docs/decisions/0007).
    Task(10, "Correct a published check, with public notice", 4, 4),
)


@pytest.fixture(scope="session")
def crowded(running):
    """The journey's newsroom with 2,000 checks and 12,000 sources more."""
    assert desk.manage(running, "make_newsroom", "--yes", "--checks=2000", "--sources=12000", "--users=24") == 0


COUNTED: dict[tuple[int, str], int] = {}


@pytest.mark.parametrize("way", ["mouse", "keys"])
@pytest.mark.parametrize("task", TABLE, ids=lambda task: f"{task.number}")
def test_a_task_takes_as_much_as_the_table_allows(crowded, reporter, editor, opened, task, way):
    start, by_mouse, by_keys = WAYS[task.number]
    hand = Hands(start(Stage(reporter, editor, opened)), way)
    (by_mouse if way == "mouse" else by_keys)(hand)
    COUNTED[task.number, way] = hand.count
    assert hand.count == getattr(task, way), task.words


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_the_whole_life_of_a_check_takes_the_sum_of_the_table(way):
    assert sum(COUNTED[task.number, way] for task in TABLE) == sum(getattr(task, way) for task in TABLE)
