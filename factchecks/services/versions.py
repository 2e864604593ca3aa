"""Versions of a check: names the text as it is saved now, and reads the editions that events have made."""

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from factchecks.errors import NotFound, Refused, Stale
from factchecks.models import Edition, EditionReason, FactCheck, ReviewRound, User
from factchecks.models.edition import NAME_MAX
from factchecks.services import access, checks, editions, ledger


def clean_name(name: str) -> str:
    """The name in one line. Raises Refused when nothing is left or it is too long."""
    line = " ".join(name.split())
    if not line:
        raise Refused("Give the version a name.")
    if len(line) > NAME_MAX:
        raise Refused(f"Shorten the name to {NAME_MAX} characters.")
    return line


def hold(*, factcheck: FactCheck, seen_version: int) -> None:
    """Locks the check until the transaction ends and changes nothing. Raises Stale when it has moved on."""
    seen = FactCheck.objects.filter(
        pk=factcheck.pk, state=factcheck.state, version=seen_version, discarded_at__isnull=True
    )
    if not seen.update(version=seen_version):
        now = FactCheck.objects.values_list("version", flat=True).get(pk=factcheck.pk)
        raise Stale(seen=seen_version, now=now)
    # Read before the lock: somebody may have made an edition in between.
    vars(factcheck).pop("last_edition", None)


def keep(*, factcheck: FactCheck, name: str, by: User) -> Edition:
    """A named edition of the content as it is saved, with its event. The caller holds the check."""
    content = checks.read_content(factcheck)
    edition = editions.make(factcheck=factcheck, content=content, reason=EditionReason.NAMED, by=by, name=name)
    details = {"edition": edition.pk}
    ledger.record(factcheck=factcheck, verb="name_version", by=by, digest=edition.digest, details=details)
    return edition


@transaction.atomic
def name(*, check_id: int, by: User, seen_version: int, name: str) -> Edition:
    """Names what is saved now, and changes none of it. Raises NotFound, NotAllowed, Refused or Stale."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    line = clean_name(name)
    hold(factcheck=factcheck, seen_version=seen_version)
    return keep(factcheck=factcheck, name=line, by=by)


def listed(factcheck: FactCheck) -> QuerySet[Edition]:
    """The editions, newest first, without their contents; `round` is the round of review in which each was made."""
    rounds = ReviewRound.objects.filter(factcheck=OuterRef("factcheck"), submitted_at__lte=OuterRef("made_at"))
    rows = factcheck.editions.select_related("made_by").defer("content", "html", "claim_review")
    return rows.annotate(round=Subquery(rounds.order_by("-number").values("number")[:1]))


def get(*, factcheck: FactCheck, number: int) -> Edition:
    """One edition with its content. Raises NotFound."""
    edition = factcheck.editions.filter(number=number).first()
    if edition is None:
        raise NotFound("There is no such version of this check.")
    return edition
