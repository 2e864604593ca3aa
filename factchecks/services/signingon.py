"""Who comes in through the house's identity provider: people whom an admin has made, and nobody else."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import QuerySet

from factchecks.errors import Refused
from factchecks.models import User
from factchecks.oidc.idtoken import Identity
from factchecks.services import ledger, people

# One sentence for who is unknown, turned off, or has no verified address: an outsider learns nothing.
CLOSED = "There is no open account here for you. Ask an admin of your newsroom to make one, or to turn yours on."
TAKEN = (
    "Your account here belongs to another account at the identity provider. If that was replaced, ask an admin of your"
    " newsroom to forget the old one."
)


@transaction.atomic
def admit(*, issuer: str, identity: Identity) -> SocialAccount:
    """The person's link to the provider. The first time it is made by the verified address, with an event; from then
    on only the subject counts. Raises Refused with a sentence for the person, and then nothing is linked."""
    account = _accounts(issuer).filter(uid=identity.subject).first()
    if account is None:
        account = _linked(issuer, identity)
    if not account.user.is_active:
        raise Refused(CLOSED)
    return account


def is_linked(*, user: User, issuer: str) -> bool:
    """Whether the person comes in through that provider."""
    return _accounts(issuer).filter(user=user).exists()


def _accounts(issuer: str) -> QuerySet[SocialAccount]:
    found: QuerySet[SocialAccount] = SocialAccount.objects.select_related("user").filter(provider=issuer)
    return found


def _linked(issuer: str, identity: Identity) -> SocialAccount:
    person = _person(identity.email)
    if person is None:
        raise Refused(CLOSED)
    account = _accounts(issuer).filter(user=person).first()
    if account is None:
        ledger.append(chain=ledger.PEOPLE, verb="link_provider", by=person, target=f"user:{person.pk}")
        return SocialAccount.objects.create(provider=issuer, uid=identity.subject, user=person)
    if account.uid != identity.subject:
        raise Refused(TAKEN)
    return account


def _person(email: str) -> User | None:
    """The person with that address, locked until the end. Only A to Z have a second form here: a database may also
    take the dotless i for an i, and then somebody else's address would do."""
    found = User.objects.select_for_update().filter(email__iexact=email).first() if email else None
    return found if found and found.email.encode().lower() == email.encode().lower() else None


@transaction.atomic
def forget(*, user: User, by: User) -> bool:
    """Takes away the person's link, so that the next verified sign-in makes a new one; ends the sessions. False if
    there was none."""
    removed, _ = SocialAccount.objects.filter(user=user).delete()
    if not removed:
        return False
    people.end_sessions(user)
    ledger.append(chain=ledger.PEOPLE, verb="unlink_provider", by=by, target=f"user:{user.pk}")
    return True
