"""Walks over the whole ledger are kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0028_invitation"),
    ]

    operations = [
        migrations.CreateModel(
            name="LedgerCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("events", models.PositiveIntegerField()),
                ("chains", models.PositiveIntegerField()),
                ("faults", models.JSONField(blank=True, default=list)),
            ],
            options={
                "ordering": ("-at", "-id"),
            },
        ),
        migrations.AlterField(
            model_name="job",
            name="kind",
            field=models.CharField(
                choices=[
                    ("check_links", "Check links"),
                    ("look_now", "Look now"),
                    ("read_copies", "Read copies"),
                    ("archive", "Archive"),
                    ("read_attachment", "Read attachment"),
                    ("publish_due", "Publish due"),
                    ("self_check", "Self check"),
                    ("tell_hub", "Tell hub"),
                    ("verify_ledger", "Verify ledger"),
                ],
                max_length=20,
            ),
        ),
    ]
