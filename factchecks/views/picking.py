"""Filters of the public lists as plain links, and the page of a list that they give."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator

from factchecks.forms.publiclists import Asked, BadQuestion
from factchecks.models import Filed, Verdict
from factchecks.search.shelves import Shelf, shelf
from factchecks.views.readers import kept

PER_PAGE = 20
SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A link of a filter. `verdict` draws the badge of one."""

    label: str
    query: str
    checks: int
    verdict: Verdict | None = None


@dataclass(frozen=True, kw_only=True)
class Picked:
    """A filter that is set, and the query without it."""

    kind: str
    label: str
    query: str


def scale() -> dict[str, Verdict]:
    """Every verdict by its slug, for badges."""
    return kept("verdicts", lambda: {one.slug: one for one in Verdict.objects.all()})


def choices(asked: Asked, shelves: Iterable[Shelf], kind: Filed, most: int = SHOWN) -> list[Choice]:
    """The links of one filter; none where it is set already. Verdicts come in the order of the scale."""
    if kind.value in asked.picked:
        return []
    rows, verdicts = [one for one in shelves if one.kind == kind], scale()
    if kind is Filed.VERDICT:
        order = {slug: place for place, slug in enumerate(verdicts)}
        rows.sort(key=lambda one: order.get(one.slug, len(order)))
    return [
        Choice(
            label=one.label,
            query=asked.query(**{kind.value: one.slug}),
            checks=one.checks,
            verdict=verdicts.get(one.slug) if kind is Filed.VERDICT else None,
        )
        for one in rows[:most]
    ]


def picked(asked: Asked) -> list[Picked]:
    """The filters that are set. Raises BadQuestion for one under which readers find nothing."""
    found = {kind: kept(f"shelf:{kind}:{slug}", partial(shelf, kind, slug)) for kind, slug in asked.picked.items()}
    wrong = next((kind for kind, one in found.items() if one is None), "")
    if wrong:
        raise BadQuestion(f"We have no {wrong} “{asked.picked[wrong]}”. Pick one from the list.")
    return [
        Picked(kind=Filed(kind).label, label=one.label, query=asked.query(**{kind: ""}))
        for kind, one in found.items()
        if one
    ]


def page_of_list(
    rows: Any, number: int, *, per_page: int = PER_PAGE, count: Callable[[], int] | None = None
) -> Page[Any] | None:
    """The page, or None beyond the end. `count` gives a number that was counted for many readers."""
    paginator: Paginator[Any] = Paginator(rows, per_page)
    if count:
        paginator.count = count()
    try:
        return paginator.page(number)
    except EmptyPage:
        return None
