"""Tells a hub which feeds have changed, for those who follow them there; off unless WEBSUB_HUB names one.

W3C WebSub leaves to both sides how a hub is told. This is what hubs take: a form with hub.mode=publish and hub.url.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from factchecks.jobs import JobKind
from factchecks.links.asking import Asker
from factchecks.models import Edition, FactCheck, Job
from factchecks.models.publicdocument import filings_of
from factchecks.services import network, outbox

ALL = ("feed_atom", "feed_json")
OF_CORRECTIONS = ("corrections_atom", "corrections_json")
OF_ONE = ("feed_of_atom", "feed_of_json")


class Unheard(Exception):
    """The hub did not take it; a sentence for whoever looks at the jobs."""


def feeds_of(content: dict[str, Any], before: dict[str, Any] | None) -> list[str]:
    """Paths of the feeds that change with a check: those in which it is, and in which it was before."""
    filed = sorted({*filings_of(content), *filings_of(before or content)})
    names = [*ALL, *(OF_CORRECTIONS if before else ())]
    return [*map(reverse, names), *(reverse(name, args=place) for place in filed for name in OF_ONE)]


def asked(factcheck: FactCheck, edition: Edition) -> outbox.Asked:
    """What asks for the hub to be told of a change, before the check names its new edition; nothing without a hub.

    Caches must have let go of the old feed by then: a hub that was told fetches it, and is not told again.
    """
    if not settings.WEBSUB_HUB:
        return {}
    before = factcheck.live_edition.content if factcheck.live_edition else None
    return {JobKind.TELL_HUB: {"feeds": feeds_of(edition.content, before)}}


def work(job: Job) -> None:
    """Tells the hub of every feed of the job; being told twice does no harm. Raises Unheard to be tried again later."""
    if settings.WEBSUB_HUB:
        wrong = list(_refused(job.args["feeds"]))
        if wrong:
            raise Unheard(" ".join(wrong))
    with transaction.atomic():
        outbox.finish(job)


def _refused(feeds: list[str]) -> Iterator[str]:
    """A sentence for each feed that the hub does not want. Raises Unheard where it does not answer, or is busy."""
    asker = Asker(network.gate(), network.policy(), network.limits())
    for path in feeds:
        form = {"hub.mode": "publish", "hub.url": f"{settings.SITE_URL}{path}"}
        answer = asker.post(settings.WEBSUB_HUB, form)
        if answer.problem or answer.status == 429 or answer.status >= 500:
            raise Unheard(answer.problem or f"The hub is busy (answer {answer.status}).")
        if not 200 <= answer.status < 300:
            yield f"The hub refused {path} (answer {answer.status})."
