"""Invitations of people whom admins made."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PERSON = settings.AUTH_USER_MODEL
LATER = models.Q(("expires_at__gt", models.F("sent_at")))


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0026_legal"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitation", to=PERSON
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=PERSON
                    ),
                ),
            ],
            options={"constraints": [models.CheckConstraint(condition=LATER, name="invitation_expires_later")]},
        ),
    ]
