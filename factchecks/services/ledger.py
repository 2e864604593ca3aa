"""The ledger: appends events to their chain, anchors all chains, verifies all of it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from structlog.contextvars import get_contextvars

from factchecks.models import Anchor, Chain, Event, FactCheck, User
from factchecks.models.content import canonical
from factchecks.services import ledgerfile

ANCHORED_EVERY = timedelta(hours=1)
PEOPLE = "people"
SITE = "site"


def chain_of(factcheck: FactCheck) -> str:
    """The name of a check's chain, e.g. `check:412`."""
    return f"check:{factcheck.pk}"


def genesis(chain: str) -> str:
    """What stands before the first event of a chain: sha256("newsroom:" + chain)."""
    return hashlib.sha256(f"newsroom:{chain}".encode()).hexdigest()


def stamp(at: datetime) -> str:
    """The form of a time inside a hash: UTC, microseconds, `Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def body_of(event: Event) -> dict[str, Any]:
    """Everything in the event except the hash itself, as it is hashed and exported."""
    return {
        "chain": event.chain,
        "seq": event.seq,
        "at": stamp(event.at),
        "actor": event.actor,
        "role": event.role,
        "verb": event.verb,
        "target": event.target,
        "from": event.from_state,
        "to": event.to_state,
        "digest": event.digest,
        "reason": event.reason,
        "details": event.details,
        "request_id": event.request_id,
        "prev": event.prev,
    }


def hash_of(event: Event) -> str:
    """sha256 (hex) over the canonical JSON of the event's body."""
    return hashlib.sha256(canonical(body_of(event))).hexdigest()


@dataclass(frozen=True, kw_only=True)
class End:
    """Where a chain ends: the number of its events and the hash of the last one."""

    seq: int
    head: str


def _locked_end(chain: str) -> End:
    row = Chain.objects.select_for_update().filter(name=chain).first()
    if row is None:
        Chain.objects.get_or_create(name=chain, defaults={"seq": 0, "head": genesis(chain)})
        row = Chain.objects.select_for_update().get(name=chain)
    return End(seq=row.seq, head=row.head)


def _after(end: End, *, chain: str, by: User | None, **fields: Any) -> Event:
    event = Event(
        chain=chain,
        seq=end.seq + 1,
        at=timezone.now(),
        actor=by.pk if by else None,
        request_id=str(get_contextvars().get("request_id", ""))[:40],
        prev=end.head,
        **fields,
    )
    event.hash = hash_of(event)
    return event


def _lengthened(event: Event) -> bool:
    """Whether the chain ended where the event begins, and now ends with it."""
    ends_there = Chain.objects.filter(name=event.chain, seq=event.seq - 1, head=event.prev)
    return bool(ends_there.update(seq=event.seq, head=event.hash))


@transaction.atomic
def append(*, chain: str, verb: str, by: User | None, target: str, known: End | None = None, **fields: Any) -> Event:
    """Adds one event at the end of its chain. Must run in the transaction of the change it tells of.

    `known` is where the chain ended when it was last read; it is believed only if it still ends there.
    """
    fields |= {"chain": chain, "verb": verb, "by": by, "target": target}
    event = _after(known, **fields) if known else None
    if event is None or not _lengthened(event):
        event = _after(_locked_end(chain), **fields)
        _lengthened(event)
    event.save(force_insert=True)
    return event


def record(*, factcheck: FactCheck, verb: str, by: User | None, **fields: Any) -> Event:
    """Adds an event to a check's chain."""
    seq, head = getattr(factcheck, "chain_seq", None), getattr(factcheck, "chain_head", None)
    known = End(seq=seq, head=head) if seq is not None and head is not None else None
    target = f"check:{factcheck.pk}"
    event = append(chain=chain_of(factcheck), verb=verb, by=by, target=target, known=known, **fields)
    factcheck.chain_seq, factcheck.chain_head = event.seq, event.hash  # type: ignore[attr-defined]
    return event


@transaction.atomic
def anchor() -> Anchor:
    """Writes the root over all heads to a row and, with the heads that moved, to the anchor file (fsynced)."""
    rows = list(Chain.objects.order_by("name"))
    heads = [(row.name, row.head, row.seq) for row in rows]
    moved = [row for row in rows if row.seq != row.anchored]
    for row in moved:
        row.anchored = row.seq
    Chain.objects.bulk_update(moved, ["anchored"], batch_size=500)
    root, events = ledgerfile.root_of(heads), sum(row.seq for row in rows)
    made = Anchor.objects.create(at=timezone.now(), root=root, chains=len(heads), events=events)
    ledgerfile.append(at=stamp(made.at), root=root, heads=[(row.name, row.head, row.seq) for row in moved])
    return made


def anchor_if_due() -> Anchor | None:
    """Anchors when the last one is an hour old or was never made, however often the program was started since."""
    last = Anchor.objects.order_by("-at").values_list("at", flat=True).first()
    return anchor() if last is None or timezone.now() - last >= ANCHORED_EVERY else None


def faults() -> Iterator[str]:
    """One sentence for each thing that does not fit: a changed, missing, moved or forked event, a cut or removed
    chain, an anchor that the file does not hold or that no event answers to. One pass over the events."""
    anchors = _Anchors()
    yield from anchors.read()
    ends: dict[str, End] = {}
    for event in Event.objects.order_by("chain", "seq").iterator(chunk_size=1000):
        end = ends.get(event.chain, End(seq=0, head=genesis(event.chain)))
        if event.seq != end.seq + 1 or event.prev != end.head:
            yield f"{event.chain} {event.seq}: does not follow event {end.seq}."
        if hash_of(event) != event.hash:
            yield f"{event.chain} {event.seq}: its content does not match its hash."
        yield from anchors.compare(event)
        ends[event.chain] = End(seq=event.seq, head=event.hash)
    yield from _head_faults(ends)
    yield from anchors.unseen()


def _head_faults(ends: dict[str, End]) -> Iterator[str]:
    known = set()
    for chain in Chain.objects.order_by("name").iterator(chunk_size=1000):
        known.add(chain.name)
        found = ends.get(chain.name, End(seq=0, head=genesis(chain.name)))
        if found != End(seq=chain.seq, head=chain.head):
            yield f"{chain.name}: ends at event {found.seq}, but {chain.seq} were written."
    yield from (f"{name}: has events, but nothing says where it ends." for name in sorted(ends.keys() - known))


class _Anchors:
    """What the anchor file has seen: which hash stood at which place of which chain, and the roots over all."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, int], str] = {}

    def read(self) -> Iterator[str]:
        """Reads the file; a fault for each line that is not whole, and each anchor of the database it does not hold."""
        heads: dict[str, ledgerfile.Head] = {}
        roots: set[str] = set()
        last: ledgerfile.Line | None = None
        for line in ledgerfile.read():
            if line.fault:
                yield f"anchor file, line {line.number}: {line.fault}."
                continue
            heads |= {head[0]: head for head in line.heads}
            roots.add(line.root)
            last = line
            self.seen |= {(name, seq): head for name, head, seq in line.heads if seq}
        # Earlier roots are bound by the line after them.
        if last and ledgerfile.root_of(list(heads.values())) != last.root:
            yield f"anchor file, line {last.number}: its root is not that of the heads up to there."
        for at, root in Anchor.objects.order_by("at", "pk").values_list("at", "root"):
            if root not in roots:
                yield f"anchor of {stamp(at)}: is not in the anchor file."

    def compare(self, event: Event) -> Iterator[str]:
        """A fault when another event stood at this place when it was anchored."""
        if self.seen.pop((event.chain, event.seq), event.hash) != event.hash:
            yield f"{event.chain} {event.seq}: is not the event that the anchor file has seen."

    def unseen(self) -> Iterator[str]:
        """A fault for each place that was anchored and at which there is no event any more."""
        for chain, seq in sorted(self.seen):
            yield f"{chain}: the anchor file has seen {seq} events, the database holds fewer."
