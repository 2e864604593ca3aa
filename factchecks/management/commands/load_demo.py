"""Fills an empty newsroom with the demo; only in demo mode."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from factchecks.demo.load import load
from factchecks.errors import Refused


class Command(BaseCommand):
    """`manage.py load_demo`; DEMO_WEB_PORT says where the demo sites will be."""

    help = "Loads the demo newsroom into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is loaded in demo mode only (NEWSROOM_DEMO=1).")
        port = int(os.environ.get("DEMO_WEB_PORT", "0"))
        if not port:
            raise CommandError("DEMO_WEB_PORT is not set: `make run` chooses it.")
        try:
            count = load(port=port, sign_ins=Path(settings.DATA_DIR) / "run" / "demo_people.json")
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The demo newsroom is ready: {count} checks.")
