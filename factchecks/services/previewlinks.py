"""Preview links: made for one named person outside, and revoked, by the desk."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotFound, Refused
from factchecks.models import FactCheck, PreviewLink, User
from factchecks.models.facts import person_for
from factchecks.models.previewlink import LABEL_MAX
from factchecks.models.veil import hides
from factchecks.policy import Reason
from factchecks.roles import RIGHT_NAMES, Right
from factchecks.services import access, ledger
from factchecks.states import State

DAYS = 7
DAYS_MAX = 30
TOKEN_BYTES = 32
GONE = "There is no such preview."
BLIND = "State your own verdict first: the preview would show you the reporter's."


@dataclass(frozen=True, kw_only=True)
class Made:
    """A new link. This is the only time at which its token is known."""

    link: PreviewLink
    token: str


def _about_person(factcheck: FactCheck, by: User) -> list[Reason]:
    needed = {Right.REVIEW} if factcheck.restricted else {Right.DRAFT, Right.REVIEW}
    if needed & person_for(by, factcheck).rights:
        return []
    who = "editors, as the check is restricted" if factcheck.restricted else "writers and editors of the desk"
    names = " or ".join(sorted(RIGHT_NAMES[one] for one in needed))
    sentence = f"This is for {who}. It needs the right to {names}; an admin can give it."
    return [Reason(code="not_allowed", sentence=sentence, about_person=True)]


def why_not(*, factcheck: FactCheck, by: User) -> list[Reason]:
    """Why the person cannot show the check to outsiders now; empty when they can. Expects a check `with_facts()`."""
    reasons = _about_person(factcheck, by)
    if factcheck.discarded_at:
        reasons.append(Reason(code="discarded", sentence="It has been discarded."))
    if factcheck.state == State.PUBLISHED:
        reasons.append(Reason(code="published", sentence="It is published: send the address of the article."))
    if hides(factcheck, by):
        reasons.append(Reason(code="blind", sentence=BLIND))
    return reasons


def may_revoke(*, factcheck: FactCheck, by: User) -> bool:
    """Whether the person may end links of the check, whatever its state. Expects a check `with_facts()`."""
    return not _about_person(factcheck, by)


def _label(text: str) -> str:
    label = " ".join(text.split())
    if not label:
        raise Refused("Say who the link is for.")
    if len(label) > LABEL_MAX:
        raise Refused(f"Shorten the name to {LABEL_MAX} characters; it has {len(label)}.")
    return label


def hashed(*, token: str) -> str:
    """sha256 (hex) of a token: all that is kept of it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make(*, check_id: int, by: User, label: str, days: int = DAYS) -> Made:
    """A link for one named person. Raises NotFound, NotAllowed or Refused."""
    factcheck = access.get_check(check_id=check_id, by=by)
    access.refuse(why_not(factcheck=factcheck, by=by))
    if not 1 <= days <= DAYS_MAX:
        raise Refused(f"Between 1 and {DAYS_MAX} days are possible.")
    token, now = secrets.token_urlsafe(TOKEN_BYTES), timezone.now()
    given = {"label": _label(label), "token_hash": hashed(token=token), "expires_at": now + timedelta(days=days)}
    link = PreviewLink.objects.create(factcheck=factcheck, made_by=by, made_at=now, **given)
    ledger.record(factcheck=factcheck, verb="make_preview_link", by=by, details={"link": link.pk})
    return Made(link=link, token=token)


@transaction.atomic
def revoke(*, check_id: int, link_id: int, by: User) -> PreviewLink:
    """Ends a link for good. Raises NotFound, NotAllowed, or Refused when somebody did so before."""
    factcheck = access.get_check(check_id=check_id, by=by)
    link = factcheck.preview_links.filter(pk=link_id).first()
    if link is None:
        raise NotFound(GONE)
    access.refuse(_about_person(factcheck, by))
    rows = PreviewLink.objects.filter(pk=link.pk, revoked_at__isnull=True)
    if not rows.update(revoked_at=timezone.now(), revoked_by=by):
        raise Refused(f"The link for {link.label} was revoked already.")
    ledger.record(factcheck=factcheck, verb="revoke_preview_link", by=by, details={"link": link.pk})
    return link
