"""Jobs that tell the hub of the feeds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0024_still_true"),
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
                    ("tell_hub", "Tell hub"),
                ],
                max_length=20,
            ),
        ),
    ]
