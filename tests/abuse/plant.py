"""Puts payloads into every text of a newsroom that stands, and renders again what the program renders once."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import IntegrityError, models, transaction

from factchecks.models import Attachment, Edition, FactCheck, Snapshot
from factchecks.models.content import Content
from factchecks.publishing.article import render_main
from factchecks.publishing.claimreview import structured_data
from factchecks.services import catalogue, publication, vault
from tests import triggers
from tests.abuse.fields import Field, fields
from tests.abuse.payloads import Payload

Texts = Callable[[Field, int], str]
PLANTED = ("typed", "address", "html", "json")
# Keys of a JSON value that hold people's words; of an edition, `url` and `same_as` are addresses.
ADDRESSES = {"url", "same_as"}
WORDS = set("""
    headline standfirst body methodology text short claimant role place context verdict definition explanation title
    timecode name translation locator publisher author interests description caption credit alternative_text wrong now
""".split()) | ADDRESSES


def mark(field: Field, row: int) -> str:
    """Stands in the text of that column and row, and nowhere else."""
    return f"k{field.number}r{row}"


def written(field: Field, row: int, payloads: Sequence[Payload]) -> str:
    """The payloads as a person could bring them into the column."""
    texts = [one.text for one in payloads]
    if field.source == "address":
        return f"https://{mark(field, row)}.example/{'/'.join(texts)}"
    if field.source == "html":
        return f"<p>{mark(field, row)}</p>{''.join(f'<p>{one}</p>{one}' for one in texts)}"
    return " ".join([mark(field, row), *texts])


def _inside(value: Any, text: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _inside(one, text, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_inside(one, text, key) for one in value]
    if not isinstance(value, str) or not value or key not in WORDS:
        return value
    return f"https://host.example/{text}" if key in ADDRESSES else text


def _json(field: Field, value: Any, text: str) -> Any:
    """The value with the text in the place of words; of what a machine brought all strings are words."""
    if field.name == "Edition.content":
        return {**value, "text": _inside(value["text"], text), "frame": _inside(value["frame"], text)}
    return {"x-header": text} if isinstance(value, dict) else [text]


def _set(row: models.Model, field: Field, value: Any) -> bool:
    """Whether the database took it: some columns must stay empty."""
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field.column.name: value})
    except IntegrityError:
        return False
    return True


def _rows(field: Field) -> list[models.Model]:
    return list(field.model._base_manager.order_by("pk"))


def plant(texts: Texts) -> int:
    """Fills every cell with `texts(field, rank of the row)`; how many cells were filled."""
    filled = 0
    triggers.lift()
    for field in fields(*PLANTED):
        for rank, row in enumerate(_rows(field)):
            text = texts(field, rank)
            value = _json(field, getattr(row, field.column.name), text) if field.source == "json" else text
            filled += _set(row, field, value)
    _publish()
    triggers.restore()
    return filled


def _publish() -> None:
    """What is rendered when something goes out, rendered from the texts as they are now."""
    for edition in Edition.objects.exclude(html="").select_related("factcheck"):
        check = FactCheck.objects.get(pk=edition.factcheck_id)
        content: Content = edition.content
        shown = publication.told(
            check, publication.describe(check, content, editor=check.author.name, edition_number=edition.number)
        )
        Edition.objects.filter(pk=edition.pk).update(html=render_main(shown), claim_review=structured_data(shown))
        if check.live_edition_id == edition.pk:
            catalogue.file(factcheck=check, content=content, published_at=shown.published_at)


def plant_pages(text: str) -> None:
    """The words of every kept copy and file, as they were read from a hostile page."""
    sha256 = vault.keep_text("\n".join(text.splitlines()))
    for number, copy in enumerate(Snapshot.objects.all()):
        Snapshot.objects.filter(pk=copy.pk).update(
            text_sha256=vault.keep_text(f"{number} {text}"), reading_sha256=""
        )
    Attachment.objects.exclude(text_sha256="").update(text_sha256=sha256)
