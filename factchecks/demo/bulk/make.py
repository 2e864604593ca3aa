"""Makes up the whole newsroom: everything or nothing, the same for the same seed."""

from dataclasses import dataclass
from random import Random

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from factchecks.demo.bulk.history import make_history
from factchecks.demo.bulk.pages import make_links
from factchecks.demo.bulk.rows import make_rows
from factchecks.demo.bulk.staff import make_claimants, make_teams, make_topics
from factchecks.demo.bulk.stock import Stock
from factchecks.errors import Refused
from factchecks.models import Edition, FactCheck, Link, SiteSettings, Verdict

# Checks made at a time: what they need is held in memory.
CHUNK = 500
MOST_CITED = 60


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large it is to be."""

    checks: int
    sources: int
    users: int


def _shared(links: list[Link], checks: int, random: Random) -> list[list[Link]]:
    """Each link to one check; every check gets about as many as any other, a few get many."""
    pages: list[list[Link]] = [[] for _ in range(checks)]
    for place, link in enumerate(links):
        at = place % checks if place < 2 * checks else random.randrange(checks)
        pages[at if len(pages[at]) < MOST_CITED else place % checks].append(link)
    return pages


def _past_the_keys() -> None:
    """On PostgreSQL the next edition is counted from those whose keys were given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Edition]):
            cursor.execute(statement)


@transaction.atomic
def make(*, size: Size, seed: int, beside_work: bool = False) -> int:
    """Adds a newsroom of this size; the number of checks. Raises Refused when there are checks already.

    `beside_work`: adds it to the checks of others all the same.
    """
    if FactCheck.objects.exists() and not beside_work:
        raise Refused("There are checks in this newsroom already. Add --yes to put made-up ones beside them.")
    random, now = Random(seed), timezone.now()  # noqa: S311
    SiteSettings.objects.get_or_create(pk=1)
    stock = Stock(
        random=random,
        now=now,
        teams=make_teams(size.users, random=random),
        claimants=make_claimants(random=random),
        topics=make_topics(),
        verdicts=list(Verdict.objects.filter(retired=False).select_related("scale")),
    )
    pages = _shared(make_links(size.sources, random=random, now=now), size.checks, random)
    first = (Edition.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    for start in range(0, size.checks, CHUNK):
        make_history(make_rows(stock, pages[start : start + CHUNK], first + 2 * start), now)
    _past_the_keys()
    return size.checks
