"""What readers write: suggested claims and reported mistakes, with what was decided and by whom."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import factchecks.models.readerpost


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0015_thumbnail"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimSuggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(
                        default=factchecks.models.readerpost.new_reference, editable=False, max_length=8, unique=True
                    ),
                ),
                ("at", models.DateTimeField()),
                ("text", models.TextField(max_length=2000)),
                ("url", models.CharField(blank=True, max_length=2000)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("fingerprint", models.CharField(editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting"),
                            ("accepted", "Accepted"),
                            ("merged", "Merged"),
                            ("declined", "Declined"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("who", models.CharField(blank=True, max_length=160)),
                ("why", models.CharField(blank=True, max_length=300)),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reader_suggestions",
                        to="factchecks.factcheck",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "id"], name="claimsuggestion_queue"),
                    models.Index(fields=["fingerprint"], name="claimsuggestion_repeat"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="claimsuggestion_declined_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="claimsuggestion_decided_by_whom_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("factcheck__isnull", False), ("state__in", ("accepted", "merged"))),
                            models.Q(("factcheck__isnull", True), ("state__in", ("open", "declined"))),
                            _connector="OR",
                        ),
                        name="claimsuggestion_leads_to_check",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReaderReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(
                        default=factchecks.models.readerpost.new_reference, editable=False, max_length=8, unique=True
                    ),
                ),
                ("at", models.DateTimeField()),
                ("text", models.TextField(max_length=2000)),
                ("url", models.CharField(blank=True, max_length=2000)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("fingerprint", models.CharField(editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting"),
                            ("accepted", "Accepted"),
                            ("merged", "Merged"),
                            ("declined", "Declined"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="reader_reports",
                        to="factchecks.factcheck",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "id"], name="readerreport_queue"),
                    models.Index(fields=["fingerprint"], name="readerreport_repeat"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="readerreport_declined_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="readerreport_decided_by_whom_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "merged"), _negated=True), name="readerreport_is_not_merged"
                    ),
                ],
            },
        ),
    ]
