"""The news sitemap: the newest checks for news search."""

from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from factchecks.models import FactCheck
from factchecks.publishing import outlets
from factchecks.publishing.listing import entry, listed
from factchecks.views.readers import answer, public_page, site, tag_of

NEWS_AGE = timedelta(days=2)
NEWS_PAGES = 1_000
LANGUAGE = KeyTextTransform("language", KeyTextTransform("text", F("live_edition__content")))


@public_page
def sitemap_news(request: HttpRequest) -> HttpResponse:
    """What was first published in the last two days and stands, at most a thousand."""
    young = FactCheck.objects.public().filter(
        first_published_at__gte=timezone.now() - NEWS_AGE, retracted_at__isnull=True
    )[:NEWS_PAGES]
    languages = dict(young.values_list("slug", LANGUAGE))
    entries = [(entry(one, site_url=settings.SITE_URL), languages.get(one.slug) or "en") for one in listed(young)]
    body = outlets.news_sitemap(name=site().name, entries=entries)
    return answer(request, lambda: body, etag=tag_of(body), kind="application/xml")
