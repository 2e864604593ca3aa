"""The newsroom's own name and scale as publications need them: read in one query, remembered for a minute."""

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.core.cache import cache

from factchecks.models import SiteSettings, Verdict
from factchecks.publishing import shared
from factchecks.publishing.publication import Site

KEY = "house"
REMEMBERED_S = 60


@dataclass(frozen=True, kw_only=True)
class House:
    """The newsroom as the public pages name it, and the words of its scale from the best verdict to the worst."""

    site: Site
    scale: tuple[str, ...]


def _site(row: SiteSettings) -> Site:
    return Site(
        name=row.name,
        url=settings.SITE_URL,
        contact_email=row.contact_email,
        publishing_principles=row.publishing_principles,
        licence_url=row.licence_url,
    )


def _read() -> House:
    rated = Verdict.objects.filter(retired=False, number__isnull=False).order_by("-number")
    return House(site=_site(SiteSettings.current()), scale=tuple(rated.values_list("word", flat=True)))


def house() -> House:
    """As it was at most a minute ago; `forget` is called when an admin saves either."""
    return cast(House, cache.get_or_set(KEY, _read, REMEMBERED_S))


def forget() -> None:
    """Reads it anew next time, on public pages too."""
    cache.delete(KEY)
    shared.renew()
