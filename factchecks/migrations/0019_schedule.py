"""When a check goes out by itself, what became of that, and the embargo before which nothing is published."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

KINDS = [
    ("check_links", "Check links"),
    ("look_now", "Look now"),
    ("read_copies", "Read copies"),
    ("archive", "Archive"),
    ("read_attachment", "Read attachment"),
    ("publish_due", "Publish due"),
]


def moment() -> "models.DateTimeField":
    return models.DateTimeField(blank=True, editable=False, null=True)


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0018_public_documents"),
    ]

    operations = [
        migrations.AddField(model_name="factcheck", name="publish_at", field=moment()),
        migrations.AddField(
            model_name="factcheck",
            name="scheduled_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(model_name="factcheck", name="schedule_failed_at", field=moment()),
        migrations.AddField(
            model_name="factcheck",
            name="schedule_failure",
            field=models.TextField(blank=True, db_default="", default="", editable=False),
        ),
        migrations.AddField(model_name="factcheck", name="embargo_until", field=moment()),
        migrations.AlterField(model_name="job", name="kind", field=models.CharField(choices=KINDS, max_length=20)),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.CheckConstraint(
                condition=Q(publish_at__isnull=True) | Q(state="review", scheduled_by__isnull=False),
                name="check_scheduled_in_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.CheckConstraint(
                condition=Q(publish_at__isnull=True)
                | Q(embargo_until__isnull=True)
                | Q(publish_at__gte=F("embargo_until")),
                name="check_scheduled_after_embargo",
            ),
        ),
    ]
