"""The site pages as readers get them."""

from factchecks.models import SitePage
from factchecks.publishing.pagetexts import TEXTS


def unwritten(slug: str) -> SitePage:
    """Our own text, not saved. Raises KeyError for a page that there is not."""
    title, body = TEXTS[slug]
    return SitePage(slug=slug, title=title, body=body)


def page(slug: str) -> SitePage:
    """As an admin saved it last, or our own text. One query."""
    return SitePage.objects.filter(slug=slug).first() or unwritten(slug)
