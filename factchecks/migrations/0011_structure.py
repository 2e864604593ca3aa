"""What an editor is warned of: headings out of order, links whose name does not say where they lead."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0010_assignment"),
    ]

    operations = [
        migrations.AddField(
            model_name="factcheck",
            name="headings_misplaced",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="factcheck",
            name="links_vague",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="factcheck",
            name="vague_name",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=60),
        ),
    ]
