"""Invites a person whom an admin has made: a link by mail, for a week and for one password."""

import hashlib
import secrets
from datetime import timedelta
from functools import partial

import structlog
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from factchecks.errors import NotFound, Refused
from factchecks.models import Invitation, User
from factchecks.services import ledger

STANDS_FOR = timedelta(days=7)
GONE = "It was used, or replaced by a later one, or it is older than a week. Ask an admin for another."
logger = structlog.get_logger(__name__)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, person: User, by: User) -> Invitation:
    """Sends the link, in place of any earlier one. Raises Refused for who is turned off or has a password already."""
    if not person.is_active:
        raise Refused(f"{person.name} is turned off.")
    if person.has_usable_password():
        raise Refused(f"{person.name} has a password already, and can ask for a new one on the sign-in page.")
    token, now = secrets.token_urlsafe(32), timezone.now()
    values = {"token_hash": _hashed(token), "sent_by": by, "sent_at": now, "accepted_at": None}
    made, _ = Invitation.objects.update_or_create(person=person, defaults={**values, "expires_at": now + STANDS_FOR})
    ledger.append(chain=ledger.PEOPLE, verb="invite", by=by, target=f"user:{person.pk}")
    transaction.on_commit(partial(_mail, person, by, token), robust=True)
    return made


def _mail(person: User, by: User, token: str) -> None:
    place = reverse("account_login") if settings.OIDC_ONLY else reverse("invitation", args=[token])
    link = settings.SITE_URL + place
    told = {"person": person, "by": by, "link": link}
    told |= {"passwords": not settings.OIDC_ONLY, "provider": settings.OIDC_NAME}
    text = render_to_string("account/email/invitation.txt", told)
    try:
        send_mail("You are invited to the newsroom", text, None, [person.email])
    except OSError as error:
        # An SMTPException is one too. The admin's list goes on saying "Invited", with the button to send it again.
        logger.exception("mail_failed", template="invitation", error=type(error).__name__)


def found(*, token: str) -> Invitation:
    """The open invitation of a token. Raises NotFound for any other, with one sentence whatever the reason."""
    row = Invitation.objects.select_related("person").filter(token_hash=_hashed(token)).first()
    if row is None or not row.is_open or not row.person.is_active:
        raise NotFound(GONE)
    return row


@transaction.atomic
def accept(*, token: str, password: str) -> User:
    """Gives the person their password; works once. Raises NotFound, and Refused with what the password lacks."""
    row = found(token=token)
    try:
        validate_password(password, row.person)
    except ValidationError as error:
        raise Refused(*error.messages) from error
    used = Invitation.objects.filter(pk=row.pk, token_hash=row.token_hash, accepted_at__isnull=True)
    if not used.update(accepted_at=timezone.now()):
        raise NotFound(GONE)
    row.person.set_password(password)
    row.person.save(update_fields=["password"])
    ledger.append(chain=ledger.PEOPLE, verb="accept_invitation", by=row.person, target=f"user:{row.person.pk}")
    return row.person
