"""The article as readers will see it, made from the working copy; never cached, never public."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from factchecks.models import FactCheck, SiteSettings
from factchecks.models.content import Content, content_of
from factchecks.publishing.article import render_main
from factchecks.services import publication
from factchecks.views.loading import check_for

# Stands where the verdict will be, as long as none is proposed.
UNRATED = {"slug": "", "silhouette": "dashed", "fill": "outline", "tone": "", "number": None}


def _previewed(content: Content) -> Content:
    """The content, with words in the place of a verdict that is still missing."""
    for claim, frame in zip(content["text"]["claims"], content["frame"]["claims"], strict=True):
        if frame["verdict"] is None:
            claim["verdict"], frame["verdict"] = "No verdict yet", UNRATED
    return content


def main_of(factcheck: FactCheck, media_url: str) -> SafeString:
    """The `<main>` of the working copy as it stands now; its pictures lie below `media_url`."""
    shown = publication.told(factcheck, publication.describe(factcheck, _previewed(content_of(factcheck))))
    # Made by our own template, with the body cleaned by the allow-list.
    return mark_safe(render_main(replace(shown, media_url=media_url)))  # noqa: S308


@require_safe
def preview(request: HttpRequest, check_id: int) -> HttpResponse:
    """GET, for anyone who may read the check."""
    factcheck = check_for(request, check_id)
    context = {
        "check": factcheck,
        "site": SiteSettings.current(),
        "main": main_of(factcheck, reverse("preview", args=[check_id])),
    }
    response = render(request, "factchecks/preview.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
