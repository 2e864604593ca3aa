"""Published checks inside other sites: the card for a frame, and oEmbed, which says how it is put there."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from factchecks.forms.oembed import OembedForm, slug_in
from factchecks.models import FactCheck
from factchecks.publishing.listing import Listed, listed
from factchecks.views.data import open_data
from factchecks.views.readers import POLICY, SLOW_S, answer, failure, for_other_sites, public_page, site, tag_of

# Pixels that the card needs when there is room for it; below NARROW its lines are short and many.
WIDTH, HEIGHT = 600, 400
NARROW, TALL = 480, 520
FRAMED = POLICY | {"frame-ancestors": ["*"]}


def _shown(slug: str) -> Listed | None:
    """The published check that has this slug, or had it: frames on other sites are never changed."""
    checks = FactCheck.objects.public()
    found = listed(checks.filter(slug=slug)) or listed(checks.filter(old_slugs__slug=slug))
    return found[0] if found else None


@for_other_sites
@xframe_options_exempt
@csp_override(FRAMED)
@public_page
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The first claim and its verdict, small enough for a frame; the one page that others may frame. One query."""
    check = _shown(slug)
    if check is None:
        gone = FactCheck.objects.filter(slug=slug, taken_down_at__isnull=False).exists()
        return failure("There is nothing here", "This check is not published.", 410 if gone else 404)
    if check.slug != slug:
        return HttpResponsePermanentRedirect(reverse("card", args=[check.slug]))
    context = {"site": site(), "check": check, "url": f"{settings.SITE_URL}{reverse('article', args=[slug])}"}
    body = render_to_string("public/card.html", context)
    return answer(request, lambda: body, etag=tag_of(body))


def _refused(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)


@open_data
def oembed(request: HttpRequest) -> HttpResponse:
    """How to embed a check, as JSON. 400 for a bad question, 404 for what is not a check of ours, 501 for XML."""
    form = OembedForm(request.GET)
    if not form.is_valid():
        return _refused("Give the address of a check as url; maxwidth and maxheight are numbers of pixels.", 400)
    if request.GET.get("format", "json") != "json":
        return _refused("Only the format json is answered.", 501)
    check = _shown(slug_in(form.cleaned_data["url"], site_url=settings.SITE_URL))
    if check is None or check.retracted:
        return _refused("No check is published at this address.", 404)
    width = min(WIDTH, form.cleaned_data["maxwidth"] or WIDTH)
    height = HEIGHT if width >= NARROW else TALL
    return JsonResponse(_rich(check, width, min(height, form.cleaned_data["maxheight"] or height)))


def _rich(check: Listed, width: int, height: int) -> dict[str, object]:
    frame = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        f"{settings.SITE_URL}{reverse('card', args=[check.slug])}",
        f"Fact-check: {check.headline}",
        width,
        height,
    )
    return {
        "version": "1.0",
        "type": "rich",
        "title": check.headline,
        "author_name": check.author,
        "provider_name": site().name,
        "provider_url": f"{settings.SITE_URL}/",
        "cache_age": SLOW_S,
        "html": frame,
        "width": width,
        "height": height,
    }
