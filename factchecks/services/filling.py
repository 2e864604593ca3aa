"""Fills in what is still unknown of a source from the page that was read."""

from collections.abc import Iterable

from django.db.models import Q

from factchecks.models import FactCheck, Link, Source
from factchecks.services import checks


def fill_in(*, found: Iterable[Link]) -> None:
    """Fills only what is still empty, and only where the check is still written; a person's version stays."""
    links_ = {link.pk: link for link in found}
    lacking = Q(title="") | Q(publisher="") | Q(published_on__isnull=True)
    open_rows = Source.objects.filter(
        lacking, link__in=links_, removed_at__isnull=True, factcheck__state__in=("draft", "research")
    )
    changed = set()
    for source in open_rows:
        link = links_[source.link_id or 0]
        values = {"title": link.title, "publisher": link.publisher, "published_on": link.published_on}
        filled = {name: value for name, value in values.items() if value and not getattr(source, name)}
        if filled:
            Source.objects.filter(pk=source.pk).update(**filled)
            changed.add(source.factcheck_id)
    for factcheck in FactCheck.objects.filter(pk__in=changed):
        checks.refresh(factcheck)
