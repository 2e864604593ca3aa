"""Claimants are found while typed, a claim may have several, and says where it was first; what is there is carried."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Exists, F, OuterRef

from factchecks.models.claimant import word_starts


def one_first(apps: Any, schema_editor: object) -> None:
    """Where several places of a claim say they were first, the one that was noted first is."""
    rows = apps.get_model("factchecks", "Appearance").objects.filter(is_first=True).order_by()
    earlier = rows.filter(claim=OuterRef("claim"), pk__lt=OuterRef("pk"))
    later = list(rows.filter(Exists(earlier)).values_list("pk", flat=True))
    rows.filter(pk__in=later).update(is_first=False)


def listed(apps: Any, schema_editor: object) -> None:
    """Whom an admin made or changed, or no claim ever named: everybody may be offered them."""
    claimants, claims = apps.get_model("factchecks", "Claimant").objects, apps.get_model("factchecks", "Claim").objects
    targets = apps.get_model("factchecks", "Event").objects.filter(verb="claimant").values_list("target", flat=True)
    keys = [int(one.partition(":")[2]) for one in targets if one.partition(":")[2].isdecimal()]
    claimants.filter(pk__in=keys).update(listed=True)
    claimants.filter(~Exists(claims.filter(claimant=OuterRef("pk")))).update(listed=True)


def words(apps: Any, schema_editor: object) -> None:
    """Every name gets the rows by which it is found."""
    word = apps.get_model("factchecks", "ClaimantWord")
    names = apps.get_model("factchecks", "Claimant").objects.values_list("pk", "name")
    word.objects.bulk_create(
        (word(claimant_id=key, start=start) for key, name in names.iterator() for start in word_starts(name)),
        batch_size=1000,
    )


def key() -> "models.BigAutoField[Any, Any]":
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def link(to: str, name: str, on_delete: Any, **more: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(to=f"factchecks.{to}", related_name=name, on_delete=on_delete, **more)


GONE, KEPT = django.db.models.deletion.CASCADE, django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("factchecks", "0013_nudge"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimantWord",
            fields=[
                ("id", key()),
                ("claimant", link("claimant", "words", GONE)),
                ("start", models.BinaryField(max_length=700)),
            ],
            options={"indexes": [models.Index(fields=["start", "claimant"], name="claimant_word_start")]},
        ),
        migrations.CreateModel(
            name="CoClaimant",
            fields=[
                ("id", key()),
                ("claim", link("claim", "co_claimants", GONE)),
                ("claimant", link("claimant", "shared_claims", KEPT)),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=160)),
                ("role", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ("order", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("claim", "order"), name="co_claimant_order_unique"),
                    models.UniqueConstraint(fields=("claim", "claimant"), name="co_claimant_once"),
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="appearance", options={"ordering": (F("seen_on").asc(nulls_last=True), "id")}
        ),
        migrations.AddField(model_name="appearance", name="seen_on", field=models.DateField(blank=True, null=True)),
        migrations.AddField(
            model_name="appearance",
            name="source",
            field=link("source", "appearances", django.db.models.deletion.SET_NULL, blank=True, null=True),
        ),
        migrations.AddField(
            model_name="claimant",
            name="listed",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, help_text="Made by an admin: offered to everybody."
            ),
        ),
        migrations.RunPython(one_first, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="appearance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_first", True)), fields=("claim",), name="appearance_one_first"
            ),
        ),
        migrations.RunPython(listed, migrations.RunPython.noop),
        migrations.RunPython(words, migrations.RunPython.noop),
    ]
