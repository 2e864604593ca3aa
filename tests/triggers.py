"""Lifts and restores the ledger's triggers around the flush of a transactional test; nothing else may."""

import importlib

from django.db import connection

_MIGRATION = importlib.import_module("factchecks.migrations.0002_append_only")


def _run(statements) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def lift() -> None:
    """Drops the triggers."""
    _run(_MIGRATION.DROP[connection.vendor])


def restore() -> None:
    """Makes them anew."""
    _run(_MIGRATION.MAKE[connection.vendor])


def standing() -> set[str]:
    """Names of the triggers on the ledger."""
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'factchecks_event'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'factchecks_event'::regclass AND NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor])
        return {row[0] for row in cursor.fetchall()}
