"""Looks for quotations in a text or PDF file from the command line; needs no database."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from factchecks.links.normal import prepare
from factchecks.links.quotes import QuoteMatch
from factchecks.links.sourcetext import SourceText, guess_media_type, look_for, read_source
from factchecks.links.worddiff import Side

BAD_INPUT = 2
MAX_BYTES = 50_000_000
MARKS = {Side.BOTH: "{}", Side.QUOTE: "[-{}-]", Side.SOURCE: "[+{}+]"}


class Command(BaseCommand):
    """`manage.py verify_quote --text FILE|- --quote WORDS [--quote WORDS]... [--json]`

    Exit code 0 when every quotation got a result, whatever it is; 2 for input that cannot be used.
    """

    help = "Says whether quotations stand in a text, web page or PDF file."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--text", metavar="FILE", help="the source: plain text, HTML or PDF; - for standard input")
        parser.add_argument("--quote", action="append", default=[], help="the words to look for; repeatable")
        parser.add_argument("--json", action="store_true", help="prints one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["text"]:
            raise _bad("Name the source with --text FILE, or --text - for standard input.")
        if not any(quote.strip() for quote in options["quote"]):
            raise _bad('Give the words to look for with --quote "...".')
        body = _read(options["text"])
        media_type = guess_media_type(body)
        if not media_type:
            raise _bad("This file is neither text nor a web page nor a PDF.")
        source = read_source(body, media_type)
        prepared = prepare(source.text)
        for quote in options["quote"]:
            match = look_for(quote, source, prepared)
            self.stdout.write(_line(match, source) if options["json"] else _lines(match, source))


def _bad(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=BAD_INPUT)


def _read(name: str) -> bytes:
    try:
        if name == "-":
            return _bounded(sys.stdin.buffer)
        with Path(name).open("rb") as file:
            return _bounded(file)
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else str(error)) or "unknown reason"
        raise _bad(f"The file {_shown(name)} cannot be read: {why}.") from None


def _bounded(file: BinaryIO) -> bytes:
    body = file.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise _bad(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    return body


def _line(match: QuoteMatch, source: SourceText) -> str:
    told = {
        "quote": match.quote,
        "result": match.result.value,
        "verified": match.verified,
        "score": match.score,
        "passage": match.passage,
        "start": match.start,
        "end": match.end,
        "page": source.page_of(match.start),
        "count": match.count,
        "note": match.note,
        "diff": [{"side": part.side.value, "text": part.text} for part in match.diff],
    }
    return json.dumps(told, ensure_ascii=True)


def _lines(match: QuoteMatch, source: SourceText) -> str:
    lines = [f"{match.result.value} ({match.score}) {match.note}".rstrip()]
    if match.passage:
        page = source.page_of(match.start)
        where = f"page {page}, " if page else ""
        lines.append(f"    {where}characters {match.start} to {match.end}: {_shown(match.passage)}")
    if match.passage and not match.verified:
        lines.append("    " + " ".join(MARKS[part.side].format(_shown(part.text)) for part in match.diff))
    return "\n".join(lines)


def _shown(text: str) -> str:
    """Printable: no control characters, no broken ones, on one line."""
    return "".join(char if char.isprintable() else " " for char in text)
