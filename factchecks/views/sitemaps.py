"""The sitemap for search engines: one file, or an index of parts where there are more addresses than one may hold."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from factchecks.publishing import feeds
from factchecks.publishing import sitemap as addresses
from factchecks.publishing.sitemap import Pages, Part
from factchecks.views.readers import SLOW_S, answer, failure, public_page, tag_of

NOTHING = ("There is no such part", "The sitemap has fewer parts.", 404)
# Far above the key of any check.
LAST_PART = 10_000


def _last(parts: list[Part]) -> datetime | None:
    return max((one.changed for one in parts), default=None)


def _answered(request: HttpRequest, body: bytes) -> HttpResponse:
    return answer(request, lambda: body, etag=tag_of(body), kind="application/xml", age=SLOW_S)


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every address that stands, each with its last change; the index of the parts where one file cannot hold them."""
    parts = addresses.parts()
    pages = addresses.pages(_last(parts))
    if len(pages) + sum(one.checks for one in parts) > addresses.MOST:
        return _answered(request, feeds.sitemap_index(_index(parts)))
    articles = [page for one in reversed(parts) for page in addresses.checks_of(one.number)]
    return _answered(request, feeds.sitemap([*pages, *articles]))


def _index(parts: list[Part]) -> Pages:
    root = settings.SITE_URL
    articles = [(f"{root}{reverse('sitemap_part', args=[one.number])}", one.changed) for one in reversed(parts)]
    return [(f"{root}{reverse('sitemap_pages')}", _last(parts)), *articles]


@public_page
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """The part of the pages that are no articles."""
    return _answered(request, feeds.sitemap(addresses.pages(_last(addresses.parts()))))


@public_page
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """A part of the articles; 404 where none stands."""
    found = addresses.checks_of(part) if part <= LAST_PART else []
    return _answered(request, feeds.sitemap(found)) if found else failure(*NOTHING)
