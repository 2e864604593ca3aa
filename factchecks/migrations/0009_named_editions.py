"""Editions that a person names."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("factchecks", "0008_suggestion"),)

    operations = (
        migrations.AddField(
            model_name="edition",
            name="name",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="edition",
            name="reason",
            field=models.CharField(
                choices=[
                    ("submitted", "Submitted"),
                    ("sent_back", "Sent back"),
                    ("approved", "Approved"),
                    ("published", "Published"),
                    ("named", "Named"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", "named"), ("name", ""), _connector="XOR"),
                name="edition_named_has_name",
                violation_error_message="Give the version a name.",
            ),
        ),
    )
