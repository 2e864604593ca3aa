"""Who is at a check now: editing, reading, or away. Kept in the cache for minutes, never in the database.

A page tells its state every 20 s. Of a person's pages the most active one counts. Each page has a sign of its own;
of two that come at the same moment one may be missing until it tells again.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.core.cache import cache
from django.utils import timezone

from factchecks.errors import NotFound, Refused
from factchecks.models import FactCheck, User

# How often a page tells: three signs may be lost before somebody seems to be away.
EVERY_S = 20
SILENT = timedelta(seconds=60)
# Somebody who looks something up in another tab comes back within a coffee; after that they have left.
KEPT = timedelta(minutes=15)
# Pages of one check that are remembered, the newest: a limit on what one person can put there.
PAGES_MAX = 50
TAB_MAX = 16
# Longer than anybody is kept, so that the cache cleans up after the last one.
CACHED_S = 2 * int(KEPT.total_seconds())


class Doing(StrEnum):
    """What a person does at a check; the first is the most active."""

    EDITING = "editing"
    READING = "reading"
    AWAY = "away"


LEFT = "left"
SIGNS = frozenset({*(one.value for one in Doing), LEFT})
_RANK = {one: rank for rank, one in enumerate(Doing)}


type Row = tuple[int, str, str, str, datetime, datetime]


@dataclass(frozen=True)
class Sign:
    """The last that one page told. `since` is when this state began, `at` when it was told last."""

    user_id: int
    name: str
    initials: str
    doing: Doing
    since: datetime
    at: datetime

    def seen(self, now: datetime) -> "Sign":
        """As it is to be taken now: a page that fell silent is away since its last sign."""
        if self.doing is Doing.AWAY or now - self.at <= SILENT:
            return self
        return replace(self, doing=Doing.AWAY, since=self.at)

    @property
    def row(self) -> Row:
        """As it stands in the cache: nothing of ours, so that another release can read it."""
        return (self.user_id, self.name, self.initials, self.doing.value, self.since, self.at)

    @property
    def order(self) -> tuple[int, float]:
        """The most active first; among those away who left last."""
        return _RANK[self.doing], -self.since.timestamp()


def _key(check_id: int, page: str = "") -> str:
    """Where the sign of one page is kept; without a page, where the names of the pages are."""
    return f"presence:{check_id}:{page}"


def _pages(check_id: int) -> list[str]:
    pages: list[str] = cache.get(_key(check_id)) or []
    return pages


def _read(check_id: int, pages: list[str], now: datetime) -> dict[str, Sign]:
    """Every page's sign as it is to be taken now, without those who have left."""
    rows: dict[str, Row] = cache.get_many([_key(check_id, page) for page in pages])
    signs = {key: Sign(*row[:3], Doing(row[3]), *row[4:]).seen(now) for key, row in rows.items()}
    return {key: one for key, one in signs.items() if one.doing is not Doing.AWAY or now - one.since <= KEPT}


def tell(*, check_id: int, by: User, tab: str, doing: str) -> None:
    """Notes what a page of the person shows; `left` forgets the page. `tab` is any short name of the page.

    Raises NotFound for a check that the person may not see: nobody is seen where they cannot look. Refused for
    a word that is no sign.
    """
    if not FactCheck.objects.visible_to(by).filter(pk=check_id).exists():
        raise NotFound("There is no such check, or it is not on a desk of yours.")
    if doing not in SIGNS:
        raise Refused("Tell what the page shows.")
    now, page = timezone.now(), f"{by.pk}:{tab[:TAB_MAX]}"
    key, pages = _key(check_id, page), _pages(check_id)
    if doing == LEFT:
        cache.delete(key)
        return
    before, state = _read(check_id, [page], now).get(key), Doing(doing)
    since = before.since if before and before.doing is state else now
    cache.set(key, Sign(by.pk, str(by), by.initials, state, since, now).row, timeout=CACHED_S)
    # A page that is known does not write the names again: one that joins at this moment would be lost.
    if page in pages and cache.touch(_key(check_id), CACHED_S):
        return
    alive = _read(check_id, pages, now)
    stay = [one for one in pages if _key(check_id, one) in alive and one != page]
    cache.set(_key(check_id), [*stay, page][-PAGES_MAX:], timeout=CACHED_S)


def others(*, check_id: int, than: User) -> list[Sign]:
    """Everybody else at the check, one sign a person, the most active first; no query.

    Only for somebody who may see the check: it is not asked here.
    """
    found: dict[int, Sign] = {}
    for one in sorted(_read(check_id, _pages(check_id), timezone.now()).values(), key=lambda sign: sign.order):
        if one.user_id != than.pk:
            found.setdefault(one.user_id, one)
    return list(found.values())


def saved(*, factcheck: FactCheck, by: User) -> None:
    """Notes whose save made the version that stands; forgotten after a while, as are the people."""
    cache.set(f"saved:{factcheck.pk}", (factcheck.version, by.pk, str(by)), timeout=CACHED_S)


def saved_by(*, check_id: int, version: int) -> tuple[int, str] | None:
    """Id and name of the person whose save made this version; None when it is not known any more."""
    known = cache.get(f"saved:{check_id}")
    return (known[1], known[2]) if known and known[0] == version else None
