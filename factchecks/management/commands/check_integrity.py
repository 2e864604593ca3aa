"""Runs every invariant and verifies the ledger; exits 1 when something does not hold."""

from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factchecks import invariants
from factchecks.services import ledger


class Command(BaseCommand):
    """`manage.py check_integrity`"""

    help = "Checks what must hold across rows, and the ledger."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(chain(invariants.faults(), ledger.faults()))
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults.")
        self.stdout.write(f"{len(invariants.ALL)} invariants hold and the ledger verifies.")
