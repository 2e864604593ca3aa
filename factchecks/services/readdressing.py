"""Cites a page at another address: where it has moved to, or what a person names, in one check or in all of them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F

from factchecks.errors import NotFound, Refused
from factchecks.jobs import JobKind
from factchecks.links.observations import Verdict
from factchecks.models import FactCheck, Link, Source, User
from factchecks.services import access, checks, ledger, outbox, sources


@transaction.atomic
def update_address(*, source_id: int, by: User) -> Source:
    """Cites the address to which the page has moved for good; its page is fetched and the quotations looked for there.

    Raises NotFound, NotAllowed, or Refused when the check is not being written, the page has not moved for good, or
    the new address is not one that we may read or is a source already.
    """
    factcheck, source = sources.get_for_edit(source_id=source_id, by=by)
    old = source.link
    if old is None or old.verdict != Verdict.MOVED_PERMANENTLY or not old.final_url:
        raise Refused("This page has not moved for good. Its address stays.")
    url = _with_fragment(old.final_url, of=source.cited_url)
    _cite(factcheck, source, url, sources.link_for(url=url), by)
    source.refresh_from_db()
    return source


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """In how many checks the address was replaced, and in how many it stays: not being written, or it is there."""

    done: int
    left: int


@transaction.atomic
def replace_everywhere(*, source_id: int, url: str, by: User) -> Replaced:
    """Cites another address in every check that cites this one, is being written, and may be edited by the person.

    Raises NotFound when the person may not see the source, Refused when it has no address or the new one may not be
    read. What is in review or published is left as it was submitted.
    """
    found = Source.objects.filter(pk=source_id, removed_at__isnull=True).first()
    rows = _seen(found.link_id, by) if found else []
    if found is None or found.pk not in {row.pk for row in rows}:
        raise NotFound("There is no such source.")
    link = sources.link_for(url=url.strip())
    if link.pk == found.link_id:
        raise Refused("That is the address it has now.")
    done = sum(_replaced(row, url.strip(), link, by) for row in rows)
    return Replaced(done=done, left=len(rows) - done)


def _seen(link_id: int | None, by: User) -> list[Source]:
    """The sources with this link that the person may see."""
    if link_id is None:
        raise Refused("This source has no address.")
    visible = FactCheck.objects.visible_to(by).kept()
    rows = Source.objects.filter(link=link_id, removed_at__isnull=True, factcheck__in=visible)
    found = rows.select_related("factcheck").order_by("pk")
    return [row for row in found if row.factcheck.sources.visible_to(by, row.factcheck).filter(pk=row.pk).exists()]


def _replaced(row: Source, url: str, link: Link, by: User) -> bool:
    try:
        factcheck = access.get_for_edit(check_id=row.factcheck_id, by=by)
        _cite(factcheck, row, url, link, by)
    except Refused:  # a missing right is one too
        return False
    return True


def _cite(factcheck: FactCheck, source: Source, url: str, link: Link, by: User) -> None:
    if factcheck.sources.current().filter(link=link).exclude(pk=source.pk).exists():
        raise Refused("The new address is a source of the check already.")
    values = {"link": link, "cited_url": url, "independence": f"site:{link.domain}", "version": F("version") + 1}
    Source.objects.filter(pk=source.pk).update(**values)
    args = {"links": [link.pk], "patient": True}
    outbox.enqueue(kind=JobKind.LOOK_NOW, args=args, by=by, factcheck=factcheck)
    checks.changed(factcheck=factcheck, by=by)
    details = {"source": source.pk, "from": source.cited_url, "to": url}
    ledger.record(factcheck=factcheck, verb="update_address", by=by, details=details)


def _with_fragment(url: str, *, of: str) -> str:
    """The address with the part after '#' of the old one, unless it has its own."""
    fragment = urlsplit(of).fragment
    return url if not fragment or "#" in url else f"{url}#{fragment}"
