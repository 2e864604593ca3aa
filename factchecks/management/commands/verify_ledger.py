"""Walks all chains of the ledger and the last anchor; exits 1 at the first thing that does not fit."""

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factchecks.models import Chain, Event
from factchecks.services import ledger

SHOWN = 20


class Command(BaseCommand):
    """`manage.py verify_ledger`"""

    help = "Verifies every chain of the ledger and the anchors."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(islice(ledger.faults(), SHOWN))
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError("The ledger does not verify.")
        self.stdout.write(f"{Event.objects.count()} events in {Chain.objects.count()} chains verify.")
