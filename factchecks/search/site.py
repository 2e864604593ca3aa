"""The search for readers over what is published: which checks hold every word, the best first, and the passage.

One face, `found`, whatever the engine: FTS5 on SQLite, a text index on PostgreSQL. Both look in folded words
(`models.claimant.folded`), so that case and accents never matter.
"""

import re
from dataclasses import dataclass

from django.db import connection

from factchecks.models import FactCheck, PublicDocument
from factchecks.models.claimant import folded

# Words of a question that are looked for, and checks that are found at most.
MOST_WORDS = 12
MOST = 500
AROUND = 12
# The name of the table that only the database knows is written by the migration that makes it.
SQLITE = """SELECT rowid FROM factchecks_documentwords WHERE factchecks_documentwords MATCH %s
            ORDER BY bm25(factchecks_documentwords, 8.0, 4.0, 1.0), rowid DESC LIMIT %s"""
# Ranked by the words one by one: of all together it ranks how near they stand to each other, whatever their weight.
POSTGRESQL = """SELECT factcheck_id FROM factchecks_publicdocument, to_tsquery('simple', %s) AS asked,
                to_tsquery('simple', %s) AS each
                WHERE words @@ asked ORDER BY ts_rank(words, each) DESC, factcheck_id DESC LIMIT %s"""


def words_of(question: str) -> list[str]:
    """The folded words to look for, each once."""
    return list(dict.fromkeys(folded(question).split()))[:MOST_WORDS]


def _asked(words: list[str]) -> tuple[str, list[str]]:
    """The statement and its questions. Words are letters and digits only; the last may be the beginning of one."""
    if connection.vendor == "postgresql":
        parts = [f"{word}:*" if word == words[-1] else word for word in words]
        return POSTGRESQL, [" & ".join(parts), " | ".join(parts)]
    return SQLITE, [" ".join(f'"{word}"*' if word == words[-1] else f'"{word}"' for word in words)]


def found(question: str) -> list[int]:
    """Ids of the public checks that hold every word and were not retracted, the best first, at most `MOST`."""
    words = words_of(question)
    if not words:
        return []
    statement, asked = _asked(words)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*asked, MOST])
        ranked = [row[0] for row in cursor.fetchall()]
    standing = FactCheck.objects.public().filter(pk__in=ranked, retracted_at__isnull=True).order_by()
    public = set(standing.values_list("pk", flat=True))
    return [pk for pk in ranked if pk in public]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of a passage; `hit` when it is one of the words looked for."""

    text: str
    hit: bool


def _is_hit(token: str, words: list[str]) -> bool:
    parts = folded(token).split()
    return any(part in words or part.startswith(words[-1]) for part in parts)


def passage(plain: str, question: str) -> list[Piece]:
    """The words around the first place where most of the question stands; empty where none of it does."""
    words, tokens = words_of(question), re.findall(r"\S+", plain)
    hits = [at for at, token in enumerate(tokens) if words and _is_hit(token, words)]
    if not hits:
        return []
    best = max(hits, key=lambda at: (sum(at <= one < at + 2 * AROUND for one in hits), -at))
    start = max(best - AROUND // 2, 0)
    shown = tokens[start : start + 2 * AROUND]
    marked = {one - start for one in hits}
    pieces = [Piece(text=token, hit=at in marked) for at, token in enumerate(shown)]
    dots = Piece(text="…", hit=False)
    return [*([dots] if start else []), *pieces, *([dots] if start + len(shown) < len(tokens) else [])]


def passages(checks: list[int], question: str) -> dict[int, list[Piece]]:
    """The passages of these checks, by id; one query."""
    rows = PublicDocument.objects.filter(pk__in=checks).values_list("pk", "plain")
    return {pk: passage(plain, question) for pk, plain in rows}
