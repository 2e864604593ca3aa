"""Published checks for other programs: claims:search, the DataFeed and the JSON Lines dump. Open to every origin."""

from collections.abc import Callable, Iterator
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from factchecks.forms.claimsearch import BadQuestion, Question, question
from factchecks.models import FactCheck
from factchecks.publishing import datafeed
from factchecks.publishing.claimsearch import claims_of, is_of_publisher
from factchecks.search.published import published
from factchecks.views.readers import FRESH_S, public_page, tag_of

Json = dict[str, Any]


def open_data(view: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponse]:
    """A public page that scripts of any site may read."""

    @public_page
    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cache-Control"] = f"public, max-age={FRESH_S}"
        return response  # type: ignore[return-value]

    return shown


@open_data
def claims_search(request: HttpRequest) -> HttpResponse:
    """Google's Fact Check Tools `claims:search` over what this newsroom has published. One query."""
    try:
        asked = question(request.GET.dict())
    except BadQuestion as wrong:
        error = {"code": 400, "message": str(wrong), "status": "INVALID_ARGUMENT"}
        return JsonResponse({"error": error}, status=400)
    if asked.publisher and not is_of_publisher(asked.publisher, settings.SITE_URL):
        return JsonResponse({})
    return JsonResponse(_page(asked))


def _page(asked: Question) -> Json:
    found = published(query=asked.query, language=asked.language, days=asked.days)
    # Every check has a claim, so that one more than the page and what is passed over always fills it.
    rows = found.values_list("live_edition__claim_review", flat=True)
    window = rows[asked.offset : asked.offset + asked.size + 1]
    places = [
        (asked.offset + step, inner, claim)
        for step, data in enumerate(window)
        for inner, claim in enumerate(claims_of(data or []))
    ]
    left = places[asked.inner :]
    shown: Json = {"claims": [claim for _, _, claim in left[: asked.size]]} if left else {}
    if len(left) > asked.size:
        offset, inner, _ = left[asked.size]
        shown["nextPageToken"] = asked.token(offset, inner)
    return shown


def _streamed(request: HttpRequest, lines: Callable[[], Iterator[str]], kind: str, *, etag: str) -> HttpResponseBase:
    """304, nothing for a HEAD, or the lines as they are read."""
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        sent = iter(()) if request.method == "HEAD" else lines()
        response = StreamingHttpResponse(sent, content_type=kind)
    response.headers["ETag"] = etag
    return response


def _version(kind: str) -> tuple[str, Json]:
    ends = datafeed.ends(FactCheck.objects.all())
    return tag_of(kind, settings.SITE_URL, sorted(ends.items())), ends


@open_data
def feed_claimreview(request: HttpRequest) -> HttpResponseBase:
    """The schema.org DataFeed of every check that is or was published."""
    etag, ends = _version("feed")
    root = settings.SITE_URL
    make = partial(datafeed.feed, datafeed.rows(FactCheck.objects.all()), ends, root)
    return _streamed(request, make, "application/ld+json", etag=etag)


@open_data
def dump_claimreview(request: HttpRequest) -> HttpResponseBase:
    """Every ClaimReview that readers can read, one a line."""
    etag, _ = _version("dump")
    make = partial(datafeed.dump, datafeed.rows(FactCheck.objects.all()))
    return _streamed(request, make, "application/jsonl", etag=etag)
