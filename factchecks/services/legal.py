"""The legal flag: editors ask the legal group to look at a check, and only that group says that it has."""

from django.db import transaction

from factchecks.errors import NotAllowed, Refused
from factchecks.models import FactCheck, User
from factchecks.models.facts import people_of, person_for
from factchecks.models.scopes import scope_of
from factchecks.policy import OWN_WORK, is_own_work
from factchecks.roles import Right
from factchecks.services import access, ledger
from factchecks.services.marking import mark
from factchecks.states import LEGAL_LABELS, Legal

NOT_LEGAL = "Only somebody of the legal group can say that. An admin can add you to it."
NOT_EDITOR = "The legal check is asked for by those who review this check, and by the legal group."
VERBS = {Legal.NOT_NEEDED: "legal_not_needed", Legal.REQUIRED: "ask_legal", Legal.COMPLETE: "legal_complete"}


def choices(*, factcheck: FactCheck, by: User) -> list[Legal]:
    """What the person may set the flag to now, but for what it is."""
    person = person_for(by, factcheck)
    legal = scope_of(by).is_legal and not is_own_work(people_of(factcheck), person)
    if factcheck.discarded_at or not (legal or Right.REVIEW in person.rights):
        return []
    return [flag for flag in Legal if flag != factcheck.legal and (legal or flag is Legal.REQUIRED)]


def _refusal(factcheck: FactCheck, to: Legal, note: str) -> str | None:
    if factcheck.discarded_at:
        return "It has been discarded. Restore it first."
    if factcheck.legal == to:
        return f"It is so already: {LEGAL_LABELS[to].lower()}."
    return "Say what was looked at, and with what result." if to is Legal.COMPLETE and not note else None


def _demand(factcheck: FactCheck, to: Legal, by: User) -> None:
    person, legal = person_for(by, factcheck), scope_of(by).is_legal
    if to is Legal.REQUIRED and not legal and Right.REVIEW not in person.rights:
        raise NotAllowed(NOT_EDITOR)
    if to is not Legal.REQUIRED and not legal:
        raise NotAllowed(NOT_LEGAL)
    if to is not Legal.REQUIRED and is_own_work(people_of(factcheck), person):
        raise NotAllowed(OWN_WORK)


@transaction.atomic
def set_flag(*, check_id: int, to: Legal, by: User, note: str = "") -> None:
    """Sets the flag. While it is `required`, the check does not go out.

    Raises NotFound; NotAllowed for all but the legal group, unless an editor asks for it; Refused, e.g. `complete`
    without a note; Stale when the check moves at the same moment.
    """
    factcheck = access.get_check(check_id=check_id, by=by)
    _demand(factcheck, to, by)
    refusal = _refusal(factcheck, to, note.strip())
    if refusal:
        raise Refused(refusal)
    before = factcheck.legal
    mark(factcheck=factcheck, legal=to)
    changed = {"before": before, "after": to.value}
    ledger.record(
        factcheck=factcheck, verb=VERBS[to], by=by, digest=factcheck.digest, reason=note.strip(), details=changed
    )
