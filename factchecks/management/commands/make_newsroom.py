"""Fills a newsroom with made-up work of any size, for measuring."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factchecks.demo.bulk.make import Size, make
from factchecks.errors import Refused


class Command(BaseCommand):
    """`manage.py make_newsroom --checks N --sources N --users N --seed S [--yes]`"""

    help = "Makes up checks, sources and people in bulk. Never for a newsroom that readers see."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--checks", type=int, default=2000)
        parser.add_argument("--sources", type=int, default=12_000)
        parser.add_argument("--users", type=int, default=24)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--yes", action="store_true", help="also where there are checks already")

    def handle(self, *args: Any, **options: Any) -> None:
        size = Size(checks=options["checks"], sources=options["sources"], users=options["users"])
        if size.checks < 1 or size.sources < 0 or size.users < 1:
            raise CommandError("At least one check and one person.")
        try:
            count = make(size=size, seed=options["seed"], beside_work=options["yes"])
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} checks with {size.sources} sources were made up.")
