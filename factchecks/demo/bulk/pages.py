"""Links with their kept copies, in bulk. A few texts stand for all pages, so that every copy is in the store."""

import hashlib
from datetime import datetime, timedelta
from random import Random

from django.db.models import OuterRef

from factchecks.links.observations import Observation, Rule, Verdict
from factchecks.links.state import fold
from factchecks.links.status import LinkStatus
from factchecks.models import Link, Snapshot
from factchecks.services import vault

TEXTS = 24
HOSTS = 300
BATCH = 500
BROKEN_SHARE = 0.03


def _good(at: datetime) -> LinkStatus:
    return fold(LinkStatus(), Observation(verdict=Verdict.OK, rule=Rule.OK), at)


def _gone(at: datetime) -> LinkStatus:
    """A page that answered once and has been missing in every look of the last nine days."""
    status, missing = _good(at - timedelta(days=12)), Observation(verdict=Verdict.NOT_FOUND, rule=Rule.NOT_FOUND)
    for days in (9, 6, 3, 0):
        status = fold(status, missing, at - timedelta(days=days))
    return status


def _texts(random: Random) -> list[tuple[str, int]]:
    """(sha256, size) of the texts in the store."""
    made = []
    for number in range(TEXTS):
        text = (
            f"Record {number}. The register was counted again. {random.randint(1000, 9999)} entries are listed.\n" * 20
        )
        made.append((vault.keep_text(text), len(text.encode())))
    return made


def _links(total: int, random: Random, now: datetime) -> list[Link]:
    good, gone, made = _good(now), _gone(now), []
    for number in range(total):
        host = f"records-{random.randrange(HOSTS)}.example"
        url = f"https://{host}/{random.randint(2004, 2025)}/register-{random.getrandbits(64):016x}"
        status = gone if random.random() < BROKEN_SHARE else good
        link = Link(url=url, key=hashlib.sha256(url.encode()).hexdigest(), domain=host, title=f"Register {number}")
        link.publisher, link.final_url, link.checked_at = f"Office {host.split('.')[0]}", url, now
        link.status, link.state, link.verdict = (
            status.to_dict(),
            status.state.value,
            status.verdict.value if status.verdict else "",
        )
        link.next_check_at = now + timedelta(hours=random.randint(72, 720))
        made.append(link)
    return made


def _copy(link: Link, text: tuple[str, int], random: Random, now: datetime) -> Snapshot:
    sha256, size = text
    fetched_at = now - timedelta(hours=random.randint(1, 700))
    kept = {"sha256": sha256, "text_sha256": sha256, "size": size, "media_type": "text/plain"}
    return Snapshot(link=link, title=link.title, final_url=link.url, fetched_at=fetched_at, **kept)


def make_links(total: int, *, random: Random, now: datetime) -> list[Link]:
    """So many links, each looked at and with one kept copy."""
    texts = _texts(random)
    links = Link.objects.bulk_create(_links(total, random, now), batch_size=BATCH)
    copies = [_copy(link, random.choice(texts), random, now) for link in links]
    Snapshot.objects.bulk_create(copies, batch_size=BATCH)
    newest = Snapshot.objects.filter(link=OuterRef("pk")).order_by().values("pk")[:1]
    Link.objects.filter(pk__gte=links[0].pk if links else 0, latest_snapshot=None).update(latest_snapshot=newest)
    return links
