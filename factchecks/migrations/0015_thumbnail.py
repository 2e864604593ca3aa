"""Small copies of pictures, for lists."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0014_claimants"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="thumbnail_sha256",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
    ]
