"""The ledger's rows cannot be changed or removed: triggers refuse it on both databases."""

from typing import Any

from django.db import migrations

SQLITE = (
    """CREATE TRIGGER event_no_update BEFORE UPDATE ON factchecks_event
       BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER event_no_delete BEFORE DELETE ON factchecks_event
       BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
)
SQLITE_BACK = ("DROP TRIGGER IF EXISTS event_no_update", "DROP TRIGGER IF EXISTS event_no_delete")
POSTGRESQL = (
    """CREATE FUNCTION factchecks_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$""",
    """CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE ON factchecks_event
       FOR EACH ROW EXECUTE FUNCTION factchecks_append_only()""",
    """CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON factchecks_event
       FOR EACH STATEMENT EXECUTE FUNCTION factchecks_append_only()""",
)
POSTGRESQL_BACK = (
    "DROP TRIGGER IF EXISTS event_no_change ON factchecks_event",
    "DROP TRIGGER IF EXISTS event_no_truncate ON factchecks_event",
    "DROP FUNCTION IF EXISTS factchecks_append_only()",
)
MAKE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
DROP = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def protect(apps: Any, schema_editor: Any) -> None:
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def release(apps: Any, schema_editor: Any) -> None:
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("factchecks", "0001_initial"),)
    operations = (migrations.RunPython(protect, release),)
