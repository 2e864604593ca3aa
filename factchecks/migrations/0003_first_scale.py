"""A newsroom starts with a scale of six verdicts, which admins may change."""

from typing import Any

from django.db import migrations

VERDICTS = (
    ("true", "True", "The claim is accurate and nothing important is left out.", "circle", "filled", 5),
    (
        "mostly-true",
        "Mostly true",
        "The claim is accurate, but needs more detail or context.",
        "circle",
        "outline",
        4,
    ),
    (
        "misleading",
        "Misleading",
        "Parts are accurate, but the whole gives a wrong picture.",
        "diamond",
        "filled",
        3,
    ),
    (
        "mostly-false",
        "Mostly false",
        "The main point is wrong, though a part of it is accurate.",
        "octagon",
        "outline",
        2,
    ),
    ("false", "False", "The claim is not accurate.", "octagon", "filled", 1),
    ("unproven", "Unproven", "The evidence does not settle it either way.", "dashed", "outline", None),
)


def make_scale(apps: Any, schema_editor: Any) -> None:
    scale = apps.get_model("factchecks", "VerdictScale").objects.create(name="Five steps", worst=1, best=5)
    verdict = apps.get_model("factchecks", "Verdict")
    for order, (slug, word, definition, silhouette, fill, number) in enumerate(VERDICTS):
        verdict.objects.create(
            scale=scale,
            slug=slug,
            word=word,
            definition=definition,
            silhouette=silhouette,
            fill=fill,
            tone=slug,
            number=number,
            order=order,
        )


class Migration(migrations.Migration):
    dependencies = (("factchecks", "0002_append_only"),)
    operations = (migrations.RunPython(make_scale, migrations.RunPython.noop),)
