"""The ledger: appends events to their chain, anchors all chains, verifies all of it."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from structlog.contextvars import get_contextvars

from factchecks.models import Anchor, Chain, Event, FactCheck, User
from factchecks.models.content import canonical

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


def faults() -> Iterator[str]:
    """One sentence for each thing that does not fit: a changed, missing, moved or forked event, or a cut chain."""
    expected: dict[str, tuple[int, str]] = {}
    for event in Event.objects.order_by("chain", "seq").iterator(chunk_size=1000):
        seq, prev = expected.get(event.chain, (0, genesis(event.chain)))
        if event.seq != seq + 1 or event.prev != prev:
            yield f"{event.chain} {event.seq}: does not follow event {seq}."
        if hash_of(event) != event.hash:
            yield f"{event.chain} {event.seq}: its content does not match its hash."
        expected[event.chain] = (event.seq, event.hash)
    yield from _head_faults(expected)
    yield from _anchor_faults(expected)


def _head_faults(expected: dict[str, tuple[int, str]]) -> Iterator[str]:
    for chain in Chain.objects.order_by("name").iterator(chunk_size=1000):
        found = expected.get(chain.name, (0, genesis(chain.name)))
        if found != (chain.seq, chain.head):
            yield f"{chain.name}: ends at event {found[0]}, but {chain.seq} were written."


def anchor_file() -> Path:
    """The file outside the database to which every anchor is appended."""
    return Path(settings.DATA_DIR) / "ledger" / "anchors.jsonl"


def merkle_root(leaves: list[bytes]) -> str:
    """Root (hex) of a binary hash tree over the leaves; an odd one at the end moves up as it is."""
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + b"".join(p)).digest() if len(p) == 2 else p[0] for p in pairs]
    return level[0].hex() if level else hashlib.sha256(b"").hexdigest()


@transaction.atomic
def anchor() -> Anchor:
    """Writes the root over all heads to a row and, with the heads, to the anchor file (fsynced)."""
    heads = list(Chain.objects.order_by("name").values_list("name", "head", "seq"))
    root = merkle_root([canonical(list(row)) for row in heads])
    made = Anchor.objects.create(at=timezone.now(), root=root, chains=len(heads), events=sum(row[2] for row in heads))
    path = anchor_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = canonical({"at": stamp(made.at), "root": root, "heads": heads}) + b"\n"
    with path.open("ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    return made


def anchor_if_due() -> Anchor | None:
    """Anchors when the last one is an hour old or was never made, however often the program was started since."""
    last = Anchor.objects.order_by("-at").values_list("at", flat=True).first()
    return anchor() if last is None or timezone.now() - last >= ANCHORED_EVERY else None


def _anchor_faults(expected: dict[str, tuple[int, str]]) -> Iterator[str]:
    path = anchor_file()
    if not path.exists():
        return
    with path.open("rb") as file:
        lines = file.read().splitlines()
    if not lines:
        return
    last = _read_anchor(lines[-1])
    for name, head, seq in last:
        if expected.get(name, (0, ""))[0] < seq:
            yield f"{name}: the anchor file has seen {seq} events, the database holds fewer."
        elif not Event.objects.filter(chain=name, seq=seq, hash=head).exists() and seq:
            yield f"{name} {seq}: is not the event that the anchor file has seen."


def _read_anchor(line: bytes) -> list[tuple[str, str, int]]:
    return [(str(name), str(head), int(seq)) for name, head, seq in json.loads(line)["heads"]]
