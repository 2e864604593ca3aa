"""Files a published check for lists and the search, from the content that readers see."""

from datetime import datetime

from factchecks.models import FactCheck, Filing, PublicDocument
from factchecks.models.content import Content
from factchecks.models.publicdocument import filings_of, words_of
from factchecks.publishing.body import plain_text

COLUMNS = ("headline", "claims", "rest", "plain")


def document(factcheck: FactCheck, content: Content) -> PublicDocument:
    """The document of the content, not saved."""
    return PublicDocument(factcheck=factcheck, **words_of(content, plain_text(content["text"]["body"])))


def filings(factcheck: FactCheck, content: Content, published_at: datetime) -> list[Filing]:
    """Where the content is filed, not saved."""
    return [
        Filing(factcheck=factcheck, kind=kind, slug=slug, label=label, published_at=published_at)
        for (kind, slug), label in filings_of(content).items()
    ]


def file(*, factcheck: FactCheck, content: Content, published_at: datetime) -> None:
    """Replaces what was filed of the check; two queries the first time, three afterwards."""
    PublicDocument.objects.bulk_create(
        [document(factcheck, content)], update_conflicts=True, unique_fields=["factcheck"], update_fields=COLUMNS
    )
    if factcheck.live_edition_id:
        Filing.objects.filter(factcheck=factcheck).delete()
    Filing.objects.bulk_create(filings(factcheck, content, published_at))
