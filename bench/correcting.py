"""An empty newsroom with one published check that is corrected again and again. Needs a Django that is set up."""

from collections.abc import Callable

from factchecks.models import FactCheck
from factchecks.states import Action, State
from tests.chaos.newsroom_there import fetch_nothing, newsroom_there, pressing
from tests.factories import correct, make_cast, make_check, move, reword

__all__ = ["Desk", "newsroom_there"]


class Desk:
    """The people and the check. `path` is the address of the article on the site."""

    def __init__(self) -> None:
        self._cast, self._number = make_cast(), 0
        self._check = make_check(self._cast, State.PUBLISHED)
        self.path = f"/checks/{self._check.slug}/"
        fetch_nothing()

    def ready(self, root: str) -> Callable[[], object]:
        """Writes a correction, has it approved, and gives what publishes it in the program at `root`."""
        self._number += 1
        check, cast = correct(self._check, self._cast.rita), self._cast
        check = reword(check, cast.rita, kind="correction", standfirst=f"Correction {self._number}.")
        check = move(move(check, Action.SUBMIT, cast.rita), Action.APPROVE, cast.ed)
        fetch_nothing()
        return pressing(root, check, Action.PUBLISH, cast.ed)

    def mark(self) -> str:
        """What only the page of the live edition has."""
        return FactCheck.objects.values_list("live_edition__event_hash", flat=True).get(pk=self._check.pk)
