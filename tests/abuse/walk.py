"""People who do anything to a few checks at random, and a second opinion on what may come of it."""

import random
from dataclasses import dataclass, field

from factchecks.errors import NewsroomError
from factchecks.models import FactCheck, Verdict
from factchecks.models.content import content_of, digest_of
from factchecks.services import checks
from factchecks.services.steps import STEPS
from factchecks.services.transitions import transition
from factchecks.states import Action, State
from tests.factories import Cast, make_check

NAMES = ("rita", "ines", "ed", "mo", "cleo", "ada", "otto", "noor", "sue")
NOTE = "A note that is long enough to be a reason."


@dataclass
class Opinion:
    """What somebody who knows only what was done thinks of one check."""

    wrote: set[str]
    approved: dict[str, str] = field(default_factory=dict)


@dataclass
class Walk:
    """`wrong` collects what must not have happened; `done` counts what was let through."""

    cast: Cast
    seed: int
    done: int = 0
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311  (the same walk every time)
        states = (State.RESEARCH, State.REVIEW, State.PUBLISHED)
        self.checks = {make_check(self.cast, state).pk: Opinion(wrote={"rita"}) for state in states}

    def step(self) -> None:
        """One person tries one thing on one check."""
        name, pk = self.dice.choice(NAMES), self.dice.choice(list(self.checks))
        action = self.dice.choice([*STEPS, Action.EDIT, Action.EDIT, Action.SUBMIT, Action.APPROVE, Action.PUBLISH])
        try:
            self.do(FactCheck.objects.get(pk=pk), action, name)
        except NewsroomError:
            return
        self.done += 1

    def do(self, check: FactCheck, action: Action, name: str) -> None:
        """Tries it, and judges what came of it. Raises NewsroomError when it was refused."""
        self._do(check, action, name)
        self._judge(FactCheck.objects.get(pk=check.pk), action, name)

    def _do(self, check: FactCheck, action: Action, name: str) -> None:
        by = getattr(self.cast, name)
        if action is Action.EDIT:
            values = {"standfirst": f"Nine of 54 are not. {self.dice.random()}"}
            checks.save_text(check_id=check.pk, by=by, seen_version=check.version, values=values)
            return
        verdict = Verdict.objects.get(slug=self.dice.choice(["false", "misleading"]))
        given = {"seen_version": check.version, "note": NOTE, "verdict": verdict}
        transition(check_id=check.pk, action=action, by=by, **given)

    def _judge(self, check: FactCheck, action: Action, name: str) -> None:
        opinion, digest = self.checks[check.pk], digest_of(content_of(check))
        if action in (Action.EDIT, Action.SUBMIT, Action.OPEN_CORRECTION):
            opinion.wrote.add(name)
        if action is Action.APPROVE:
            self._unless(name not in opinion.wrote, f"{name} approved {check.number}, having worked on it")
            opinion.approved[digest] = name
        if action is Action.PUBLISH:
            self._unless(digest in opinion.approved, f"{check.number} was published unapproved")
            self._unless(name not in opinion.wrote, f"{name} published {check.number}, having worked on it")
            self._unless(check.live_edition.digest == digest, f"{check.number} shows something else")
        self._unless(action is not Action.BREAK_GLASS, f"{name} broke the glass from the desk")

    def _unless(self, fine: bool, sentence: str) -> None:
        if not fine:
            self.wrong.append(sentence)
