"""Writes docs/workflow.md from the table of transitions; `--check` only compares."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factchecks.policy import RELATION_RIGHTS
from factchecks.roles import RIGHT_NAMES
from factchecks.states import ORDER, STATE_LABELS, Relation, Severity, State
from factchecks.transition import Transition
from factchecks.workflow import TABLE

PAGE = Path(__file__).resolve().parents[3] / "docs" / "workflow.md"


def _arrows(row: Transition) -> list[str]:
    return [
        f"    {state} --> {row.target or state}: {row.label}" for state in sorted(row.sources) if row.action != "edit"
    ]


def _guards(row: Transition, severity: Severity) -> str:
    sentences = [guard.passed for guard in row.guards if guard.severity is severity]
    return "; ".join(sentences) or "-"


def _who(relation: Relation) -> str:
    right = RELATION_RIGHTS.get(relation)
    return f"{relation} (may {RIGHT_NAMES[right]})" if right else f"{relation}"


def _row(row: Transition) -> str:
    sources = ", ".join(STATE_LABELS[state] for state in ORDER if state in row.sources)
    target = STATE_LABELS[row.target] if row.target else "(stays)"
    who = ", ".join(sorted(_who(one) for one in row.who))
    other = "; a different person than those who worked on it" if row.own_work_refused else ""
    note = "; needs a note" if row.note_required else ""
    blocks, warns = _guards(row, Severity.BLOCK), _guards(row, Severity.WARN)
    return f"| {row.label} | {sources} -> {target} | {who}{other}{note} | {blocks} | {warns} |"


def page() -> str:
    """The whole page as Markdown with a Mermaid diagram."""
    arrows = [line for row in TABLE.values() for line in _arrows(row)]
    lines = [
        "# Workflow",
        "",
        "Generated from `factchecks/workflow.py` by `manage.py workflow_diagram`; do not edit by hand.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {State.DRAFT}: Record a claim",
        *arrows,
        "```",
        "",
        "| action | from -> to | who | must hold | warns unless |",
        "| --- | --- | --- | --- | --- |",
        *[_row(row) for row in TABLE.values()],
        "",
    ]
    return "\n".join(lines)


class Command(BaseCommand):
    """`manage.py workflow_diagram [--check]`"""

    help = "Writes docs/workflow.md from the table of transitions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare, exit 1 on a difference")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            PAGE.write_text(page())
        elif not PAGE.exists() or PAGE.read_text() != page():
            raise CommandError("docs/workflow.md differs from the table: run manage.py workflow_diagram.")
