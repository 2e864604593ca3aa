"""Anchors cannot be changed or removed either, and each chain knows up to where it was anchored."""

from typing import Any

from django.db import migrations, models

SQLITE = (
    """CREATE TRIGGER anchor_no_update BEFORE UPDATE ON factchecks_anchor
       BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER anchor_no_delete BEFORE DELETE ON factchecks_anchor
       BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
)
SQLITE_BACK = ("DROP TRIGGER IF EXISTS anchor_no_update", "DROP TRIGGER IF EXISTS anchor_no_delete")
# The function is that of the events.
POSTGRESQL = (
    """CREATE TRIGGER anchor_no_change BEFORE UPDATE OR DELETE ON factchecks_anchor
       FOR EACH ROW EXECUTE FUNCTION factchecks_append_only()""",
    """CREATE TRIGGER anchor_no_truncate BEFORE TRUNCATE ON factchecks_anchor
       FOR EACH STATEMENT EXECUTE FUNCTION factchecks_append_only()""",
)
POSTGRESQL_BACK = (
    "DROP TRIGGER IF EXISTS anchor_no_change ON factchecks_anchor",
    "DROP TRIGGER IF EXISTS anchor_no_truncate ON factchecks_anchor",
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
    dependencies = (("factchecks", "0029_ledger_check"),)
    operations = (
        migrations.AddField(
            model_name="chain",
            name="anchored",
            field=models.PositiveIntegerField(db_default=0, default=0, help_text="seq when it was last anchored"),
        ),
        migrations.RunPython(protect, release),
    )
