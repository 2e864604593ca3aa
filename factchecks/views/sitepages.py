"""The pages about the newsroom: who pays, accessibility, contact."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from factchecks.publishing.body import clean_body
from factchecks.services import sitepages
from factchecks.views.readers import page_of, public_page


def shown_body(html: str) -> SafeString:
    """The text of a page, through the allow-list once more."""
    return mark_safe(clean_body(html))  # noqa: S308


@public_page
def site_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page as an admin wrote it, or our own text."""
    page = sitepages.page(slug)
    context = {"page": page, "body": shown_body(page.body), "url": f"{settings.SITE_URL}{request.path}", "here": slug}
    return page_of(request, "public/site_page.html", context)
