"""Checks addresses from the command line, by the same rules as the workers; needs no database."""

import asyncio
import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factchecks.links.fullcheck import Answer, check_many
from factchecks.links.limits import Limits
from factchecks.links.owngate import OwnGate
from factchecks.links.quotes import VERIFIED
from factchecks.links.safety import SafetyPolicy
from factchecks.links.turns import INTERVAL

BAD_INPUT = 2
MAX_ADDRESSES = 100_000


class Command(BaseCommand):
    """`manage.py check_links [--json] [--quote WORDS]... [--file FILE] URL...`

    Exit code 0 when every address got a verdict, 1 when one did not, 2 for input that cannot be used.
    """

    help = "Fetches addresses and says what became of them; obeys the LINKS_ variables of the environment."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("urls", nargs="*", metavar="URL", help="an address; - reads addresses from standard input")
        parser.add_argument("--file", help="reads addresses from a file, one a line; lines that begin with # are not")
        parser.add_argument("--quote", action="append", default=[], help="words to look for on every page; repeatable")
        parser.add_argument("--json", action="store_true", help="prints one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        urls = _addresses(options["urls"], options["file"])
        try:
            policy, limits = SafetyPolicy.from_environ(os.environ), Limits.from_environ(os.environ)
        except ValueError as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        answers = asyncio.run(self._check(urls, options["quote"], policy, limits, as_json=options["json"]))
        open_still = [url for url in dict.fromkeys(urls) if url not in answers or not answers[url].decided]
        if open_still:
            raise CommandError(f"{len(open_still)} of {len(urls)} addresses got no verdict.")

    async def _check(
        self, urls: list[str], quotes: list[str], policy: SafetyPolicy, limits: Limits, *, as_json: bool
    ) -> dict[str, Answer]:
        """Prints in the order of the addresses, each as soon as those before it are known."""
        # Pacing alone never puts an address off; a host that asks for more time than this does.
        gate = OwnGate(policy.allowed_networks, max_wait=max(limits.max_wait, 2 * len(urls) * INTERVAL))
        known: dict[str, Answer] = {}
        told = 0
        async for answer in check_many(urls, quotes, gate, policy, limits):
            known[answer.attempt.url] = answer
            while told < len(urls) and urls[told] in known:
                self.stdout.write(_line(known[urls[told]]) if as_json else _lines(known[urls[told]]))
                told += 1
        return known


def _addresses(given: list[str], file: str | None) -> list[str]:
    lines = list(given)
    if "-" in given:
        at = given.index("-")
        lines[at : at + 1] = _split(sys.stdin.buffer.read())
    if file:
        try:
            lines += _split(Path(file).read_bytes())
        except (OSError, ValueError) as error:
            raise CommandError(f"The file {file} cannot be read: {_why(error)}.", returncode=BAD_INPUT) from None
    if not lines:
        raise CommandError("Give at least one address to check.", returncode=BAD_INPUT)
    if len(lines) > MAX_ADDRESSES:
        raise CommandError(f"At most {MAX_ADDRESSES} addresses at once.", returncode=BAD_INPUT)
    return lines


def _split(content: bytes) -> list[str]:
    if b"\0" in content:
        raise CommandError("The list of addresses is not text.", returncode=BAD_INPUT)
    lines = (line.strip() for line in content.decode("utf-8-sig", "replace").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else str(error)) or "unknown reason"


def _line(answer: Answer) -> str:
    # Escaped throughout: nothing that a server sent reaches the terminal as it is.
    return json.dumps(answer.record(), ensure_ascii=True)


def _lines(answer: Answer) -> str:
    told = answer.record()
    status = told["status"] or "-"
    lines = [f"{told['verdict']:<24} {status:<4} {_shown(told['url'])}"]
    if told["final_url"] != told["url"] and told["hops"]:
        lines.append(f"    leads to {_shown(told['final_url'])}")
    if told["detail"]:
        lines.append(f"    {_shown(told['detail'])} (rule {told['rule']})")
    for match in answer.matches:
        mark = "+" if match.result in VERIFIED else "!"
        lines.append(f"    {mark} {match.result.value}: {_shown(match.quote)} {_shown(match.note)}".rstrip())
    return "\n".join(lines)


def _shown(text: str) -> str:
    """Printable: no control characters, no broken ones, on one line."""
    return "".join(char if char.isprintable() else " " for char in text)
