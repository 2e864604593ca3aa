"""Writes docs/permissions.md from the rules; `--check` only compares."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factchecks.permissions import PARTS, Line, by_state

PAGE = Path(__file__).resolve().parents[3] / "docs" / "permissions.md"
HEAD = """# Who may do what

Generated from the rules by `manage.py permissions_table`; do not edit by hand. What a check still lacks may stand in
the way as well (`docs/workflow.md`). Rights on single checks come on top; whoever worked on a check never decides
about it, whatever right they hold. Somebody without a role on a desk is told of none of its checks. Admins meet checks
by number and desk only; "Publish without approval" is theirs, and every admin and chief editor is told of it.
"""


def _row(line: Line) -> str:
    return f"| {line.label} | {' | '.join('yes' if one else '-' for one in line.may)} |"


def page() -> str:
    """The whole page as Markdown: a table for each state."""
    columns = " | ".join(part.name for part in PARTS)
    rule = " | ".join("---" for _ in range(len(PARTS) + 1))
    parts = [HEAD]
    for label, found in by_state():
        parts += [f"## {label}", "", f"| action | {columns} |", f"| {rule} |", *map(_row, found), ""]
    return "\n".join(parts)


class Command(BaseCommand):
    """`manage.py permissions_table [--check]`"""

    help = "Writes docs/permissions.md from the rules."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare, exit 1 on a difference")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            PAGE.write_text(page())
        elif not PAGE.exists() or PAGE.read_text() != page():
            raise CommandError("docs/permissions.md differs from the rules: run manage.py permissions_table.")
