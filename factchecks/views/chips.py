"""States in words: an icon, a tone and a few words for links, kept copies and quotations."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.dateparse import parse_datetime

from factchecks.links.kinds import GOOD
from factchecks.models import Link, Quotation, QuoteResult, Snapshot, Source
from factchecks.models.factrows import BROKEN
from factchecks.models.quotation import VERIFIED


@dataclass(frozen=True, kw_only=True)
class Chip:
    """`tone` is `ok`, `warn`, `bad` or empty; `icon` names one of the sprite."""

    text: str
    icon: str
    tone: str = ""
    title: str = ""


CHECKING = Chip(text="Checking…", icon="clock")
_OK = {
    "redirected": Chip(text="Redirected", icon="check", tone="ok"),
    "moved_permanently": Chip(text="Moved", icon="link", tone="warn"),
    "ok": Chip(text="Live", icon="check", tone="ok"),
    "changed": Chip(text="Live, page changed", icon="warn", tone="warn"),
    "changed_heavily": Chip(text="Live, page changed heavily", icon="warn", tone="warn"),
    "quote_missing": Chip(text="Live, a quote is gone", icon="warn", tone="bad"),
    "quote_differs": Chip(text="Live, a quote differs", icon="warn", tone="warn"),
    "quote_differs_in_meaning": Chip(text="Live, says something else now", icon="warn", tone="bad"),
    "quote_unverifiable": Chip(text="Live, a quote could not be looked for", icon="warn", tone="warn"),
    "login_wall": Chip(text="Behind a login: we cannot tell", icon="warn", tone="warn"),
    "paywall": Chip(text="Behind a paywall: we cannot tell", icon="warn", tone="warn"),
}
_UNKNOWN = {
    "blocked": "Blocked: we cannot tell",
    "rate_limited": "Asked us to wait",
    "paywall": "Behind a paywall: we cannot tell",
    "tls_problem": "Certificate problem: we cannot tell",
}
_BROKEN = {"failing": "Not found", "dead": "Dead", "unreachable": "Not reached"}


def _day(at: datetime | None) -> str:
    return format_date(timezone.localtime(at), "j M") if at else ""


def _since(link: Link) -> str:
    status = link.status or {}
    began = status.get("not_found_since") or status.get("since") or ""
    at = parse_datetime(began) if began else None
    return f" since {format_date(timezone.localtime(at), 'j M, H:i')}" if at else ""


def _live_chip(link: Link) -> Chip:
    confirmed = (link.status or {}).get("confirmed")
    if confirmed and link.verdict not in GOOD:
        at = parse_datetime(confirmed["at"])
        return Chip(text=f"Works: opened by {confirmed['by']}, {_day(at)}", icon="check", tone="ok", title=link.detail)
    last = Chip(text="Live before, unclear last time", icon="warn", tone="warn", title=link.detail)
    return _OK.get(link.verdict, last)


def link_chip(link: Link, *, checking: bool = False) -> Chip:
    """What is known of an address. `checking` while a job for it is open."""
    if checking:
        return CHECKING
    if link.state == "ok":
        return _live_chip(link)
    if link.state in BROKEN:
        return Chip(text=_BROKEN[link.state] + _since(link), icon="broken", tone="bad", title=link.detail)
    if link.state == "unknown":
        text = _UNKNOWN.get(link.verdict, "Unclear answer: we cannot tell")
        return Chip(text=text, icon="warn", tone="warn", title=link.detail)
    if link.state == "unstable":
        return Chip(text="Slow or unstable", icon="warn", tone="warn", title=link.detail)
    if link.state == "refused":
        return Chip(text=f"Refused: {link.detail}" if link.detail else "Refused", icon="x", tone="bad")
    return Chip(text="Not checked", icon="clock")


def copy_chip(snapshot: Snapshot | None, reason: str = "", *, held: bool = False) -> Chip:
    """The kept copy of an address, or why there is none. `held`: a file is kept in its place."""
    if snapshot:
        return Chip(text=f"Copy kept {_day(snapshot.fetched_at)}", icon="camera", tone="ok")
    if held:
        return Chip(text="A file is kept as the copy", icon="file", tone="ok")
    if reason:
        return Chip(text="No copy, reason given", icon="camera", title=reason)
    return Chip(text="No kept copy", icon="camera", tone="warn")


def quote_chip(quotation: Quotation) -> Chip:
    """What the machine found when it looked for the words."""
    words = str(quotation.get_result_display())
    if quotation.waived_by is not None:
        text = f"Vouched for by {quotation.waived_by}"
        return Chip(text=text, icon="check", tone="ok", title=quotation.waiver_reason)
    if quotation.result in VERIFIED:
        return Chip(text=words, icon="quote", tone="ok")
    if quotation.result == QuoteResult.NEAR:
        return Chip(text=f"{words}, {quotation.score:.0f} % alike", icon="warn", tone="warn")
    if quotation.result in (QuoteResult.MISSING, QuoteResult.DIFFERS_IN_MEANING):
        return Chip(text=words, icon="warn", tone="bad")
    return Chip(text=words, icon="quote", tone="" if quotation.result == QuoteResult.UNCHECKED else "warn")


def source_chips(source: Source, *, checking: bool = False) -> list[Chip]:
    """All that is said of a source in the list, quotations not included."""
    chips = []
    if source.link:
        chips.append(link_chip(source.link, checking=checking))
        if not (checking and source.link.latest_snapshot is None):
            held = source.copy_file_id is not None
            chips.append(copy_chip(source.link.latest_snapshot, source.no_copy_reason, held=held))
    elif source.attachment:
        chips.append(Chip(text="Attached file", icon="file"))
    else:
        chips.append(Chip(text="Described", icon="note"))
    if source.cite_copy:
        chips.append(Chip(text="The kept copy is cited", icon="camera"))
    if source.confidential:
        chips.append(Chip(text="Confidential", icon="lock", tone="warn"))
    return chips
