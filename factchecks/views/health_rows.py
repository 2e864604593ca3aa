"""The lines of "Fix first": what is wrong in a few words, and what the person may do about it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date

from factchecks.models import User
from factchecks.models.fixfirst import Broken
from factchecks.models.scopes import scope_of
from factchecks.services import alerts
from factchecks.views.chips import Chip

_LOST = {"failing": "Not found", "dead": "Gone", "unreachable": "Cannot be reached"}
_TOLD = {
    "quote_missing": "Quote no longer on the page",
    "quote_differs": "Quote differs on the page",
    "quote_differs_in_meaning": "The page now says otherwise",
    "changed_heavily": "The page has changed heavily",
}


def _day(at: datetime) -> str:
    """With its year when that is not this one."""
    here, now = timezone.localtime(at), timezone.localtime()
    return format_date(here, "j M" if here.year == now.year else "j M Y")


def wrong_chip(state: str, since: datetime | None) -> Chip:
    """A few words for the state of a link or of an alert, with the day on which it began."""
    day = f" since {_day(since)}" if since else ""
    if state in _LOST:
        icon, tone = ("warn", "warn") if state == "unreachable" else ("broken", "bad")
        return Chip(text=_LOST[state] + day, icon=icon, tone=tone)
    return Chip(text=_TOLD.get(state, "Changed"), icon="warn", tone="warn")


@dataclass(frozen=True, kw_only=True)
class FixRow:
    """One line of "Fix first". `may_fix`: whether the person may answer for this article's sources."""

    broken: Broken
    may_fix: bool
    chosen: bool

    @property
    def choosable(self) -> bool:
        """Whether there is a copy to cite, and the right to."""
        link = self.broken.source.link
        return self.may_fix and bool(link and link.latest_snapshot_id)

    @property
    def chip(self) -> Chip:
        """What is wrong."""
        return wrong_chip(self.broken.state, self.broken.since)


def fix_rows(user: User, found: list[Broken], chosen: set[str], *, choose_all: bool) -> list[FixRow]:
    """Rows for the person; `chosen` are keys as they were posted."""
    scope, rows = scope_of(user), []
    for one in found:
        check = one.source.factcheck
        rights = scope.rights(check_id=check.pk, desk_id=check.desk_id, restricted=check.restricted)
        may_fix = bool(alerts.RIGHTS & rights)
        rows.append(FixRow(broken=one, may_fix=may_fix, chosen=choose_all or str(one.source.pk) in chosen))
    return rows
