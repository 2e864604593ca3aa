"""The public pages: no session, no token, no nonce; cacheable, with an ETag."""

import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.csp import CSP
from django.utils.safestring import mark_safe
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from factchecks.models import FactCheck, SiteSettings, SlugHistory, Verdict
from factchecks.publishing import feeds
from factchecks.publishing.claimreview import json_ld
from factchecks.publishing.listing import Listed, entry, listed

View = Callable[..., HttpResponse]
POLICY = {name: [value for value in values if value != CSP.NONCE] for name, values in settings.SECURE_CSP.items()}
# Seconds. Readers see a correction within the first; the others are blocks that many pages share.
FRESH_S = 5
SLOW_S = 300
BLOCK_S = 30
PER_PAGE = 20
MORE = 5
FEED_ENTRIES = 50
SITEMAP_PAGES = 50_000


def public_page(view: View) -> View:
    """For everybody: GET and HEAD only, under the strict policy without a nonce."""

    @login_not_required
    @require_safe
    @csp_override(POLICY)
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return shown


def tag_of(*parts: object) -> str:
    """A strong ETag over the parts."""
    return '"' + hashlib.sha256(repr(parts).encode()).hexdigest()[:32] + '"'


def answer(
    request: HttpRequest, make: Callable[[], str | bytes], *, etag: str, kind: str = "text/html", age: int = FRESH_S
) -> HttpResponse:
    """200 with what `make` gives, or 304 without making it."""
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(make(), content_type=f"{kind}; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={age}"
    return response


def page_of(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page whose ETag is that of its own bytes."""
    body = render_to_string(template, {"site": site(), **context})
    return answer(request, lambda: body, etag=tag_of(body))


def failure(heading: str, sentence: str, status: int) -> HttpResponse:
    """A public error page."""
    context = {"site": site(), "heading": heading, "sentence": sentence}
    return HttpResponse(render_to_string("public/error.html", context), status=status)


def site() -> SiteSettings:
    """The newsroom's name and addresses."""
    found: SiteSettings = cache.get_or_set("public:site", SiteSettings.current, BLOCK_S)
    return found


def latest() -> list[Listed]:
    """The newest checks, for the block under each article; shared by all of them."""
    newest = FactCheck.objects.public().filter(retracted_at__isnull=True)[: MORE + 1]
    found: list[Listed] = cache.get_or_set("public:latest", lambda: listed(newest), BLOCK_S)
    return found


def _page(number: str) -> "Page[FactCheck] | None":
    """The page, or None beyond the end. The archive is counted once for all readers of half a minute."""
    paginator = Paginator(FactCheck.objects.public(), PER_PAGE)
    paginator.count = cache.get_or_set("public:count", FactCheck.objects.public().count, BLOCK_S)
    try:
        return paginator.page(number)
    except (EmptyPage, PageNotAnInteger):
        return None


@public_page
def public_home(request: HttpRequest) -> HttpResponse:
    """The list, newest first; the newest leads the first page."""
    page = _page(request.GET.get("page", "1"))
    if page is None:
        return failure("No such page", "The list is shorter than that.", 404)
    rows = listed(page.object_list)
    lead = rows[0] if rows and page.number == 1 else None
    context = {"page": page, "lead": lead, "rows": rows[1:] if lead else rows, "here": "latest"}
    return page_of(request, "public/home.html", context | {"count": page.paginator.count})


@lru_cache(maxsize=1)
def shell_version() -> str:
    """Changes with each release that changes what surrounds an article."""
    return tag_of(render_to_string("public/article.html", {}))


def _published(slug: str) -> FactCheck | None:
    """The check with its live edition, in one query."""
    checks = FactCheck.objects.filter(slug=slug, live_edition__isnull=False).select_related("live_edition")
    edition = ("content", "html", "claim_review", "event_hash", "number")
    columns = ("slug", "retracted_at", "taken_down_at", *(f"live_edition__{name}" for name in edition))
    return checks.only(*columns).first()


@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """The live edition inside the shell. 410 when taken down, 301 from an old address, 404 otherwise."""
    check = _published(slug)
    if check is None:
        return _elsewhere(slug)
    if check.taken_down_at:
        return failure("This check was withdrawn", "It had to be taken down and is not published any more.", 410)
    more = [one for one in latest() if one.slug != slug][:MORE]
    edition = check.live_edition
    etag = tag_of(check.live_edition_id, bool(check.retracted_at), edition.event_hash, more, site(), shell_version())
    return answer(request, lambda: render_to_string("public/article.html", _shown(check, more)), etag=etag)


def _shown(check: FactCheck, more: list[Listed]) -> dict[str, Any]:
    """What the shell is given. A retracted check has neither body nor data."""
    edition, retracted = check.live_edition, check.retracted_at is not None
    data = None if retracted else edition.claim_review
    return {
        "site": site(),
        "edition": edition,
        # Both were made by our own templates and serialiser when the edition was published.
        "edition_html": mark_safe(edition.html),  # noqa: S308
        "json_ld": mark_safe(json_ld(data)) if data else "",  # noqa: S308
        "url": f"{settings.SITE_URL}{reverse('article', args=[check.slug])}",
        "more": more,
        "lead_url": "" if retracted else _lead(check),
        "retracted": retracted,
    }


def _lead(check: FactCheck) -> str:
    files = check.live_edition.content["text"]["files"]
    lead = next((one for one in files if one["lead"] and one["sha256"]), None)
    if lead is None:
        return ""
    path = reverse("article_media", args=[check.slug, lead["sha256"], lead["extension"]])
    return f"{settings.SITE_URL}{path}"


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
    return page_of(request, "public/how_we_work.html", {"verdicts": verdicts, "on_scale": on_scale, "here": "how"})


@public_page
def feed_atom(request: HttpRequest) -> HttpResponse:
    """The newest checks as Atom."""
    rows = listed(FactCheck.objects.public()[:FEED_ENTRIES])
    root = f"{settings.SITE_URL}/"
    body = feeds.atom(
        title=site().name,
        url=root,
        feed_url=f"{settings.SITE_URL}{reverse('feed_atom')}",
        entries=[entry(one, site_url=settings.SITE_URL) for one in rows],
        updated=max((one.modified_at for one in rows), default=timezone.now()),
    )
    etag = tag_of(body if rows else "empty")
    return answer(request, lambda: body, etag=etag, kind="application/atom+xml", age=FRESH_S)


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The addresses that readers can open, each with its last change."""
    checks = FactCheck.objects.public().values_list("slug", "last_public_change_at")[:SITEMAP_PAGES]
    root = settings.SITE_URL
    pages = [(f"{root}/", None), (f"{root}{reverse('how_we_work')}", None)]
    body = feeds.sitemap([*pages, *((f"{root}/checks/{slug}/", changed) for slug, changed in checks)])
    return answer(request, lambda: body, etag=tag_of(body), kind="application/xml", age=SLOW_S)


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
