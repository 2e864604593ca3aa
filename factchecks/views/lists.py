"""The lists for readers: all checks with their filters, topics, claimants, and the page of each."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from factchecks.forms.publiclists import Asked, BadQuestion, asked
from factchecks.models import FactCheck, Filed
from factchecks.publishing.claimantpage import told_of
from factchecks.publishing.listing import listed
from factchecks.search import shelves
from factchecks.views import picking
from factchecks.views.readers import failure, kept, page_of, public_page

NAMES_PER_PAGE = 200
NOTHING = ("There is nothing here", "The address may be wrong.", 404)
NO_SUCH_PAGE = ("No such page", "The list is shorter than that.", 404)


def with_question(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page that is given what was asked; what cannot be read is answered 400, in words."""

    @public_page
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, asked(request.GET.dict()), *args, **kwargs)
        except BadQuestion as wrong:
            return failure("We cannot read that address", str(wrong), 400)

    return shown


def sides(question: Asked) -> dict[str, Any]:
    """The filters beside a list; three queries for all readers of half a minute."""
    found = {kind: kept(f"shelves:{kind.value}", partial(shelves.by_size, kind)) for kind in Filed}
    return {f"by_{kind.value}": picking.choices(question, rows, kind) for kind, rows in found.items()}


def _count(question: Asked) -> int:
    return kept(f"count:{question.query(q='')}", shelves.checks_on(question.picked).count)


def list_page(request: HttpRequest, question: Asked, template: str, **context: Any) -> HttpResponse:
    """A page of the checks that were picked, newest first."""
    page = picking.page_of_list(shelves.checks_on(question.picked), question.page, count=lambda: _count(question))
    if page is None:
        return failure(*NO_SUCH_PAGE)
    rows = listed(cast("QuerySet[FactCheck]", page.object_list))
    # Nothing that was withdrawn leads.
    standing = (one for one in rows if not one.retracted)
    lead = next(standing, None) if question.page == 1 and not question.picked else None
    rest = [one for one in rows if one is not lead]
    shown = {"page": page, "rows": rest, "lead": lead, "count": page.paginator.count}
    return page_of(request, template, shown | context)


@with_question
def public_home(request: HttpRequest, question: Asked) -> HttpResponse:
    """The list, newest first; the newest leads the first page of all of them."""
    context = {
        "picked": picking.picked(question),
        "query": question.query(q=""),
        "here": "latest",
        **sides(question),
    }
    return list_page(request, question, "public/home.html", **context)


@with_question
def topics(request: HttpRequest, question: Asked) -> HttpResponse:
    """Every topic from A to Z."""
    found = kept("topics", lambda: shelves.by_name(Filed.TOPIC))
    return page_of(request, "public/shelves.html", {"shelves": found, "kind": "topic", "here": "topics"})


@with_question
def claimants(request: HttpRequest, question: Asked) -> HttpResponse:
    """Everybody whose claims were checked, from A to Z."""
    found = kept("claimants", lambda: shelves.by_name(Filed.CLAIMANT))
    page = picking.page_of_list(found, question.page, per_page=NAMES_PER_PAGE)
    if page is None:
        return failure(*NO_SUCH_PAGE)
    context = {"shelves": page.object_list, "page": page, "kind": "claimant", "here": "claimants"}
    return page_of(request, "public/shelves.html", context)


@with_question
def topic(request: HttpRequest, question: Asked, topic: str) -> HttpResponse:
    """The checks of a topic."""
    found = shelves.shelf(Filed.TOPIC, topic)
    if found is None:
        return failure(*NOTHING)
    here = Asked(question="", picked={Filed.TOPIC.value: topic}, page=question.page)
    return list_page(request, here, "public/topic.html", shelf=found, here="topics")


@with_question
def claimant(request: HttpRequest, question: Asked, claimant: str) -> HttpResponse:
    """A claimant: who they are, in which roles they spoke, and their checks. No score, no tally."""
    found = shelves.shelf(Filed.CLAIMANT, claimant)
    if found is None:
        return failure(*NOTHING)
    here = Asked(question="", picked={Filed.CLAIMANT.value: claimant}, page=question.page)
    about = told_of(claimant, shelves.checks_on(here.picked))
    return list_page(request, here, "public/claimant.html", shelf=found, about=about, here="claimants")
