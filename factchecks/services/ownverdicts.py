"""Blind review: what editors stated themselves. `state` is called by `transitions`, inside its transaction."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from factchecks.errors import Refused
from factchecks.models import FactCheck, OwnVerdict, User, Verdict


def state(*, factcheck: FactCheck, verdict: Verdict | None, by: User) -> OwnVerdict:
    """Writes down the editor's own verdict in the current round. Refused without one, and the second time."""
    if verdict is None or verdict.retired:
        raise Refused("Choose your verdict.")
    if factcheck.current_round is None:
        raise Refused("It is not in review.")
    row = OwnVerdict(
        round=factcheck.current_round, editor=by, verdict=verdict, verdict_word=verdict.word, at=timezone.now()
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("You have stated your verdict. It stays as you gave it.") from error
    return row


def own_of(*, factcheck: FactCheck, by: User) -> OwnVerdict | None:
    """What this editor stated in the current round."""
    rows = OwnVerdict.objects.filter(round=factcheck.current_round_id, editor=by)
    return rows.select_related("verdict").first()
