"""Pictures: for readers those of the live edition, for staff those of a working copy they may read."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from factchecks.models import Edition, EditionReason, FactCheck
from factchecks.models.content import content_of
from factchecks.services import vault
from factchecks.views.loading import check_for
from factchecks.views.readers import for_other_sites

TYPES = {"jpg": "image/jpeg", "png": "image/png"}
POLICY = {"default-src": [CSP.NONE], "sandbox": []}
A_YEAR_S = 31_536_000


def _is_used(content: dict[str, Any], sha256: str, extension: str) -> bool:
    """Whether a content shows this picture: one of its files, or the portrait of a claimant."""
    claimants = [one["claimant"] for one in content["frame"]["claims"] if one["claimant"]]
    shown = {(one["sha256"], one["extension"]) for one in content["text"]["files"]}
    shown |= {(one["portrait"], one["portrait_extension"]) for one in claimants}
    return (sha256, extension) in shown


def _readable(slug: str) -> Iterator[dict[str, Any]]:
    """The contents that readers can open, the live one first: a query more only for pictures of earlier versions."""
    live = FactCheck.objects.public().filter(slug=slug)
    yield from live.values_list("live_edition__content", flat=True)
    editions = Edition.objects.filter(factcheck__in=live.order_by().values("pk"), reason=EditionReason.PUBLISHED)
    yield from editions.order_by("-number").values_list("content", flat=True)


def _picture(sha256: str, extension: str) -> FileResponse:
    """The re-encoded copy, to be shown in the page. Raises Http404."""
    try:
        file = vault.store().open(sha256)
    except FileNotFoundError as error:
        raise Http404("There is no such picture.") from error
    response = FileResponse(file, content_type=TYPES[extension])
    response.headers["Content-Disposition"] = "inline"
    return response


@login_not_required
@for_other_sites
@require_safe
@csp_override(POLICY)
def article_media(request: HttpRequest, slug: str, sha256: str, extension: str) -> HttpResponseBase:
    """A picture of something that was published and is not taken down; 404 for everything else, whoever asks."""
    shown = extension in TYPES and any(_is_used(content, sha256, extension) for content in _readable(slug))
    if not shown:
        return HttpResponse("There is no such picture.\n", status=404, content_type="text/plain; charset=utf-8")
    etag = f'"{sha256}"'
    response = get_conditional_response(request, etag=etag) or _picture(sha256, extension)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR_S}, immutable"
    return response


def working_picture(factcheck: FactCheck, sha256: str, extension: str) -> FileResponse:
    """A picture that the working copy shows now, never cached. Raises Http404."""
    if extension not in TYPES or not _is_used(content_of(factcheck), sha256, extension):
        raise Http404("There is no such picture.")
    response = _picture(sha256, extension)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
@csp_override(POLICY)
def preview_media(request: HttpRequest, check_id: int, sha256: str, extension: str) -> HttpResponseBase:
    """A picture of the working copy, for those who may read the check."""
    return working_picture(check_for(request, check_id), sha256, extension)
