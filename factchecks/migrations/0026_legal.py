"""Whether the legal group has to look at a check before it goes out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0025_websub"),
    ]

    operations = [
        migrations.AddField(
            model_name="factcheck",
            name="legal",
            field=models.CharField(
                choices=[
                    ("not_needed", "Legal check not needed"),
                    ("required", "Legal check required"),
                    ("complete", "Legal check complete"),
                ],
                db_default="not_needed",
                default="not_needed",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="factcheck",
            name="restricted",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("legal__in", ["not_needed", "required", "complete"])), name="check_legal_known"
            ),
        ),
    ]
