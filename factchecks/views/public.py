"""The pages for readers: article, how we work; and what crawlers ask for."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe

from factchecks.models import Edition, FactCheck, Filed, Repeat, SlugHistory, Source, Verdict
from factchecks.publishing import feeds
from factchecks.publishing.claimreview import json_ld
from factchecks.publishing.listing import Listed, listed
from factchecks.search import shelves
from factchecks.services import sitepages
from factchecks.views.readers import MORE, SLOW_S, answer, failure, kept, latest, page_of, public_page, site, tag_of
from factchecks.views.sitepages import shown_body

BESIDE = {Filed.TOPIC: "on", Filed.CLAIMANT: "from"}
WITHDRAWN = "This check was withdrawn"
TAKEN_DOWN = "It had to be taken down and is not published any more."


@dataclass(frozen=True, kw_only=True)
class Box:
    """More checks beside an article, and where all of them are."""

    title: str
    href: str
    rows: tuple[Listed, ...]


def _box(kind: Filed, slug: str, label: str, besides: str) -> Box:
    rows = kept(f"box:{kind.value}:{slug}", lambda: listed(shelves.checks_on({kind.value: slug})[: MORE + 1]))
    others = tuple(one for one in rows if one.slug != besides and not one.retracted)[:MORE]
    return Box(title=f"More {BESIDE[kind]} {label}", href=reverse(kind.value, args=[slug]), rows=others)


def boxes(edition: Edition, slug: str) -> list[Box]:
    """More on the first topic and from the first claimant; the newest of all where there is neither."""
    frame, claims = edition.content["frame"], edition.content["text"]["claims"]
    places = [(Filed.TOPIC, one["slug"], one["name"]) for one in frame["topics"][:1]]
    known = frame["claims"][0]["claimant"] if frame["claims"] else None
    places += [(Filed.CLAIMANT, known["slug"], claims[0]["claimant"])] if known else []
    found = [box for box in (_box(*place, slug) for place in places) if box.rows]
    if found:
        return found
    newest = tuple(one for one in latest() if one.slug != slug)[:MORE]
    return [Box(title="More checks", href=reverse("public_home"), rows=newest)]


def site_version() -> list[Any]:
    """Changes with the newsroom's name and addresses."""
    return [value for name, value in sorted(vars(site()).items()) if not name.startswith("_")]


@lru_cache(maxsize=1)
def shell_version() -> str:
    """Changes with each release that changes what surrounds an article."""
    return tag_of(render_to_string("public/article.html", {}))


def _published(slug: str) -> FactCheck | None:
    """The check with its live edition, in one query."""
    checks = FactCheck.objects.filter(slug=slug, live_edition__isnull=False)
    checks = checks.select_related("live_edition", "standing")
    edition = ("content", "html", "claim_review", "event_hash", "number")
    standing = ("kind", "wrong", "published_at")
    columns = (*(f"live_edition__{name}" for name in edition), *(f"standing__{name}" for name in standing))
    own = ("slug", "retracted_at", "taken_down_at", "reviewed_at", "last_public_change_at")
    return checks.only(*own, *columns).first()


@dataclass(frozen=True, kw_only=True)
class CopyCited:
    """A source of a live article whose kept copy is cited now. `state` is that of the link, `kept` the copy's day."""

    number: int
    state: str
    kept: str


@dataclass(frozen=True, kw_only=True)
class Repeated:
    """Where the claim was repeated since, as a second person confirmed it."""

    url: str
    title: str
    seen_on: date | None


def repeated(check_id: int) -> list[Repeated]:
    """What readers are told of repeats, in their order: one query."""
    rows = Repeat.objects.public().filter(factcheck=check_id).values("url", "title", "seen_on")
    return [Repeated(**row) for row in rows]


def copies_cited(check_id: int, content: dict[str, Any]) -> list[CopyCited]:
    """In the order of the sources. The copy is the one on which the edition rests, else the newest: one query."""
    numbers = {one["key"]: one["n"] for one in content["text"]["sources"]}
    rested = content["frame"].get("kept", {})
    rows = Source.objects.filter(factcheck=check_id, cite_copy=True, removed_at__isnull=True, confidential=False)
    found = rows.filter(link__latest_snapshot__isnull=False).values_list(
        "pk", "link__state", "link__latest_snapshot__fetched_at"
    )
    cited = [
        CopyCited(number=numbers[pk], state=state, kept=rested.get(str(pk)) or fetched.date().isoformat())
        for pk, state, fetched in found
        if pk in numbers
    ]
    return sorted(cited, key=lambda one: one.number)


@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """The live edition inside the shell. 410 when taken down, 301 from an old address, 404 otherwise."""
    check = _published(slug)
    edition = check.live_edition if check else None
    if check is None or edition is None:
        return _elsewhere(slug)
    if check.taken_down_at:
        return failure(WITHDRAWN, check.standing.wrong if check.standing else TAKEN_DOWN, 410)
    beside = boxes(edition, slug)
    retracted = check.retracted_at is not None
    # A retracted check has neither body nor data.
    body = {} if retracted else _body(edition, slug)
    copies = [] if retracted else kept(f"copies:{edition.pk}", lambda: copies_cited(check.pk, edition.content))
    again = [] if retracted else kept(f"repeats:{check.pk}", lambda: repeated(check.pk))
    held = check.reviewed_at if check.held and not retracted else None
    state = (edition.pk, edition.event_hash, check.standing_id, retracted, held, again)
    etag = tag_of(*state, beside, copies, site_version(), shell_version())
    url = f"{settings.SITE_URL}{request.path}"
    shown = {"site": site(), "edition": edition, "url": url, "boxes": beside, "retracted": retracted, "copies": copies}
    shown |= {"standing": check.standing, "slug": slug, "held": held, "repeats": again}
    return answer(request, lambda: render_to_string("public/article.html", shown | body), etag=etag)


def _body(edition: Edition, slug: str) -> dict[str, Any]:
    """Body and data as they were stored."""
    address = f"{settings.SITE_URL}{reverse('article', args=[slug])}"
    return {
        # Both were made by our own templates and serialiser when the edition was published.
        "edition_html": mark_safe(edition.html),  # noqa: S308
        "json_ld": mark_safe(json_ld(edition.claim_review)),  # noqa: S308
        "card_url": f"{settings.SITE_URL}{reverse('social_card', args=[slug])}?v={edition.number}",
        "oembed_url": f"{settings.SITE_URL}{reverse('oembed')}?{urlencode({'url': address})}",
    }


def _elsewhere(slug: str) -> HttpResponse:
    moved = SlugHistory.objects.filter(slug=slug, factcheck__live_edition__isnull=False)
    now = moved.values_list("factcheck__slug", flat=True).first()
    if now:
        return HttpResponsePermanentRedirect(reverse("article", args=[now]))
    return failure("There is nothing here", "The address may be wrong.", 404)


@public_page
def how_we_work(request: HttpRequest) -> HttpResponse:
    """The scale with every definition, the steps, and who decides."""
    verdicts = list(Verdict.objects.filter(retired=False))
    on_scale = sorted((one for one in verdicts if one.number), key=lambda one: -(one.number or 0))
    intro = sitepages.page("how-we-work")
    about = {"intro": intro, "intro_body": shown_body(intro.body), "url": f"{settings.SITE_URL}{request.path}"}
    scale = {"verdicts": verdicts, "on_scale": on_scale, "here": "how"}
    return page_of(request, "public/how_we_work.html", scale | about)


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Where crawlers may go."""
    body = feeds.robots(settings.SITE_URL)
    return answer(request, lambda: body, etag=tag_of(body), kind="text/plain", age=SLOW_S)


@public_page
def favicon(request: HttpRequest) -> HttpResponse:
    """The mark lies with the other static files, under a name that changes with it."""
    response = HttpResponseRedirect(static("favicon.svg"))
    response.headers["Cache-Control"] = f"public, max-age={SLOW_S}"
    return response
