"""Sources of a check: adds them by address, by file or in words; edits, orders and removes them."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from factchecks.errors import NotFound, Refused, Stale
from factchecks.jobs import JobKind
from factchecks.links.addresses import normalise, parse, registrable_domain
from factchecks.links.safety import vet
from factchecks.models import Attachment, FactCheck, Link, Source, User
from factchecks.services import access, checks, ledger, network, outbox

FRESH = timedelta(minutes=10)
FIELDS = frozenset(
    {"title", "publisher", "author", "published_on", "kind", "primary", "stance", "interests", "description"}
    | {"confidential", "no_copy_reason", "cite_copy"}
)


def _next_order(factcheck: FactCheck) -> int:
    last: int | None = factcheck.sources.aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def link_for(*, url: str) -> Link:
    """The one row of the address, made when it is new. Raises Refused, with the reason, before any connection."""
    reason = vet(url, network.policy())
    if reason:
        raise Refused(reason)
    address = parse(url)
    normal = normalise(url)
    domain = network.policy().politeness_key(address) or registrable_domain(address.host)
    link, _ = Link.objects.get_or_create(
        key=hashlib.sha256(normal.encode()).hexdigest(),
        defaults={"url": normal, "domain": domain, "next_check_at": timezone.now()},
    )
    return link


def _fresh(link: Link) -> bool:
    """Whether the page was fetched so recently that attaching it needs no second look."""
    return link.checked_at is not None and timezone.now() - link.checked_at < FRESH


@transaction.atomic
def add_link(*, check_id: int, url: str, by: User, confidential: bool = False) -> Source:
    """Adds the page as a source and asks for a fetch of it. Raises Refused for a wrong, private or known address."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    link = link_for(url=url.strip())
    if factcheck.sources.current().filter(link=link).exists():
        raise Refused("This address is a source of the check already.")
    source = Source.objects.create(
        factcheck=factcheck,
        order=_next_order(factcheck),
        link=link,
        cited_url=url.strip(),
        title=link.title,
        publisher=link.publisher,
        published_on=link.published_on,
        accessed_on=timezone.localdate(),
        independence=f"site:{link.domain}",
        confidential=confidential,
        added_by=by,
    )
    if not _fresh(link):
        args = {"links": [link.pk], "patient": True}
        outbox.enqueue(kind=JobKind.LOOK_NOW, args=args, by=by, factcheck=factcheck)
    return _added(factcheck, source, by)


@transaction.atomic
def add_file(*, check_id: int, attachment: Attachment, by: User, title: str = "") -> Source:
    """Makes a file of the check a source."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    if attachment.factcheck_id != factcheck.pk or attachment.removed_at:
        raise NotFound("There is no such file in this check.")
    if factcheck.sources.current().filter(attachment=attachment).exists():
        raise Refused("This file is a source of the check already.")
    source = Source.objects.create(
        factcheck=factcheck,
        order=_next_order(factcheck),
        attachment=attachment,
        title=title or attachment.caption or attachment.name,
        accessed_on=timezone.localdate(),
        independence=f"file:{attachment.sha256}",
        added_by=by,
    )
    return _added(factcheck, source, by)


@transaction.atomic
def add_described(*, check_id: int, title: str, description: str, by: User, confidential: bool = False) -> Source:
    """Adds a source in words, such as a phone call. Raises Refused without a description."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    if not description.strip():
        raise Refused("Describe the source: who, how and when.")
    order = _next_order(factcheck)
    source = Source.objects.create(
        factcheck=factcheck,
        order=order,
        title=title.strip(),
        description=description.strip(),
        accessed_on=timezone.localdate(),
        independence=f"described:{order}",
        confidential=confidential,
        added_by=by,
    )
    return _added(factcheck, source, by)


def _added(factcheck: FactCheck, source: Source, by: User) -> Source:
    checks.changed(factcheck=factcheck, by=by)
    ledger.record(factcheck=factcheck, verb="add_source", by=by, details={"source": source.pk})
    return source


def get_for_edit(*, source_id: int, by: User) -> tuple[FactCheck, Source]:
    """The source and its check, when the person may change it. Raises NotFound for what they may not see."""
    row = Source.objects.filter(pk=source_id, removed_at__isnull=True).values_list("factcheck_id", flat=True).first()
    if row is None:
        raise NotFound("There is no such source.")
    factcheck = access.get_for_edit(check_id=row, by=by)
    source = factcheck.sources.visible_to(by, factcheck).filter(pk=source_id).first()
    if source is None:
        raise NotFound("There is no such source.")
    return factcheck, source


@transaction.atomic
def save(*, source_id: int, by: User, seen_version: int, values: Mapping[str, Any]) -> Source:
    """Saves what is known of a source. Raises Stale when somebody saved it before."""
    factcheck, source = get_for_edit(source_id=source_id, by=by)
    kept = {name: value for name, value in values.items() if name in FIELDS}
    saved = Source.objects.filter(pk=source.pk, version=seen_version).update(version=F("version") + 1, **kept)
    if not saved:
        raise Stale(seen=seen_version, now=source.version)
    checks.changed(factcheck=factcheck, by=by)
    if kept.get("confidential", source.confidential) != source.confidential:
        ledger.record(factcheck=factcheck, verb="confidential", by=by, details={"source": source.pk})
    source.refresh_from_db()
    return source


@transaction.atomic
def remove(*, source_id: int, by: User) -> FactCheck:
    """Takes a source off the list; the row stays, and `put_back` undoes it."""
    factcheck, source = get_for_edit(source_id=source_id, by=by)
    Source.objects.filter(pk=source.pk).update(removed_at=timezone.now())
    checks.changed(factcheck=factcheck, by=by)
    ledger.record(factcheck=factcheck, verb="remove_source", by=by, details={"source": source.pk})
    return factcheck


@transaction.atomic
def put_back(*, check_id: int, source_id: int, by: User) -> FactCheck:
    """Undoes `remove`."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    back = factcheck.sources.visible_to(by, factcheck).filter(pk=source_id, removed_at__isnull=False)
    source = back.first()
    if source is None:
        raise NotFound("There is no such source to put back.")
    if source.link_id and factcheck.sources.current().filter(link=source.link_id).exists():
        raise Refused("This address is a source of the check already.")
    back.update(removed_at=None)
    checks.changed(factcheck=factcheck, by=by)
    ledger.record(factcheck=factcheck, verb="put_back_source", by=by, details={"source": source_id})
    return factcheck


@transaction.atomic
def move(*, source_id: int, by: User, up: bool) -> FactCheck:
    """Swaps the source with its neighbour; numbers follow the order."""
    factcheck, source = get_for_edit(source_id=source_id, by=by)
    rows = list(factcheck.sources.current())
    at = next(i for i, row in enumerate(rows) if row.pk == source.pk)
    other = at - 1 if up else at + 1
    if 0 <= other < len(rows):
        rows[at], rows[other] = rows[other], rows[at]
        for order, row in enumerate(rows, start=1):
            if row.order != order:
                Source.objects.filter(pk=row.pk).update(order=order)
        checks.changed(factcheck=factcheck, by=by)
    return factcheck
