"""The ledger of one check as it stands in an evidence export, and what a person may not learn from it."""

from dataclasses import dataclass
from typing import Any

from factchecks.links.bundle import LedgerFacts
from factchecks.models import Event, FactCheck, Source, User
from factchecks.models.content import canonical
from factchecks.models.querysets import may_read_confidential
from factchecks.services import ledger


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """Ids of what the person may not learn of, by the name under which an event's details speak of it."""

    ids: dict[str, frozenset[int]]

    def tells(self, details: Any) -> bool:
        """Whether the details of an event point at something hidden."""
        return isinstance(details, dict) and any(details.get(name) in ids for name, ids in self.ids.items())


@dataclass(frozen=True, kw_only=True)
class ChainSeen:
    """JSON lines of the events in order, what the manifest says of them, and the names of the people in them."""

    lines: bytes
    facts: LedgerFacts
    people: dict[str, str]


def hidden_from(*, factcheck: FactCheck, by: User) -> Hidden:
    """The confidential sources of the check with their quotations and files, removed ones too; nothing for those who
    may read them."""
    if may_read_confidential(by, factcheck):
        return Hidden(ids={})
    rows = Source.objects.filter(factcheck=factcheck, confidential=True).prefetch_related("quotations")
    quotations = frozenset(one.pk for row in rows for one in row.quotations.all())
    files = frozenset(row.attachment_id for row in rows if row.attachment_id)
    return Hidden(ids={"source": frozenset(row.pk for row in rows), "quotation": quotations, "attachment": files})


def chain_seen(*, factcheck: FactCheck, hidden: Hidden) -> ChainSeen:
    """Every event of the check; those that tell of something hidden only by their place and their hashes."""
    chain = ledger.chain_of(factcheck)
    events = list(Event.objects.filter(chain=chain).order_by("seq"))
    lines = [ledger_line(event, withheld=hidden.tells(event.details)) for event in events]
    withheld = sum(bool(line.get("withheld")) for line in lines)
    head = events[-1].hash if events else ledger.genesis(chain)
    actors = User.objects.filter(pk__in={event.actor for event in events if event.actor}).order_by("pk")
    return ChainSeen(
        lines=b"".join(canonical(line) + b"\n" for line in lines),
        facts=LedgerFacts(chain=chain, events=len(events), head=head, withheld=withheld),
        people={str(one.pk): one.name for one in actors},
    )


def ledger_line(event: Event, *, withheld: bool = False) -> dict[str, Any]:
    """What `ledger.hash_of` hashes, and the hash. Withheld, only the place in the chain is told."""
    if withheld:
        return {"chain": event.chain, "seq": event.seq, "prev": event.prev, "hash": event.hash, "withheld": True}
    return ledger.body_of(event) | {"hash": event.hash}
