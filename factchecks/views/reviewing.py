"""What the review page shows: the round, what the reviewer saw last, what changed since, and what may be done."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from factchecks.models import Decision, FactCheck, ReviewRound, Source, User
from factchecks.models.content import Content, content_of
from factchecks.models.facts import facts_of
from factchecks.models.scopes import scope_of
from factchecks.models.veil import covered
from factchecks.publishing.changes import Changes, compare, unmarked
from factchecks.publishing.paragraphs import Stretch
from factchecks.roles import Right
from factchecks.services import publication
from factchecks.services.evidence_ledger import hidden_from
from factchecks.states import State
from factchecks.views import review_talk, stating
from factchecks.views.chips import Chip, quote_chip, source_chips
from factchecks.views.deciding import decision, proposals_of, readiness

QUEUE_LOOKED_AT = 200


class Show(StrEnum):
    """How the text is shown; the first is the default once there is something to compare with."""

    CHANGES = "changes"
    SIDE = "side"
    CLEAN = "clean"


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
    """The last round this person decided, else the last one that was sent back or published; `rounds` newest first."""
    earlier = [one for one in rounds if current is None or one.number < current.number]
    own = [one for one in earlier if one.decided_by_id == user.pk and one.decision != Decision.WITHDRAWN]
    seen = [one for one in earlier if one.decision in (Decision.SENT_BACK, Decision.PUBLISHED)]
    return next(iter([*own, *seen]), None)


def answered(rounds: list[ReviewRound], current: ReviewRound | None) -> ReviewRound | None:
    """The round whose send-back note the current one answers."""
    before = [one for one in rounds if current and one.number == current.number - 1]
    return before[0] if before and before[0].decision == Decision.SENT_BACK else None


def compared(factcheck: FactCheck, since: ReviewRound | None, *, clean: bool) -> Comparison:
    """The working copy against the edition that was submitted to `since`."""
    content = content_of(factcheck)
    if since is None:
        return Comparison(content=content, body=unmarked(content))
    before = since.submitted_edition.content
    changes = compare(covered(before) if factcheck.veiled else before, content)
    body = unmarked(content) if clean else changes.body
    return Comparison(content=content, body=body, since=since, changes=changes)


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


def removed_sources(factcheck: FactCheck, user: User, comparison: Comparison) -> list[Content]:
    """The sources that are not among those for readers any more, but for those that are confidential to this person."""
    removed = comparison.changes.sources.removed if comparison.changes else ()
    secret = hidden_from(factcheck=factcheck, by=user).ids.get("source", frozenset()) if removed else frozenset()
    return [one for one in removed if one["key"] not in secret]


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


def context(factcheck: FactCheck, user: User, *, show: Show) -> dict[str, object]:
    """The whole page, in a constant number of queries. In a first round there is only the clean text."""
    rounds = list(factcheck.rounds.select_related("submitted_by", "decided_by", "submitted_edition"))
    current = factcheck.current_round
    comparison = compared(factcheck, seen_last(rounds, current, user), clean=show is Show.CLEAN)
    facts = facts_of(factcheck, lint=publication.lint(factcheck, comparison.content))
    lines = source_lines(factcheck, user, comparison)
    side = show is Show.SIDE and comparison.changes is not None
    return {
        "check": factcheck,
        "claim": next(iter(factcheck.claims.all()), None),
        "facts": facts,
        "round": current,
        "late": bool(factcheck.due_at and factcheck.due_at < timezone.now()),
        "answers": answered(rounds, current),
        "comparison": comparison,
        "show": show if comparison.changes else Show.CLEAN,
        "clean": show is Show.CLEAN or comparison.changes is None,
        "proposals": [] if factcheck.veiled else proposals_of(current),
        "readiness": readiness(facts),
        "advice": publication.advice(factcheck, comparison.content),
        "sources": lines,
        "removed": removed_sources(factcheck, user, comparison),
        "pictures": [one for one in comparison.content["text"]["files"] if one["sha256"]],
        "next_check": next_in_queue(factcheck, user),
        **decision(factcheck, facts, user),
        **stating.context(factcheck, facts, user),
        **review_talk.context(factcheck, user, lines=lines, seen=comparison, side=side),
    }
