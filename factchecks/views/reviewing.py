"""What the review page shows: the round, what the reviewer saw last, what changed since, and what may be done."""

from dataclasses import dataclass

from django.utils import timezone

from factchecks.facts import Facts, Person
from factchecks.guards import Guard
from factchecks.models import Decision, FactCheck, ReviewRound, Source, User
from factchecks.models.content import Content, content_of
from factchecks.models.facts import facts_of, person_for
from factchecks.models.scopes import scope_of
from factchecks.policy import OWN_WORK, Reason, blockers, is_own_work, offered, open_items, passed_items
from factchecks.publishing.changes import Changes, compare, unmarked
from factchecks.publishing.claimreview import lint
from factchecks.publishing.diff import Stretch
from factchecks.roles import Right
from factchecks.services import publication
from factchecks.states import Action, State
from factchecks.views.chips import Chip, quote_chip, source_chips

QUEUE_LOOKED_AT = 200


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One button of the decision box, or the sentences that stand in its place."""

    shown: bool
    reasons: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether the button can be pressed."""
        return self.shown and not self.reasons


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """The rules of publishing that are fixed in the workspace; approval itself is the decision box's matter."""

    open: tuple[Reason, ...]
    passed: tuple[Guard, ...]

    @property
    def total(self) -> int:
        return len(self.open) + len(self.passed)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The text as it is, and, when this reviewer has seen an earlier one, what changed since."""

    content: Content
    body: tuple[Stretch, ...]
    since: ReviewRound | None = None
    changes: Changes | None = None


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """A quotation and what the machine found."""

    text: str
    chip: Chip


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """A source with the number readers see (none for a confidential one) and what became of it."""

    source: Source
    number: int | None
    chips: list[Chip]
    quotes: list[Quoted]
    added: bool = False
    changed: bool = False


def seen_last(rounds: list[ReviewRound], current: ReviewRound | None, user: User) -> ReviewRound | None:
    """The last round this person decided, else the last one anybody sent back; `rounds` newest first."""
    earlier = [one for one in rounds if current is None or one.number < current.number]
    own = [one for one in earlier if one.decided_by_id == user.pk]
    sent_back = [one for one in earlier if one.decision == Decision.SENT_BACK]
    return next(iter([*own, *sent_back]), None)


def answered(rounds: list[ReviewRound], current: ReviewRound | None) -> ReviewRound | None:
    """The round whose send-back note the current one answers."""
    before = [one for one in rounds if current and one.number == current.number - 1]
    return before[0] if before and before[0].decision == Decision.SENT_BACK else None


def compared(factcheck: FactCheck, since: ReviewRound | None, *, clean: bool) -> Comparison:
    """The working copy against the edition that was submitted to `since`."""
    content = content_of(factcheck)
    if since is None:
        return Comparison(content=content, body=unmarked(content))
    changes = compare(since.submitted_edition.content, content)
    body = unmarked(content) if clean else changes.body
    return Comparison(content=content, body=body, since=since, changes=changes)


def readiness(facts: Facts) -> Readiness:
    """Recomputed on every opening."""
    return Readiness(
        open=tuple(one for one in open_items(facts, Action.PUBLISH) if one.anchor != "review"),
        passed=tuple(one for one in passed_items(facts, Action.PUBLISH) if one.anchor != "review"),
    )


def _offer(facts: Facts, action: Action, person: Person) -> Offer:
    reasons = tuple(reason.sentence for reason in blockers(facts, action, person))
    return Offer(shown=offered(facts, action, person), reasons=reasons)


def _why_not(facts: Facts, person: Person, approve: Offer) -> tuple[str, ...]:
    """Said instead of the buttons, before anything is pressed."""
    if facts.state is not State.REVIEW or approve.shown:
        return ()
    return (OWN_WORK,) if is_own_work(facts, person) else approve.reasons


def decision(factcheck: FactCheck, facts: Facts, user: User) -> dict[str, object]:
    """Everything the decision box needs."""
    who = person_for(user, factcheck)
    approve = _offer(facts, Action.APPROVE, who)
    round_ = factcheck.current_round
    approvals = [one for one in round_.approvals.all() if one.taken_back_at is None] if round_ else []
    return {
        "approve": approve,
        "send_back": _offer(facts, Action.SEND_BACK, who),
        "publish": _offer(facts, Action.PUBLISH, who),
        "take_back": _offer(facts, Action.TAKE_BACK_APPROVAL, who),
        "withdraw": _offer(facts, Action.WITHDRAW, who),
        "why_not": _why_not(facts, who, approve),
        "approvals": approvals,
        "approved_by_me": who.id in facts.approver_ids,
    }


def source_lines(factcheck: FactCheck, user: User, comparison: Comparison) -> list[SourceLine]:
    """The sources this person may see, in order."""
    rows = factcheck.sources.current().visible_to(user, factcheck)
    rows = rows.select_related("link__latest_snapshot", "attachment").prefetch_related("quotations__waived_by")
    numbers = {one["key"]: one["n"] for one in comparison.content["text"]["sources"]}
    change = comparison.changes.sources if comparison.changes else None
    return [
        SourceLine(
            source=row,
            number=numbers.get(row.pk),
            chips=source_chips(row),
            quotes=[Quoted(text=one.text, chip=quote_chip(one)) for one in row.quotations.all() if not one.removed_at],
            added=bool(change and row.pk in change.added),
            changed=bool(change and row.pk in change.changed),
        )
        for row in rows
    ]


def next_in_queue(factcheck: FactCheck, user: User) -> int | None:
    """The id of the check this editor would look at after this one: by due time, then by waiting time."""
    waiting = FactCheck.objects.visible_to(user).filter(state=State.REVIEW, approved_digest="")
    waiting = waiting.filter(desk_id__in=scope_of(user).desk_ids(Right.REVIEW))
    waiting = waiting.exclude(author=user).exclude(contributions__user=user)
    waiting = waiting.order_by("due_at", "current_round__submitted_at", "pk")
    queue = list(waiting.values_list("pk", flat=True)[:QUEUE_LOOKED_AT])
    at = queue.index(factcheck.pk) if factcheck.pk in queue else -1
    others = [pk for pk in [*queue[at + 1 :], *queue[: max(at, 0)]] if pk != factcheck.pk]
    return others[0] if others else None


def _lint(factcheck: FactCheck, content: Content) -> tuple[str, ...]:
    return lint(publication.describe(factcheck, content, editor="", edition_number=0))


def context(factcheck: FactCheck, user: User, *, clean: bool) -> dict[str, object]:
    """The whole page, in a constant number of queries."""
    rounds = list(factcheck.rounds.select_related("submitted_by", "decided_by", "submitted_edition"))
    current = factcheck.current_round
    comparison = compared(factcheck, seen_last(rounds, current, user), clean=clean)
    facts = facts_of(factcheck, lint=_lint(factcheck, comparison.content))
    return {
        "check": factcheck,
        "claim": next(iter(factcheck.claims.all()), None),
        "facts": facts,
        "round": current,
        "late": bool(factcheck.due_at and factcheck.due_at < timezone.now()),
        "answers": answered(rounds, current),
        "comparison": comparison,
        "clean": clean or comparison.changes is None,
        "readiness": readiness(facts),
        "sources": source_lines(factcheck, user, comparison),
        "pictures": [one for one in comparison.content["text"]["files"] if one["sha256"]],
        "next_check": next_in_queue(factcheck, user),
        **decision(factcheck, facts, user),
    }
