"""From attempts to what they mean for us: reads the page, looks for the quotations, compares it with the kept copy."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db.models import F, Min, Q
from django.utils import timezone

from factchecks.links.addresses import InvalidAddress, parse
from factchecks.links.classify import classify
from factchecks.links.context import Context
from factchecks.links.fragments import parse_fragment
from factchecks.links.kinds import GOOD
from factchecks.links.normal import PreparedText, prepare
from factchecks.links.quotes import QuoteResult, verify
from factchecks.links.records import Attempt, FetchSpec, Observation
from factchecks.links.text import Page, read_page
from factchecks.models import Link, Quotation, Snapshot, Source
from factchecks.services import links, snapshots, vault
from factchecks.services.snapshots import Kept

# A host is asked for a path that cannot exist once a day; of the answer this much is enough to compare.
SIBLING_KEPT_S, SIBLING_BYTES = 86_400, 200_000


@dataclass(frozen=True, kw_only=True)
class Look:
    """One fetched link: what came, what it means, and what could be read and was kept (None unless it was good)."""

    link: Link
    attempt: Attempt
    observation: Observation
    page: Page | None = None
    kept: Kept | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the newsroom takes from a link: exact words, and the part of the cited address after '#'.

    `copy_sha256`: the text that articles rest on: of the copy that was the newest when the first of them went out,
    so that a page which changes a little each month is not compared with last month only. Before, the newest.
    """

    quotes: tuple[str, ...] = ()
    fragment: str = ""
    copy_sha256: str = ""


def asked_of(links_: Iterable[Link]) -> dict[int, Asked]:
    """By link id, for all current sources of these links; three queries."""
    rows = list(links_)
    ids = [link.pk for link in rows]
    words: dict[int, list[str]] = defaultdict(list)
    fragments: dict[int, str] = {}
    current = Source.objects.filter(link__in=ids, removed_at__isnull=True)
    for link_id, url in current.order_by("pk").values_list("link_id", "cited_url"):
        if link_id is not None and (fragment := urlsplit(url).fragment):
            fragments.setdefault(link_id, fragment)
    quoted = Quotation.objects.filter(removed_at__isnull=True, pinned__isnull=True, source__in=current)
    for link_id, text in quoted.order_by("pk").values_list("source__link_id", "text"):
        if link_id is not None:
            words[link_id].append(text)
    copies = _rested_on(rows)
    return {
        pk: Asked(quotes=tuple(words[pk]), fragment=fragments.get(pk, ""), copy_sha256=copies.get(pk, "")) for pk in ids
    }


def _rested_on(rows: Sequence[Link]) -> dict[int, str]:
    """sha256 of a text by link id."""
    found = {link.pk: link.latest_snapshot.text_sha256 for link in rows if link.latest_snapshot}
    first = Min("link__sources__factcheck__first_published_at", filter=Q(link__sources__removed_at__isnull=True))
    older = Snapshot.objects.filter(link__in=list(found)).annotate(out=first).filter(fetched_at__lte=F("out"))
    for link_id, text_sha256 in older.order_by("fetched_at", "pk").values_list("link_id", "text_sha256"):
        found[link_id] = text_sha256
    return found


class Reading:
    """One attempt at one link, with everything costly worked out once."""

    def __init__(self, link: Link, attempt: Attempt, asked: Asked, *, conditional: bool = False) -> None:
        self.link, self.attempt, self._asked, self._conditional = link, attempt, asked, conditional

    @cached_property
    def page(self) -> Page | None:
        """What the answer says; None when it is no page."""
        if self.attempt.error or self.attempt.status != 200 or not self.attempt.raw:
            return None
        return read_page(self.attempt.body, self.attempt.headers.get("content-type", ""))

    @cached_property
    def _kept_text(self) -> str:
        try:
            return vault.read_text(self._asked.copy_sha256) if self._asked.copy_sha256 else ""
        except FileNotFoundError:
            return ""

    @cached_property
    def _results(self) -> tuple[str, ...]:
        if self.page is None:
            return ()
        texts = parse_fragment(self._asked.fragment).texts
        wanted = (*self._asked.quotes, *(text.quote for text in texts))
        if self.page.unreadable:
            return tuple(QuoteResult.UNVERIFIABLE.value for _ in wanted)
        return tuple(self._result(quote) for quote in wanted)

    @cached_property
    def _prepared(self) -> PreparedText:
        return prepare(self.page.text if self.page else "")

    def _result(self, quote: str) -> str:
        return verify(quote, self._prepared).result.value

    def observation(self, sibling: Attempt | None = None) -> Observation:
        """What the rules say; with the sibling, once it was asked for."""
        context = Context(
            previous_ok=self._conditional,
            page=self.page,
            kept_text=self._kept_text,
            quotes=self._results,
            sibling=sibling,
            fragment=self._asked.fragment,
            confirmed_by_hand=links.status_of(self.link).confirmed is not None,
        )
        return classify(self.attempt, context=context)

    def look(self, observation: Observation) -> Look:
        """What is written; the copy's files are kept already."""
        keep = observation.verdict in GOOD and self.page is not None
        kept = snapshots.keep(link=self.link, attempt=self.attempt, page=self.page) if keep and self.page else None
        return Look(
            link=self.link,
            attempt=replace(self.attempt, exchanges=()),
            observation=observation,
            page=self.page if keep else None,
            kept=kept,
        )


type Fetch = Callable[[Sequence[FetchSpec]], list[Attempt]]


def observe(readings: Sequence[Reading], fetch: Fetch) -> list[Look]:
    """The looks of these readings. `fetch` is used for siblings, at most one a host and day."""
    first = [(reading, reading.observation()) for reading in readings]
    siblings = _siblings([observation.sibling for _, observation in first if observation.sibling], fetch)
    looks = []
    for reading, observation in first:
        sibling = siblings.get(_host(observation.sibling))
        looks.append(reading.look(reading.observation(sibling) if sibling else observation))
    return looks


def _host(url: str) -> str:
    try:
        return parse(url).host
    except InvalidAddress:
        return ""


def _siblings(addresses: Sequence[str], fetch: Fetch) -> dict[str, Attempt]:
    by_host = {_host(address): address for address in addresses}
    day = timezone.now().date().isoformat()
    keys = {host: f"links:sibling:{day}:{host}" for host in by_host}
    known = cache.get_many(list(keys.values()))
    found = {host: known[key] for host, key in keys.items() if key in known}
    for attempt in fetch([FetchSpec(address) for host, address in by_host.items() if host not in found]):
        host = _host(attempt.url)
        found[host] = replace(attempt, raw=b"", body=attempt.body[:SIBLING_BYTES], exchanges=())
        cache.set(keys[host], found[host], SIBLING_KEPT_S)
    return found
