"""Why a claim was chosen: beside the content, for whoever assesses the newsroom."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0021_self_check"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="rationale",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="Why we chose this claim: who heard it, what harm, who asked. Never shown to readers.",
                max_length=600,
            ),
        ),
    ]
