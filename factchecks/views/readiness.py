"""What a check still needs before its next move, each item with the one place that fixes it, and the buttons."""

from dataclasses import dataclass

from django.urls import reverse

from factchecks.facts import Facts, Person
from factchecks.guards import Guard
from factchecks.models import FactCheck
from factchecks.policy import Reason, blockers, offered, open_items, passed_items
from factchecks.states import Action, Severity, State
from factchecks.workflow import TABLE

PRIMARY = (Action.START_RESEARCH, Action.SUBMIT, Action.WITHDRAW, Action.RESTORE, Action.OPEN_CORRECTION)
OTHERS = (Action.RETURN_TO_DRAFT, Action.DISCARD, Action.DISCARD_CORRECTION)
NEXT = {State.DRAFT: Action.START_RESEARCH, State.RESEARCH: Action.SUBMIT}
QUESTIONS = {Action.START_RESEARCH: "Ready for research?", Action.SUBMIT: "Ready for review?"}
CLAIM_FIELDS = {
    "claim": "id_text",
    "claimant": "id_claimant_name",
    "appearance": "id_place",
    "verdict": "id_verdict",
    "explanation": "id_explanation",
}
# The codes of guards that ask something of every claim, and where the facts say which claims lack it.
LACKING = {name: "words" if name == "claim" else name for name in CLAIM_FIELDS}
# The lists of sources and files put a mark before the first row that has the fault: `#needs-quotes`.
MARKED = ("quotes", "copies", "links", "images", "comments")
ANCHORS = {
    "headline": "id_headline",
    "standfirst": "id_standfirst",
    "body": "id_body",
    "verdict": "verdict",
    "explanation": "id_explanation",
    "sources": "add_url",
    "reply": "reply",
    "files": "files",
    "correction": "id_correction_wrong",
}
# A correction is submitted by its own name.
SUBMIT_CORRECTION = "Submit correction"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One open item and where it is fixed."""

    reason: Reason
    href: str

    @property
    def warning(self) -> bool:
        return self.reason.severity is Severity.WARN


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """The items of the next move: open ones, and those that are satisfied."""

    question: str
    items: list[Item]
    passed: list[Guard]

    @property
    def total(self) -> int:
        return len(self.items) + len(self.passed)


@dataclass(frozen=True, kw_only=True)
class Button:
    """A move that is offered to this person from here. Not `open` while something is missing."""

    action: Action
    label: str
    follows: str
    open: bool


def further_claim(reason: Reason, facts: Facts) -> int | None:
    """The number of the claim after the first that the item is about; None when it is about the first, or none."""
    without = getattr(facts.lacking, LACKING.get(reason.code, ""), ())
    return without[0] if without and without[0] > 1 else None


def place_of(reason: Reason, facts: Facts, factcheck: FactCheck) -> str:
    """The address, or the place on this page, where the item is fixed."""
    further = further_claim(reason, facts)
    if further:
        claim = list(factcheck.claims.all())[further - 1]
        return reverse("claim_save", args=[factcheck.pk, claim.pk]) + "#" + CLAIM_FIELDS[reason.code]
    if reason.anchor == "claim":
        return reverse("claim_edit", args=[factcheck.pk]) + "#" + CLAIM_FIELDS.get(reason.code, "id_text")
    if reason.code in MARKED:
        return f"#needs-{reason.code}"
    return "#" + ANCHORS.get(reason.anchor, reason.anchor)


def readiness(facts: Facts, factcheck: FactCheck) -> Readiness | None:
    """The items before the next move of one who writes; None once it is in review or published."""
    action = NEXT.get(facts.state)
    if action is None or facts.discarded:
        return None
    items = [Item(reason=reason, href=place_of(reason, facts, factcheck)) for reason in open_items(facts, action)]
    # What stops the move comes before what is only worth a thought.
    items.sort(key=lambda item: item.warning)
    return Readiness(question=QUESTIONS[action], items=items, passed=passed_items(facts, action))


def _button(action: Action, facts: Facts, person: Person) -> Button | None:
    if not offered(facts, action, person):
        return None
    row = TABLE[action]
    label = SUBMIT_CORRECTION if facts.correction and action is Action.SUBMIT else row.label
    return Button(action=action, label=label, follows=row.follows, open=not blockers(facts, action, person))


def primary(facts: Facts, person: Person) -> Button | None:
    """The one button in the header."""
    return next(filter(None, (_button(action, facts, person) for action in PRIMARY)), None)


def others(facts: Facts, person: Person) -> list[Button]:
    """The rest of the moves, for the menu; one that is not open is left out."""
    found = (_button(action, facts, person) for action in OTHERS)
    return [button for button in found if button and button.open]
