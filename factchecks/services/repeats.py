"""A claim repeated after publication: one person notes where, a second one confirms it, and readers see it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import FactCheck, Repeat, User
from factchecks.models.facts import person_for
from factchecks.publishing import shared
from factchecks.roles import Right
from factchecks.services import access, ledger

NOT_LIVE = "Readers get no page of this check. Add where the claim was made to the claim itself."
TWICE = "This address is noted already."
LATER = "That day has not come yet."
SECOND = "A second person has to confirm it: whoever added it cannot."
NONE = "There is no such repeat, or it is not on a desk of yours."


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the claim was repeated. `title` says what it is, such as "Evening round-up, Channel 4"."""

    url: str
    title: str
    seen_on: date | None = None


def _demand(factcheck: FactCheck, by: User, right: Right) -> None:
    if right not in person_for(by, factcheck).rights:
        raise NotAllowed(f"You need the right to {right.value} this check. An admin can give it to you.")


def _live(factcheck: FactCheck) -> None:
    if factcheck.live_edition_id is None or factcheck.retracted_at or factcheck.taken_down_at:
        raise Refused(NOT_LIVE)


def _found(check_id: int, repeat_id: int, by: User) -> tuple[FactCheck, Repeat]:
    factcheck = access.get_check(check_id=check_id, by=by)
    found = Repeat.objects.standing().filter(pk=repeat_id, factcheck=factcheck).first()
    if found is None:
        raise NotFound(NONE)
    return factcheck, found


@transaction.atomic
def add(*, check_id: int, by: User, place: Place) -> Repeat:
    """Notes a repeat of the first claim. Raises NotFound, NotAllowed, or Refused: not published, noted already."""
    factcheck = access.get_check(check_id=check_id, by=by)
    _demand(factcheck, by, Right.DRAFT)
    _live(factcheck)
    if place.seen_on and place.seen_on > timezone.localdate():
        raise Refused(LATER)
    values = {"url": place.url, "title": place.title, "seen_on": place.seen_on}
    try:
        with transaction.atomic():
            made: Repeat = Repeat.objects.create(factcheck=factcheck, added_by=by, added_at=timezone.now(), **values)
    except IntegrityError:
        raise Refused(TWICE) from None
    ledger.record(factcheck=factcheck, verb="add_repeat", by=by, details={"repeat": made.pk})
    return made


def _site(url: str) -> str:
    """The site of an address that readers could open; empty for anything else."""
    try:
        URLValidator(schemes=("http", "https"))(url)
    except ValidationError:
        return ""
    parts = urlsplit(url)
    return "" if "@" in parts.netloc else (parts.hostname or "")


def note_from_reader(*, factcheck: FactCheck, url: str, by: User) -> None:
    """Where a reader saw the claim of a live check: it waits for a second person, under the name of its site.

    Nothing happens for an address that is none, or is noted already.
    """
    live = factcheck.live_edition_id and not (factcheck.retracted_at or factcheck.taken_down_at)
    known = Repeat.objects.standing().filter(factcheck=factcheck, url=url)
    if live and _site(url) and not known.exists():
        made = Repeat.objects.create(
            factcheck=factcheck, url=url, title=_site(url), added_by=by, added_at=timezone.now()
        )
        ledger.record(factcheck=factcheck, verb="add_repeat", by=by, details={"repeat": made.pk})


def forget_from_reader(*, factcheck: FactCheck, url: str, by: User) -> None:
    """Takes back what `note_from_reader` noted, where nobody has confirmed it."""
    for one in Repeat.objects.waiting().filter(factcheck=factcheck, url=url, added_by=by):
        Repeat.objects.filter(pk=one.pk).update(removed_at=timezone.now())
        ledger.record(factcheck=factcheck, verb="remove_repeat", by=by, details={"repeat": one.pk})


@transaction.atomic
def confirm(*, check_id: int, repeat_id: int, by: User) -> None:
    """Readers see it from now on. Raises NotFound, Refused, or NotAllowed for whoever added it."""
    factcheck, found = _found(check_id, repeat_id, by)
    _demand(factcheck, by, Right.REVIEW)
    _live(factcheck)
    if found.added_by_id == by.pk:
        raise NotAllowed(SECOND)
    open_ = Repeat.objects.standing().filter(pk=found.pk, confirmed_at__isnull=True)
    if open_.update(confirmed_by=by, confirmed_at=timezone.now()):
        ledger.record(factcheck=factcheck, verb="confirm_repeat", by=by, details={"repeat": found.pk})
        shared.renew()


@transaction.atomic
def remove(*, check_id: int, repeat_id: int, by: User) -> None:
    """Takes it off. What readers see is taken off by an editor. Raises NotFound or NotAllowed."""
    factcheck, found = _found(check_id, repeat_id, by)
    _demand(factcheck, by, Right.REVIEW if found.confirmed_at else Right.DRAFT)
    if Repeat.objects.standing().filter(pk=found.pk).update(removed_at=timezone.now()):
        ledger.record(factcheck=factcheck, verb="remove_repeat", by=by, details={"repeat": found.pk})
        shared.renew()


def of_check(factcheck: FactCheck) -> list[Repeat]:
    """All that were not taken off, with who added them; one query."""
    rows = Repeat.objects.standing().filter(factcheck=factcheck)
    return list(rows.select_related("added_by", "confirmed_by"))
