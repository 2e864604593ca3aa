"""Still true?: the day to look again, repeats of a claim, and what answered a report."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0023_site_pages"),
    ]

    operations = [
        migrations.CreateModel(
            name="Repeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=2000)),
                ("title", models.CharField(max_length=300)),
                ("seen_on", models.DateField(blank=True, null=True)),
                ("added_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="factcheck",
            name="review_by",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="factcheck",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="readerreport",
            name="correction",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="factchecks.correction",
            ),
        ),
        migrations.AddIndex(
            model_name="factcheck",
            index=models.Index(
                condition=models.Q(("review_by__isnull", False)), fields=["review_by"], name="check_looked_at_again"
            ),
        ),
        migrations.AddField(
            model_name="repeat",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="repeat",
            name="factcheck",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="repeats", to="factchecks.factcheck"
            ),
        ),
        migrations.AddField(
            model_name="repeat",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="repeat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at__isnull", True)),
                fields=("factcheck", "url"),
                name="repeat_address_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="repeat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        models.Q(("confirmed_by", models.F("added_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="repeat_confirmed_by_a_second_person",
            ),
        ),
    ]
