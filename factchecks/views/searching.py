"""The search for readers: what was found, with the passage and filters, or a way to send us the claim."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from factchecks.forms.publiclists import Asked
from factchecks.models import FactCheck, Filed
from factchecks.publishing.listing import Listed, listed
from factchecks.search import shelves, site
from factchecks.search.site import MOST, Piece
from factchecks.views import picking
from factchecks.views.lists import NO_SUCH_PAGE, sides, with_question
from factchecks.views.readers import failure, page_of


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A check that was found, and the words around the place."""

    check: Listed
    passage: list[Piece]


def _hits(keys: list[int], question: str) -> list[Hit]:
    """In the order of the keys; two queries."""
    passages = site.passages(keys, question)
    rows = {one.key: one for one in listed(FactCheck.objects.public().filter(pk__in=keys))}
    return [Hit(check=rows[key], passage=passages.get(key, [])) for key in keys if key in rows]


def _narrowed(found: list[int], question: Asked) -> list[int]:
    if not question.picked:
        return found
    left = set(shelves.checks_on(question.picked).filter(pk__in=found).values_list("pk", flat=True))
    return [key for key in found if key in left]


@with_question
def search(request: HttpRequest, question: Asked) -> HttpResponse:
    """The best first, at most `MOST`; without words the form and the topics."""
    context = {"question": question, "query": question.query(), "here": "search"}
    if not site.words_of(question.question):
        return page_of(request, "public/search.html", context | sides(question))
    picked = picking.picked(question)
    keys = _narrowed(site.found(question.question), question)
    page = picking.page_of_list(keys, question.page)
    if page is None:
        return failure(*NO_SUCH_PAGE)
    found = shelves.among(keys)
    context |= {f"by_{kind.value}": picking.choices(question, found, kind) for kind in Filed}
    context |= {"picked": picked, "page": page, "count": len(keys), "most": MOST}
    return page_of(request, "public/search.html", context | {"hits": _hits(list(page.object_list), question.question)})
