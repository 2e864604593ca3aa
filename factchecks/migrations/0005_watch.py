"""Alerts, host events and days of the watch over links; words that count in an older copy; files held as copies."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0004_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="HealthDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("watched", models.PositiveIntegerField()),
                ("live", models.PositiveIntegerField()),
                ("unknown", models.PositiveIntegerField()),
                ("broken", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ("day",),
            },
        ),
        migrations.AddField(
            model_name="link",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, help_text="“I opened it, it works.”", null=True),
        ),
        migrations.AddField(
            model_name="link",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="etag",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="link",
            name="last_modified",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        migrations.AddField(
            model_name="link",
            name="note",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="link",
            name="rule",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="Decided the last look.", max_length=40
            ),
        ),
        migrations.AddField(
            model_name="linkattempt",
            name="late_s",
            field=models.PositiveIntegerField(
                db_default=0, default=0, help_text="How long after its time it was looked at."
            ),
        ),
        migrations.AddField(
            model_name="linkattempt",
            name="note",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="quotation",
            name="pinned",
            field=models.ForeignKey(
                blank=True,
                help_text="The older copy that counts for these words, though the page has changed since.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="factchecks.snapshot",
            ),
        ),
        migrations.AddField(
            model_name="quotation",
            name="pinned_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="archived_url",
            field=models.TextField(blank=True, db_default="", default="", help_text="Of an outside archive's copy."),
        ),
        migrations.AddField(
            model_name="source",
            name="copy_file",
            field=models.ForeignKey(
                blank=True,
                help_text="A PDF or picture of a page that we cannot read, kept in the place of a copy.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copy_of",
                to="factchecks.attachment",
            ),
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
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="HostEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("host", models.CharField(max_length=255)),
                ("at", models.DateTimeField()),
                ("links", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ("-at", "-id"),
                "indexes": [models.Index(fields=["host", "-at"], name="host_event_recent")],
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=30)),
                ("change", models.CharField(max_length=64)),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("holds", "The verdict holds"),
                            ("copy", "The kept copy is cited"),
                            ("corrected", "The check was changed"),
                            ("recovered", "The page is back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "factcheck",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="alerts", to="factchecks.factcheck"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="alerts", to="factchecks.source"
                    ),
                ),
            ],
            options={
                "ordering": ("-opened_at", "-id"),
                "indexes": [models.Index(fields=["closed_at", "-opened_at"], name="alert_open")],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "change"), name="alert_once_a_change"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("outcome", "")),
                            models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="alert_closed_has_outcome",
                    ),
                ],
            },
        ),
    ]
