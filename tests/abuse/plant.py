"""Puts payloads into every text of a newsroom that stands, and renders again what the program renders once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction

from factchecks.models import Attachment, Edition, FactCheck, Snapshot
from factchecks.models.content import Content
from factchecks.publishing.article import render_main
from factchecks.publishing.claimreview import structured_data
from factchecks.services import catalogue, publication, vault
from tests import triggers
from tests.abuse.fields import Field, fields
from tests.abuse.payloads import PAYLOADS, Payload

PLANTED = ("typed", "address", "html", "json")
# Keys of a JSON value that hold people's words; of an edition, `url` and `same_as` are addresses.
ADDRESSES = {"url", "same_as"}
WORDS = (
    set(
        [
            "headline",
            "standfirst",
            "body",
            "methodology",
            "text",
            "short",
            "claimant",
            "role",
            "place",
            "context",
            "verdict",
            "definition",
            "explanation",
            "title",
            "timecode",
            "name",
            "translation",
            "locator",
            "publisher",
            "author",
            "interests",
            "description",
            "caption",
            "credit",
            "alternative_text",
            "wrong",
            "now",
        ]
    )
    | ADDRESSES
)


def mark(one: Field, row: int) -> str:
    """Stands in the text of that column and row, and nowhere else."""
    return f"k{one.number}r{row}"


@dataclass
class Packs:
    """Deals the payloads out: each column gets `each` of them a round, split among its rows.

    `pairs`: (column, payload) as they were planted. `used`: the numbers of the payloads.
    """

    each: int
    pairs: set[tuple[int, int]] = field(default_factory=set)
    used: set[int] = field(default_factory=set)

    def of(self, column: int, number: int) -> list[Payload]:
        """What the column gets in that round; short rounds begin elsewhere for every column."""
        first = number * self.each + (0 if self.each * 4 >= len(PAYLOADS) else column * self.each)
        return [PAYLOADS[(first + one) % len(PAYLOADS)] for one in range(self.each)]

    def note(self, column: int, payloads: Sequence[Payload]) -> None:
        """These stand in the column."""
        self.used |= {one.number for one in payloads}
        self.pairs |= {(column, one.number) for one in payloads}

    def page(self, number: int) -> str:
        """The words of a hostile page."""
        return "\n".join(one.text for one in self.of(0, number))


def written(column: Field, row: int, payloads: Sequence[Payload]) -> str:
    """The payloads as a person could bring them into the column."""
    texts = [one.text for one in payloads]
    if column.source == "address":
        return f"https://{mark(column, row)}.example/{'/'.join(texts)}"
    if column.source == "html":
        return f"<p>{mark(column, row)}</p>{''.join(f'<p>{one}</p>{one}' for one in texts)}"
    return " ".join([mark(column, row), *texts])


def _inside(value: Any, text: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _inside(one, text, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_inside(one, text, key) for one in value]
    if not isinstance(value, str) or not value or key not in WORDS:
        return value
    return f"https://host.example/{text}" if key in ADDRESSES else text


def _json(column: Field, value: Any, text: str) -> Any:
    """The value with the text in the place of words; of what a machine brought all strings are words."""
    if column.name == "Edition.content":
        return {**value, "text": _inside(value["text"], text), "frame": _inside(value["frame"], text)}
    if column.name == "LinkAttempt.hops":
        return [{"status": 302, "url": text}]
    return {"x-header": text} if isinstance(value, dict) else [text]


def _set(row: models.Model, column: Field, value: Any) -> bool:
    """Whether the database took it: some columns must stay empty."""
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{column.column.name: value})
    except IntegrityError:
        return False
    return True


def _rows(column: Field) -> list[models.Model]:
    return list(column.model._base_manager.order_by("pk"))


def plant(packs: Packs, number: int) -> None:
    """Fills every cell for that round, and renders again what is rendered once."""
    triggers.lift()
    for one in fields(*PLANTED):
        rows = _rows(one)
        payloads = packs.of(one.number, number)
        for rank, row in enumerate(rows):
            given = payloads[rank :: len(rows)] or payloads[:1]
            if _set(row, one, _value(one, row, given)):
                packs.note(one.number, given)
    _publish()
    triggers.restore()


def _value(one: Field, row: models.Model, payloads: Sequence[Payload]) -> Any:
    text = written(one, row.pk, payloads)
    return _json(one, getattr(row, one.column.name), text) if one.source == "json" else text


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
        Snapshot.objects.filter(pk=copy.pk).update(text_sha256=vault.keep_text(f"{number} {text}"), reading_sha256="")
    Attachment.objects.exclude(text_sha256="").update(text_sha256=sha256)
