"""Looks at every kept copy in the vault; exits 1 when one is damaged or missing, and names it."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factchecks.services import snapshots
from factchecks.services.snapshots import Checked

SHOWN = 20


class Command(BaseCommand):
    """`manage.py verify_snapshots [--json]`"""

    help = "Verifies the bytes, the text, the WARC file and the reading view of every kept copy."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="One object a line: each bad copy, then the count.")

    def handle(self, *args: Any, **options: Any) -> None:
        seen = bad = 0
        first = ""
        for checked in snapshots.verify_all():
            seen += 1
            if not checked.faults:
                continue
            bad, first = bad + 1, first or _sentence(checked)
            self._show(checked, bad, as_json=options["json"])
        if options["json"]:
            self.stdout.write(json.dumps({"checked": seen, "damaged": bad}))
        elif not bad:
            self.stdout.write(f"{seen} kept copies verify.")
        if bad:
            raise CommandError(f"{bad} of {seen} kept copies do not verify. The first: {first}")

    def _show(self, checked: Checked, number: int, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(asdict(checked)))
        elif number <= SHOWN:
            self.stderr.write(_sentence(checked))


def _sentence(checked: Checked) -> str:
    found = "; ".join(f"{one.part} {one.sha256}: {one.problem}" for one in checked.faults)
    return f"Kept copy {checked.snapshot} of {checked.url}: {found}"
