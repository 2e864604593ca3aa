"""What is known of the link of a source: why it stands as it does, who confirmed it, its looks and its last 90 days."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from factchecks.links.explanations import RULES, VERDICTS
from factchecks.links.observations import Verdict
from factchecks.links.status import Confirmation
from factchecks.models import Link, LinkAttempt, Snapshot
from factchecks.services.links import status_of
from factchecks.views.timeline import DAYS, Looked, days, runs
from factchecks.views.timeline_strips import strips

PAGE = 20
# Of one link in 90 days; more are only ever asked for by hand.
MOST_LOOKS = 2_000
_RULES = {rule.value: words for rule, words in RULES.items()}
_VERDICTS = {verdict.value: words for verdict, words in VERDICTS.items()}


@dataclass(frozen=True, kw_only=True)
class Why:
    """The last look in words. `rule`: '' while nobody has looked."""

    verdict: str
    rule: str
    detail: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Look:
    """One attempt with its verdict and rule in words."""

    attempt: LinkAttempt
    verdict: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Looks:
    """One page of the attempts, newest first, and the numbers of the pages beside it; 0 for none."""

    rows: list[Look]
    newer: int
    older: int


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """`name`: what was hashed."""

    name: str
    sha256: str


def why(link: Link) -> Why:
    """Why the link stands as it does."""
    return Why(
        verdict=_VERDICTS.get(link.verdict, ""),
        rule=_RULES.get(link.rule, ""),
        # The sentence of a good look says what its rule says.
        detail="" if link.verdict == Verdict.OK else link.detail,
        note=link.note,
    )


def confirmation(link: Link) -> Confirmation | None:
    """The word of a person, while it is in force."""
    confirmed = status_of(link).confirmed
    return confirmed if confirmed and confirmed.until > timezone.now() else None


def looks(link: Link, page: str) -> Looks:
    """A page of 20; anything that is not a page's number gives the first. One query."""
    number = min(int(page), 10_000) if page.isascii() and page.isdigit() and page != "0" else 1
    start = (number - 1) * PAGE
    found = list(link.attempts.select_related("snapshot")[start : start + PAGE + 1])
    rows = [
        Look(attempt=one, verdict=_VERDICTS.get(one.verdict, one.verdict), rule=_RULES.get(one.rule, ""))
        for one in found[:PAGE]
    ]
    return Looks(rows=rows, newer=number - 1, older=number + 1 if len(found) > PAGE else 0)


def last_days(link: Link, copies: list[Snapshot]) -> dict[str, Any]:
    """Cells, their drawing and their table, in the time zone of the person. One query."""
    since = timezone.now() - timedelta(days=DAYS)
    columns = ("at", "verdict", "status", "elapsed_ms", "snapshot__text_sha256")
    known = link.attempts.filter(at__gte=since, verdict__in=_VERDICTS).values_list(*columns)[:MOST_LOOKS]
    looked = [
        Looked(at=timezone.localtime(at), verdict=Verdict(verdict), status=status, elapsed_ms=ms, text=text or "")
        for at, verdict, status, ms, text in known
    ]
    kept = {timezone.localtime(copy.fetched_at).date() for copy in copies}
    cells = days(looked, timezone.localdate(), kept)
    return {"strips": strips(cells), "runs": runs(cells), "first": cells[0].day, "last": cells[-1].day}


def fingerprints(copy: Snapshot) -> list[Fingerprint]:
    """Of what is kept, each as sha256."""
    parts = {"Received": copy.sha256, "Text": copy.text_sha256, "WARC": copy.warc_sha256}
    return [Fingerprint(name=name, sha256=sha256) for name, sha256 in parts.items() if sha256]
