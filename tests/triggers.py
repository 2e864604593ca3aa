"""Lifts and restores the ledger's triggers around the flush of a transactional test; nothing else may."""

import importlib

from django.db import connection

_EVENTS = importlib.import_module("factchecks.migrations.0002_append_only")
_ANCHORS = importlib.import_module("factchecks.migrations.0030_anchored")
TABLES = ("factchecks_event", "factchecks_anchor")


def _run(statements) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def lift() -> None:
    """Drops the triggers. Those of the anchors first: they call the function of the others."""
    _run((*_ANCHORS.DROP[connection.vendor], *_EVENTS.DROP[connection.vendor]))


def restore() -> None:
    """Makes them anew."""
    _run((*_EVENTS.MAKE[connection.vendor], *_ANCHORS.MAKE[connection.vendor]))


def standing() -> set[str]:
    """Names of the triggers on the ledger and its anchors."""
    names = " OR ".join(f"{column} = %s" for column in ["tbl"] * len(TABLES))
    sql = {
        "sqlite": "SELECT name, tbl_name AS tbl FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname AS name, tgrelid::regclass::text AS tbl FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM ({sql[connection.vendor]}) AS found WHERE {names}", TABLES)
        return {row[0] for row in cursor.fetchall()}
