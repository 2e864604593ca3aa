"""How people get in: what changes that is an event of the people's chain, and lost second factors are removed."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from factchecks.errors import NotAllowed, Refused
from factchecks.models import User
from factchecks.services import ledger, people


def note(*, user: User, verb: str, **details: Any) -> None:
    """An event of the people's chain about how this person gets in: signed in, password or second factor changed."""
    ledger.append(chain=ledger.PEOPLE, verb=verb, by=user, target=f"user:{user.pk}", details=details)


@transaction.atomic
def sign_out(*, user: User, by: User) -> None:
    """Ends every session of the person, for an admin who has reason to. Raises NotAllowed for all but admins."""
    if not by.has_perm(people.MANAGE):
        raise NotAllowed("Sessions of others are ended by admins.")
    people.end_sessions(user)
    ledger.append(chain=ledger.PEOPLE, verb="sign_out", by=by, target=f"user:{user.pk}")


@transaction.atomic
def remove_second_factor(*, user: User, by: User) -> None:
    """For who lost it: takes every factor away, ends their sessions, tells them and every other admin.

    Raises NotAllowed for all but admins and for oneself, Refused when there is none.
    """
    if not by.has_perm(people.MANAGE):
        raise NotAllowed("The second factor of others is removed by admins.")
    if user.pk == by.pk:
        raise NotAllowed("Another admin has to remove yours, or you do it on your own page.")
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise Refused(f"{user.name} has no second factor.")
    people.end_sessions(user)
    ledger.append(chain=ledger.PEOPLE, verb="remove_second_factor", by=by, target=f"user:{user.pk}")
    text = f"{by.name} removed the second factor of {user.name}."
    people.tell_admins(by=by, subject=f"{user.name}: second factor removed", text=text, also=(user.pk,))
