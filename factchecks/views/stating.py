"""Blind review on the review page: one's own verdict first, then both beside each other."""

from factchecks.facts import Facts
from factchecks.models import FactCheck, User, Verdict
from factchecks.models.facts import person_for
from factchecks.policy import note_asked
from factchecks.services import ownverdicts
from factchecks.states import Action, State


def context(factcheck: FactCheck, facts: Facts, user: User) -> dict[str, object]:
    """`scale`: the verdicts to choose from while one's own is not stated; `own`: what was stated, once it was.

    `why_not_mine`: the sentence that asks for a note with the approval, None where it needs none.
    """
    stated = facts.state is State.REVIEW and facts.blind and user.pk in facts.stated_ids
    return {
        "scale": list(Verdict.objects.filter(retired=False)) if factcheck.veiled else [],
        "own": ownverdicts.own_of(factcheck=factcheck, by=user) if stated else None,
        "differs": user.pk in facts.differing_ids,
        "why_not_mine": note_asked(facts, Action.APPROVE, person_for(user, factcheck)),
    }
