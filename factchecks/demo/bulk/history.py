"""What happened to the checks, in bulk: their chains in the ledger, rounds, editions and approvals."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from factchecks.demo.bulk.rows import BATCH
from factchecks.demo.bulk.stock import Made
from factchecks.models import (
    Approval,
    Chain,
    Decision,
    Edition,
    EditionReason,
    Event,
    FactCheck,
    Filing,
    PublicDocument,
    ReviewRound,
    User,
)
from factchecks.models.content import Content, content_from, digest_of
from factchecks.publishing.article import render_main
from factchecks.publishing.claimreview import structured_data
from factchecks.services import catalogue, ledger, publication
from factchecks.states import Action, State

WRITTEN = ["slug", "standfirst", "body", "digest", "approved_digest", "current_round", "created_at", "updated_at"]


@dataclass
class Past:
    """Rows that tell what happened, not saved yet."""

    events: list[Event] = field(default_factory=list)
    chains: list[Chain] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    rounds: list[ReviewRound] = field(default_factory=list)
    approvals: list[Approval] = field(default_factory=list)
    documents: list[PublicDocument] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)


class Tale:
    """The chain of one check, event after event. `step`: the time between two."""

    def __init__(self, one: Made, past: Past, until: datetime, length: int) -> None:
        self.check, self.past, self.name = one.check, past, ledger.chain_of(one.check)
        self.seq, self.head, self.at = 0, ledger.genesis(self.name), one.begun
        self.step = (until - one.begun) / length

    def tell(self, verb: str, by: User, was: str = "", to: str = "", **fields: Any) -> Event:
        """The next event."""
        event = Event(chain=self.name, seq=self.seq + 1, at=self.at, actor=by.pk, verb=verb, prev=self.head)
        event.target, event.from_state, event.to_state = f"check:{self.check.pk}", was, to
        for key, value in fields.items():
            setattr(event, key, value)
        event.hash = ledger.hash_of(event)
        self.seq, self.head, self.at = event.seq, event.hash, self.at + self.step
        self.past.events.append(event)
        return event


def _content(one: Made) -> Content:
    """As `content_of` would read it; every row was just made here."""
    one.claim._prefetched_objects_cache = {"appearances": (), "co_claimants": ()}  # type: ignore[attr-defined]
    for source in one.sources:
        source._prefetched_objects_cache = {"quotations": ()}  # type: ignore[attr-defined]
    return content_from(one.check, claims=[one.claim], topics=[one.topic], sources=one.sources)


def _edition(one: Made, number: int, reason: EditionReason, by: User, content: Content, at: datetime) -> Edition:
    key = one.edition + 2 - number if one.check.state == State.PUBLISHED else one.edition
    made = Edition(pk=key, factcheck=one.check, number=number, reason=reason, content=content, made_by=by, made_at=at)
    made.digest = digest_of(content)
    return made


def _submit(one: Made, tale: Tale, content: Content) -> ReviewRound:
    author, at = one.check.author, tale.at
    edition = _edition(one, 1, EditionReason.SUBMITTED, author, content, at)
    round_ = ReviewRound(factcheck=one.check, number=1, submitted_by=author, submitted_at=at, submitted_edition=edition)
    tale.past.editions.append(edition)
    tale.past.rounds.append(round_)
    tale.tell(Action.SUBMIT, author, State.RESEARCH, State.REVIEW, digest=one.check.digest)
    return round_


def _publish(one: Made, tale: Tale, content: Content, round_: ReviewRound) -> None:
    check, editor = one.check, one.editor
    word = one.claim.verdict_word
    approval = Approval(round=round_, approver=editor, at=tale.at, digest=check.digest, verdict_word=word)
    tale.past.approvals.append(approval)
    tale.tell(Action.APPROVE, editor, State.REVIEW, State.REVIEW, digest=check.digest)
    event = tale.tell(Action.PUBLISH, editor, State.REVIEW, State.PUBLISHED, digest=check.digest)
    check.slug = publication.numbered_slug(check)
    check.approved_digest = check.digest
    shown = publication.describe(check, content, editor=editor.name, edition_number=2, event_hash=event.hash)
    edition = _edition(one, 2, EditionReason.PUBLISHED, editor, content, event.at)
    edition.html, edition.claim_review, edition.event_hash = render_main(shown), structured_data(shown), event.hash
    tale.past.editions.append(edition)
    round_.decision, round_.decided_by, round_.decided_at = Decision.PUBLISHED, editor, event.at
    tale.past.documents.append(catalogue.document(check, content))
    tale.past.filings += catalogue.filings(check, content, check.first_published_at or event.at)


def _tell(one: Made, past: Past, now: datetime) -> None:
    check = one.check
    tale = Tale(one, past, check.first_published_at or now - timedelta(minutes=1), 6 + len(one.sources))
    content = _content(one)
    check.digest = digest_of(content)
    tale.tell("create", check.author, to=State.DRAFT)
    for source in one.sources:
        tale.tell("add_source", check.author, details={"source": source.pk})
    if check.state != State.DRAFT:
        tale.tell(Action.START_RESEARCH, check.author, State.DRAFT, State.RESEARCH, digest=check.digest)
        tale.tell("reply", check.author, details={"outcome": "declined"})
    if check.state in (State.REVIEW, State.PUBLISHED):
        check.current_round = _submit(one, tale, content)
    if check.state == State.PUBLISHED and check.current_round:
        _publish(one, tale, content, check.current_round)
    check.created_at, check.updated_at = one.begun, tale.at - tale.step
    past.chains.append(Chain(name=tale.name, seq=tale.seq, head=tale.head))


def make_history(made: list[Made], now: datetime) -> None:
    """Tells how each check came to where it is, and completes its row."""
    past = Past()
    for one in made:
        _tell(one, past, now)
    Event.objects.bulk_create(past.events, batch_size=BATCH)
    Chain.objects.bulk_create(past.chains, batch_size=BATCH)
    Edition.objects.bulk_create(past.editions, batch_size=BATCH)
    ReviewRound.objects.bulk_create(past.rounds, batch_size=BATCH)
    Approval.objects.bulk_create(past.approvals, batch_size=BATCH)
    PublicDocument.objects.bulk_create(past.documents, batch_size=BATCH)
    Filing.objects.bulk_create(past.filings, batch_size=BATCH)
    FactCheck.objects.bulk_update([one.check for one in made], WRITTEN, batch_size=BATCH)
