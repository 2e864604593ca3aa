"""Corrections of what is published, and what the page of a check stands for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0016_reader_post"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "Correction"),
                            ("clarification", "Clarification"),
                            ("update", "Update"),
                            ("minor", "Minor edit"),
                            ("retraction", "Retraction"),
                            ("takedown", "Taken down"),
                            ("reinstatement", "Reinstatement"),
                        ],
                        max_length=14,
                    ),
                ),
                ("wrong", models.TextField(blank=True, max_length=1000)),
                ("now", models.TextField(blank=True, max_length=1000)),
                ("before", models.JSONField(default=dict)),
                ("old_word", models.CharField(blank=True, max_length=40)),
                ("new_word", models.CharField(blank=True, max_length=40)),
                ("opened_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="factchecks.factcheck",
                    ),
                ),
                (
                    "from_edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="factchecks.edition"
                    ),
                ),
                (
                    "new_verdict",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factchecks.verdict",
                    ),
                ),
                (
                    "old_verdict",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factchecks.verdict",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "to_edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factchecks.edition",
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.AddField(
            model_name="factcheck",
            name="correction",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="factchecks.correction",
            ),
        ),
        migrations.AddField(
            model_name="factcheck",
            name="standing",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="factchecks.correction",
            ),
        ),
        migrations.AddField(
            model_name="factcheck",
            name="standing_asked",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="factchecks.correction",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["-published_at", "-id"], name="correction_told"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"),
                name="correction_ends_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("dropped_at__isnull", True),
                    ("kind__in", ["correction", "clarification", "update", "minor"]),
                    ("published_at__isnull", True),
                ),
                fields=("factcheck",),
                name="correction_one_open",
                violation_error_message="A correction is open already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("dropped_at__isnull", True),
                    ("kind__in", ["retraction", "takedown", "reinstatement"]),
                    ("published_at__isnull", True),
                ),
                fields=("factcheck",),
                name="correction_one_asked",
                violation_error_message="A request waits for a second editor already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    ("kind", "minor"),
                    models.Q(
                        models.Q(("wrong", ""), _negated=True),
                        models.Q(
                            models.Q(("now", ""), _negated=True),
                            ("kind__in", ["retraction", "takedown", "reinstatement"]),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="correction_says_what",
                violation_error_message="Say what was wrong, and what it says now.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    models.Q(
                        ("kind__in", ["correction", "clarification", "update", "minor"]), ("to_edition__isnull", False)
                    ),
                    models.Q(("decided_by__isnull", False), ("kind__in", ["retraction", "takedown", "reinstatement"])),
                    _connector="OR",
                ),
                name="correction_was_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("opened_by")), _negated=True),
                    _connector="OR",
                ),
                name="correction_second_person",
            ),
        ),
    ]
