"""What was corrected, for readers: the list, its feeds, and every version that was ever published."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from factchecks.models import Correction, FactCheck
from factchecks.publishing import corrections
from factchecks.publishing.feeds import Entry
from factchecks.states import CorrectionKind
from factchecks.views.feeds import FEED_ENTRIES, atom_answer, json_answer
from factchecks.views.readers import failure, kept, page_of, public_page, site

PER_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Year:
    """How often we were wrong in this year."""

    published: int
    corrections: int
    verdicts: int
    retractions: int


def _year() -> Year:
    start = timezone.now().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    told = Correction.objects.told().filter(published_at__gte=start).exclude(kind=CorrectionKind.REINSTATEMENT)
    kinds = list(told.values_list("kind", "old_word", "new_word"))
    retracted = sum(kind == CorrectionKind.RETRACTION for kind, _, _ in kinds)
    return Year(
        published=FactCheck.objects.public().filter(first_published_at__gte=start).count(),
        corrections=len(kinds) - retracted,
        verdicts=sum(old != new for _, old, new in kinds),
        retractions=retracted,
    )


@public_page
def correction_list(request: HttpRequest) -> HttpResponse:
    """Newest first, by month, with page numbers."""
    paginator = Paginator(corrections.rows(), PER_PAGE)
    try:
        page = paginator.page(request.GET.get("page", "1"))
    except PageNotAnInteger:
        return failure("We cannot read that page number", "Page numbers are whole numbers from 1 on.", 400)
    except EmptyPage:
        return failure("No such page", "The list is shorter than that.", 404)
    context = {
        "page": page,
        "told": corrections.told(page.object_list),
        "year": kept("corrections-year", _year),
        "here": "corrections",
    }
    return page_of(request, "public/corrections.html", context)


def _entries() -> list[Entry]:
    told = corrections.told(corrections.rows()[:FEED_ENTRIES])
    return [corrections.entry(one, site_url=settings.SITE_URL, author=site().name) for one in told]


@public_page
def corrections_atom(request: HttpRequest) -> HttpResponse:
    """Every correction as an entry of its own."""
    title = f"{site().name}: corrections"
    return atom_answer(request, title=title, page=reverse("corrections"), entries=_entries())


@public_page
def corrections_json(request: HttpRequest) -> HttpResponse:
    """Every correction as an entry of its own."""
    title = f"{site().name}: corrections"
    return json_answer(request, title=title, page=reverse("corrections"), entries=_entries())
