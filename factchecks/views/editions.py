"""Every version of an article that was ever published: the list, each as it was, and what changed with it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from factchecks.models import Correction, Edition, EditionReason, FactCheck
from factchecks.publishing.changes import compare
from factchecks.views.readers import answer, failure, page_of, public_page, site, tag_of

NOTHING = ("There is nothing here", "The address may be wrong.", 404)
WITHDRAWN = "This check was withdrawn"


@dataclass(frozen=True, kw_only=True)
class Version:
    """A published edition, and the notice that came with it: none for the first one and for a minor edit."""

    edition: Edition
    first: bool
    live: bool
    notice: Correction | None


def _check(slug: str) -> FactCheck | None:
    rows = FactCheck.objects.filter(slug=slug, live_edition__isnull=False).select_related("standing", "live_edition")
    return rows.first()


def _gone(check: FactCheck | None) -> HttpResponse | None:
    """The answer where there is nothing to show: no such check, or one that was taken down."""
    if check is None:
        return failure(*NOTHING)
    if check.taken_down_at:
        return failure(WITHDRAWN, check.standing.wrong if check.standing else "", 410)
    return None


def _versions(check: FactCheck) -> list[Version]:
    """The newest first; two queries."""
    editions = check.editions.filter(reason=EditionReason.PUBLISHED).defer("content", "html", "claim_review")
    told = Correction.objects.told().filter(factcheck=check, to_edition__isnull=False)
    notices = {one.to_edition_id: one for one in told}
    rows = list(editions.order_by("-number"))
    return [
        Version(edition=one, first=one == rows[-1], live=one.pk == check.live_edition_id, notice=notices.get(one.pk))
        for one in rows
    ]


@public_page
def article_versions(request: HttpRequest, slug: str) -> HttpResponse:
    """All versions, the newest first, with what was told of each."""
    check = _check(slug)
    gone = _gone(check)
    if gone or check is None:
        return gone or failure(*NOTHING)
    context = {
        "slug": slug,
        "headline": check.live_edition.content["text"]["headline"],  # type: ignore[union-attr]
        "versions": _versions(check),
        "check": check,
    }
    return page_of(request, "public/versions.html", context)


def _published(check: FactCheck, upto: int) -> list[Edition]:
    """The published edition with this number and the one before it, the newest first."""
    rows = check.editions.filter(reason=EditionReason.PUBLISHED, number__lte=upto).order_by("-number")[:2]
    found = list(rows)
    return found if found and found[0].number == upto else []


@public_page
def article_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version as it was, under a bar that says so; search engines are sent to the live one."""
    check = _check(slug)
    gone = _gone(check)
    editions = _published(check, number) if check and not gone else []
    if gone or check is None or not editions:
        return gone or failure(*NOTHING)
    edition = editions[0]
    context = {
        "site": site(),
        "check": check,
        "slug": slug,
        "edition": edition,
        "live": edition.pk == check.live_edition_id,
        # Made by our own templates when it was published.
        "edition_html": mark_safe(edition.html),  # noqa: S308
    }
    etag = tag_of(edition.pk, check.live_edition_id, check.standing_id, vars(site()).get("name"))
    return answer(request, lambda: render_to_string("public/version.html", context), etag=etag)


@public_page
def article_changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What changed between a version and the one before it."""
    check = _check(slug)
    gone = _gone(check)
    editions = _published(check, number) if check and not gone else []
    if gone or check is None or not editions:
        return gone or failure(*NOTHING)
    now, before = editions[0], editions[-1]
    context = {
        "check": check,
        "slug": slug,
        "now": now,
        "before": before,
        "first": now == before,
        "headline": now.content["text"]["headline"],
        "changes": compare(before.content, now.content),
        "notice": Correction.objects.told().filter(to_edition=now).first(),
    }
    return page_of(request, "public/changes.html", context)
