"""Keeps an old quote: a page has changed, the words stand in an older copy, and a person says that this one counts."""

from django.db import transaction

from factchecks.errors import Refused
from factchecks.links.normal import prepare
from factchecks.links.quotes import VERIFIED, verify
from factchecks.models import Quotation, Snapshot, User
from factchecks.services import access, alerts, ledger, quotations, vault

# Copies that are looked through, the newest first.
LOOKED_THROUGH = 50


def copy_with(quotation: Quotation) -> Snapshot | None:
    """The newest kept copy in which the words stand; None when they stand in none."""
    for copy in Snapshot.objects.filter(link__sources=quotation.source).order_by("-fetched_at", "-id")[:LOOKED_THROUGH]:
        try:
            text = vault.read_text(copy.text_sha256)
        except FileNotFoundError:
            continue
        if verify(quotation.text, prepare(text)).result in VERIFIED:
            return copy
    return None


@transaction.atomic
def keep_old_quote(*, quotation_id: int, by: User) -> Quotation:
    """From now on the words are compared with the copy that has them. Raises NotFound, NotAllowed or Refused."""
    quotation = quotations.get_visible(quotation_id=quotation_id, by=by)
    factcheck = access.get_check(check_id=quotation.source.factcheck_id, by=by)
    alerts.demand_right(factcheck=factcheck, by=by)
    copy = copy_with(quotation)
    if copy is None:
        raise Refused("These words stand in none of the kept copies.")
    return _pin(quotation, copy, by)


@transaction.atomic
def follow_the_page(*, quotation_id: int, by: User) -> Quotation:
    """The words are compared with the newest copy again."""
    quotation = quotations.get_visible(quotation_id=quotation_id, by=by)
    alerts.demand_right(factcheck=access.get_check(check_id=quotation.source.factcheck_id, by=by), by=by)
    return _pin(quotation, None, by)


def _pin(quotation: Quotation, copy: Snapshot | None, by: User) -> Quotation:
    Quotation.objects.filter(pk=quotation.pk).update(pinned=copy, pinned_by=by if copy else None)
    quotation.refresh_from_db()
    quotations.look_for(quotation, quotation.source)
    details = {"quotation": quotation.pk, "snapshot": copy.pk if copy else None}
    factcheck = quotation.source.factcheck
    ledger.record(factcheck=factcheck, verb="keep_quote" if copy else "follow_page", by=by, details=details)
    quotation.refresh_from_db()
    return quotation
