"""Blind review: keeps the reporter's verdict and its reason from an editor who has not stated their own.

`hides` is the one answer to who that is. Everything else here covers what was loaded for that person, in memory:
pages show what stands in its place and need not ask. What is covered cannot be saved: its verdict has no row.
"""

from collections.abc import Iterable
from copy import deepcopy

from factchecks.models.check import FactCheck
from factchecks.models.claim import Claim
from factchecks.models.content import Content
from factchecks.models.facts import people_of, person_for
from factchecks.models.user import User
from factchecks.models.verdict import Verdict, VerdictScale
from factchecks.policy import hides_verdict
from factchecks.states import State
from factchecks.verdicts import Fill, Silhouette

WORD = "Not shown yet"
REASON = "You see the reason once you have stated your own verdict."
MARK = {"slug": "", "silhouette": Silhouette.DASHED.value, "fill": Fill.OUTLINE.value, "tone": "", "number": None}


def hides(factcheck: FactCheck, user: User) -> bool:
    """Whether the verdict is kept from this person; the check was loaded `with_people()` or `with_facts()`."""
    return hides_verdict(people_of(factcheck), person_for(user, factcheck))


def hidden_among(checks: Iterable[FactCheck], user: User) -> frozenset[int]:
    """Ids of those whose verdict is kept from this person: one query for rows that were not loaded `with_people()`.

    No query where no desk of them reviews blind.
    """
    maybe = [one for one in checks if one.state == State.REVIEW and one.desk.blind_review]
    known = [one for one in maybe if hasattr(one, "own_verdicts")]
    others = [one.pk for one in maybe if not hasattr(one, "own_verdicts")]
    read = FactCheck.objects.filter(pk__in=others).with_people() if others else []
    return frozenset(row.pk for row in (*known, *read) if hides(row, user))


def cover(claim: Claim) -> None:
    """Puts what is shown instead in the place of the verdict and the reason; where there is none, none is shown."""
    if claim.verdict_id is not None:
        claim.verdict = Verdict(pk=0, scale=VerdictScale(pk=0), word=WORD, **MARK)
        claim.verdict_word, claim.verdict_definition = WORD, ""
    if claim.explanation:
        claim.explanation = REASON


def _cover_all(factcheck: FactCheck) -> None:
    factcheck.veiled = True
    for claim in factcheck.claims.all():
        cover(claim)


def veil(factcheck: FactCheck, user: User) -> FactCheck:
    """The check as this person may read it; its claims came with it."""
    if hides(factcheck, user):
        _cover_all(factcheck)
    return factcheck


def veil_rows(checks: Iterable[FactCheck], user: User) -> None:
    """The same for the rows of a list, with their claims."""
    rows = list(checks)
    hidden = hidden_among(rows, user)
    for row in rows:
        if row.pk in hidden:
            _cover_all(row)


def covered(content: Content) -> Content:
    """A copy of an edition's content, or of one like it, without verdicts and reasons."""
    copy = deepcopy(content)
    for claim, frame in zip(copy["text"]["claims"], copy["frame"]["claims"], strict=True):
        claim |= {"verdict": WORD, "definition": "", "explanation": REASON}
        frame["verdict"] = MARK | {"worst": 1, "best": 5}
    return copy
