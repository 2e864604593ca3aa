"""Blind review: a switch of the desk, and what each editor stated in a round."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0011_structure"),
    ]

    operations = [
        migrations.AddField(
            model_name="desk",
            name="blind_review",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Whether editors state a verdict of their own before they see the reporter's.",
            ),
        ),
        migrations.CreateModel(
            name="OwnVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verdict_word", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_verdicts",
                        to="factchecks.reviewround",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="factchecks.verdict"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("round", "editor"), name="own_verdict_once_a_round"),
                ],
            },
        ),
    ]
