"""Nudges: who waits for a check and said so."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0012_blind_review"),
    ]

    operations = [
        migrations.CreateModel(
            name="Nudge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("state", models.CharField(max_length=20)),
                ("approved_digest", models.CharField(blank=True, max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "factcheck",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="nudges", to="factchecks.factcheck"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="factchecks.reviewround"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "indexes": [
                    models.Index(
                        models.F("factcheck"), models.OrderBy(models.F("id"), descending=True), name="nudge_newest"
                    )
                ],
            },
        ),
    ]
