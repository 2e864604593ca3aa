"""The article as readers will see it, made from the working copy; never cached, never public."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from factchecks.models import SiteSettings
from factchecks.models.content import content_of
from factchecks.publishing.article import render_main
from factchecks.services import publication
from factchecks.views.loading import check_for


@require_safe
def preview(request: HttpRequest, check_id: int) -> HttpResponse:
    """GET, for anyone who may read the check."""
    factcheck = check_for(request, check_id)
    shown = publication.describe(factcheck, content_of(factcheck), editor="", edition_number=0)
    shown = replace(shown, media_url=reverse("preview", args=[check_id]))
    context = {
        "check": factcheck,
        "site": SiteSettings.current(),
        # Made by our own template, with the body cleaned by the allow-list.
        "main": mark_safe(render_main(shown)),  # noqa: S308
    }
    response = render(request, "factchecks/preview.html", context)
    response.headers.update({"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"})
    return response
