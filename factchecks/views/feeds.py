"""Atom and JSON Feed of the newest checks: of all, and of one verdict, topic or claimant."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from factchecks.models import Filed
from factchecks.publishing import feeds, outlets
from factchecks.publishing.listing import entry, listed
from factchecks.search import shelves
from factchecks.views.readers import answer, failure, public_page, site, tag_of

FEED_ENTRIES = 50
# When a feed without entries changed last: the same whenever it is asked for.
EMPTY = datetime(1970, 1, 1, tzinfo=UTC)
NOTHING = ("There is no such feed", "The address may be wrong.", 404)


def last_of(entries: list[feeds.Entry]) -> datetime:
    """When a feed of these entries changed last."""
    return max((one.modified_at for one in entries), default=EMPTY)


def _announced(response: HttpResponse, feed_url: str) -> HttpResponse:
    """The same with the hub that tells of changes, if there is one (W3C WebSub, section 4)."""
    if settings.WEBSUB_HUB:
        response.headers["Link"] = f'<{settings.WEBSUB_HUB}>; rel="hub", <{feed_url}>; rel="self"'
    return response


def atom_answer(request: HttpRequest, *, title: str, page: str, entries: list[feeds.Entry]) -> HttpResponse:
    """The feed as Atom; `page` is the path of the list that it follows."""
    here = f"{settings.SITE_URL}{request.path}"
    about = {"title": title, "url": f"{settings.SITE_URL}{page}", "feed_url": here, "hub": settings.WEBSUB_HUB}
    body = feeds.atom(**about, entries=entries, updated=last_of(entries))
    return _announced(answer(request, lambda: body, etag=tag_of(body), kind="application/atom+xml"), here)


def json_answer(request: HttpRequest, *, title: str, page: str, entries: list[feeds.Entry]) -> HttpResponse:
    """The same as JSON Feed 1.1, open to every origin."""
    here = f"{settings.SITE_URL}{request.path}"
    about = {"title": title, "url": f"{settings.SITE_URL}{page}", "feed_url": here, "hub": settings.WEBSUB_HUB}
    body = outlets.json_feed(**about, entries=entries)
    response = answer(request, lambda: body, etag=tag_of(body), kind="application/feed+json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return _announced(response, here)


def _entries(picked: dict[str, str]) -> list[feeds.Entry]:
    return [entry(one, site_url=settings.SITE_URL) for one in listed(shelves.checks_on(picked)[:FEED_ENTRIES])]


@public_page
def feed_atom(request: HttpRequest) -> HttpResponse:
    """All checks."""
    return atom_answer(request, title=site().name, page="/", entries=_entries({}))


@public_page
def feed_json(request: HttpRequest) -> HttpResponse:
    """All checks."""
    return json_answer(request, title=site().name, page="/", entries=_entries({}))


def _shelf(kind: str, filed: str) -> shelves.Shelf | None:
    return shelves.shelf(kind, filed) if kind in Filed.values else None


def _page(found: shelves.Shelf) -> str:
    if found.kind == Filed.VERDICT:
        return f"{reverse('public_home')}?verdict={found.slug}"
    return reverse(found.kind, args=[found.slug])


@public_page
def feed_of_atom(request: HttpRequest, kind: str, filed: str) -> HttpResponse:
    """Those of one verdict, topic or claimant."""
    found = _shelf(kind, filed)
    if found is None:
        return failure(*NOTHING)
    title = f"{site().name}: {found.label}"
    return atom_answer(request, title=title, page=_page(found), entries=_entries({kind: filed}))


@public_page
def feed_of_json(request: HttpRequest, kind: str, filed: str) -> HttpResponse:
    """Those of one verdict, topic or claimant."""
    found = _shelf(kind, filed)
    if found is None:
        return failure(*NOTHING)
    title = f"{site().name}: {found.label}"
    return json_answer(request, title=title, page=_page(found), entries=_entries({kind: filed}))
