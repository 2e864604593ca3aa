"""Published checks whose sources break, and people's questions about them."""

from datetime import timedelta

from django.utils import timezone

from factchecks.links.observations import Observation, Rule, Verdict
from factchecks.links.state import fold
from factchecks.links.status import LinkStatus
from factchecks.models import Alert, Link, LinkAttempt
from factchecks.models.factrows import BROKEN

VERDICTS = {
    "failing": (Verdict.NOT_FOUND, 1),
    "dead": (Verdict.NOT_FOUND, 4),
    "unreachable": (Verdict.TIMEOUT, 9),
}


def folded(state, since):
    """A status as the fold leaves it: looks every three days until the link is in this state."""
    verdict, looks = VERDICTS[state]
    status = LinkStatus()
    for number in range(looks):
        status = fold(status, observation(verdict), since + timedelta(days=3 * number))
    assert status.state == state
    return status


def observation(verdict):
    rule = Rule.NOT_FOUND if verdict is Verdict.NOT_FOUND else Rule.TRANSPORT
    return Observation(verdict=verdict, rule=rule, detail="The page was not found.")


def break_link(source, state="dead", days=20):
    """The link of a source, broken since so many days."""
    since = timezone.now() - timedelta(days=days)
    status = folded(state, since)
    values = {"state": state, "status": status.to_dict(), "verdict": status.verdict.value, "rule": status.rule.value}
    Link.objects.filter(pk=source.link_id).update(checked_at=timezone.now(), **values)
    source.refresh_from_db()
    return source


def ask(source, state="dead", **more):
    """The open task about a source."""
    detail = "The source has not been found since 6 November 2026. Does the verdict still hold?"
    values = {"state": state, "change": f"{state} {source.pk}", "detail": detail, "opened_at": timezone.now()}
    return Alert.objects.create(factcheck=source.factcheck, source=source, **values | more)


def first(check):
    """The first source of a check."""
    return check.sources.current().first()


def wait_for(link, late_s, at=None):
    """A look that came so late."""
    number = LinkAttempt.objects.count() + 1
    values = {"at": at or timezone.now(), "elapsed_ms": 5, "verdict": "ok", "rule": "ok", "late_s": late_s}
    return LinkAttempt.objects.create(pk=f"00000000-0000-0000-0000-{number:012d}", link=link, **values)


assert set(VERDICTS) == set(BROKEN)
