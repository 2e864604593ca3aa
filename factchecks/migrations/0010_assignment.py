"""Hand-overs with note, time and priority; the priorities are Normal, High and Urgent."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PRIORITIES = [(2, "Normal"), (3, "High"), (4, "Urgent")]


def no_low(apps: Any, schema_editor: object) -> None:
    """Low was offered nowhere; what an admin's script set is Normal."""
    apps.get_model("factchecks", "FactCheck").objects.filter(priority=1).update(priority=2)


def person(**more: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **more
    )


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0009_named_editions"),
    ]

    operations = [
        migrations.RunPython(no_low, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="factcheck",
            name="priority",
            field=models.PositiveSmallIntegerField(choices=PRIORITIES, default=2),
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("due_was", models.DateTimeField(null=True)),
                ("priority_was", models.PositiveSmallIntegerField(choices=PRIORITIES)),
                ("by", person()),
                (
                    "factcheck",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="factchecks.factcheck",
                    ),
                ),
                ("to", person()),
                ("was", person(null=True)),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("was__isnull", True), models.Q(("was", models.F("to")), _negated=True), _connector="OR"
                        ),
                        name="assignment_to_another",
                        violation_error_message="A check is handed over to another person.",
                    )
                ],
            },
        ),
    ]
