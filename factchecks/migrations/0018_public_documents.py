"""What is published is filed by verdict, topic and claimant, and found by its words; what is there is carried."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from factchecks.models.publicdocument import filings_of, words_of
from factchecks.publishing.body import plain_text

SQLITE = (
    """CREATE VIRTUAL TABLE factchecks_documentwords USING fts5(
         headline, claims, rest, content='factchecks_publicdocument', content_rowid='factcheck_id',
         tokenize="unicode61 remove_diacritics 0")""",
    """CREATE TRIGGER documentwords_added AFTER INSERT ON factchecks_publicdocument BEGIN
         INSERT INTO factchecks_documentwords(rowid, headline, claims, rest)
         VALUES (new.factcheck_id, new.headline, new.claims, new.rest); END""",
    """CREATE TRIGGER documentwords_changed AFTER UPDATE ON factchecks_publicdocument BEGIN
         INSERT INTO factchecks_documentwords(factchecks_documentwords, rowid, headline, claims, rest)
         VALUES ('delete', old.factcheck_id, old.headline, old.claims, old.rest);
         INSERT INTO factchecks_documentwords(rowid, headline, claims, rest)
         VALUES (new.factcheck_id, new.headline, new.claims, new.rest); END""",
    """CREATE TRIGGER documentwords_gone AFTER DELETE ON factchecks_publicdocument BEGIN
         INSERT INTO factchecks_documentwords(factchecks_documentwords, rowid, headline, claims, rest)
         VALUES ('delete', old.factcheck_id, old.headline, old.claims, old.rest); END""",
)
SQLITE_BACK = (
    "DROP TRIGGER IF EXISTS documentwords_added",
    "DROP TRIGGER IF EXISTS documentwords_changed",
    "DROP TRIGGER IF EXISTS documentwords_gone",
    "DROP TABLE IF EXISTS factchecks_documentwords",
)
POSTGRESQL = (
    """ALTER TABLE factchecks_publicdocument ADD COLUMN words tsvector GENERATED ALWAYS AS (
         setweight(to_tsvector('simple', headline), 'A') || setweight(to_tsvector('simple', claims), 'B') ||
         setweight(to_tsvector('simple', rest), 'D')) STORED""",
    "CREATE INDEX publicdocument_words ON factchecks_publicdocument USING gin (words)",
)
POSTGRESQL_BACK = ("ALTER TABLE factchecks_publicdocument DROP COLUMN IF EXISTS words",)
MAKE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
DROP = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def index(apps: Any, schema_editor: Any) -> None:
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unindex(apps: Any, schema_editor: Any) -> None:
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def carry(apps: Any, schema_editor: Any) -> None:
    """Every live edition is filed."""
    document, filing = apps.get_model("factchecks", "PublicDocument"), apps.get_model("factchecks", "Filing")
    checks = apps.get_model("factchecks", "FactCheck").objects.filter(live_edition__isnull=False)
    for check in checks.select_related("live_edition").iterator(chunk_size=200):
        content = check.live_edition.content
        document.objects.create(factcheck=check, **words_of(content, plain_text(content["text"]["body"])))
        rows = filings_of(content).items()
        filing.objects.bulk_create(
            filing(factcheck=check, kind=kind, slug=slug, label=label, published_at=check.first_published_at)
            for (kind, slug), label in rows
        )


class Migration(migrations.Migration):
    dependencies = [("factchecks", "0017_corrections")]

    operations = [
        migrations.CreateModel(
            name="PublicDocument",
            fields=[
                (
                    "factcheck",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="document",
                        serialize=False,
                        to="factchecks.factcheck",
                    ),
                ),
                ("headline", models.TextField()),
                ("claims", models.TextField()),
                ("rest", models.TextField()),
                ("plain", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("verdict", "Verdict"), ("topic", "Topic"), ("claimant", "Claimant")], max_length=8
                    ),
                ),
                ("slug", models.CharField(max_length=170)),
                ("label", models.CharField(max_length=200)),
                ("published_at", models.DateTimeField()),
                (
                    "factcheck",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filings",
                        to="factchecks.factcheck",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.UniqueConstraint(fields=("factcheck", "kind", "slug"), name="filing_once"),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(fields=["kind", "slug", "-published_at", "-factcheck"], name="filing_newest"),
        ),
        migrations.RunPython(index, unindex),
        migrations.RunPython(carry, migrations.RunPython.noop),
    ]
