"""Pages about the newsroom that admins write."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SLUGS = ["who-pays", "accessibility", "contact", "how-we-work"]


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0022_rationale"),
    ]

    operations = [
        migrations.CreateModel(
            name="SitePage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.CharField(
                        choices=[
                            ("who-pays", "Who pays"),
                            ("accessibility", "Accessibility"),
                            ("contact", "Contact"),
                            ("how-we-work", "How we work"),
                        ],
                        max_length=20,
                        unique=True,
                        verbose_name="page",
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                (
                    "body",
                    models.TextField(
                        help_text="HTML: paragraphs, headings (h2, h3), lists, quotations, links, strong, em. "
                        "The rest is taken out.",
                        max_length=20000,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("slug",),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(slug__in=SLUGS), name="sitepage_is_known"),
                    models.CheckConstraint(
                        condition=~models.Q(title="") & ~models.Q(body=""), name="sitepage_says_something"
                    ),
                ],
            },
        ),
    ]
