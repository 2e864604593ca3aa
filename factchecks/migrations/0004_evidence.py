"""Kept copies get their WARC file and their reading view."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("factchecks", "0003_first_scale"),)

    operations = (
        migrations.AddField(
            model_name="snapshot",
            name="warc_sha256",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="reading_sha256",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
    )
