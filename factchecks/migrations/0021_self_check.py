"""How the pages of published editions were served when the program looked at them itself."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0020_preview_links"),
    ]

    operations = [
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
                    ("publish_due", "Publish due"),
                    ("self_check", "Self check"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="SelfCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("ok", models.BooleanField()),
                ("faults", models.JSONField(blank=True, default=list)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="self_check", to="factchecks.edition"
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-id"),
                "indexes": [models.Index(condition=models.Q(("ok", False)), fields=["at"], name="self_check_wrong")],
            },
        ),
    ]
