"""What the newsroom is told of a link, and when: once per change, never for what may pass by itself."""

from dataclasses import dataclass
from datetime import datetime

from factchecks.links.kinds import GOOD, WALLED
from factchecks.links.observations import Rule, Verdict
from factchecks.links.status import LinkStatus, Standing, State

OF_STATE = {State.DEAD: Standing.DEAD, State.UNREACHABLE: Standing.UNREACHABLE}
OF_CONTENT = {
    Verdict.QUOTE_MISSING: Standing.QUOTE_MISSING,
    Verdict.QUOTE_DIFFERS: Standing.QUOTE_DIFFERS,
    Verdict.QUOTE_DIFFERS_IN_MEANING: Standing.QUOTE_DIFFERS_IN_MEANING,
    Verdict.CHANGED_HEAVILY: Standing.CHANGED_HEAVILY,
}
LOST = frozenset(OF_STATE.values())
# They show that the page is there, but not whether what was told of its words still holds.
WORDS_UNSEEN = WALLED | {Verdict.QUOTE_UNVERIFIABLE}
SENTENCES = {
    Standing.FINE: "The source is in order again.",
    Standing.DEAD: "The source has not been found since {since}. Does the verdict still hold?",
    Standing.UNREACHABLE: "We could not reach the source since {since}. Does the verdict still hold?",
    Standing.QUOTE_MISSING: "A quotation does not stand in the source any more. Does the verdict still hold?",
    Standing.QUOTE_DIFFERS: "A quotation stands in the source in other words. Does the verdict still hold?",
    Standing.QUOTE_DIFFERS_IN_MEANING: "The source now says something else than the quotation. "
    "Does the verdict still hold?",
    Standing.CHANGED_HEAVILY: "The source has changed heavily. Does the verdict still hold?",
}


@dataclass(frozen=True, slots=True)
class Alert:
    """One change to tell. `opens_task`: the question must be answered; else the open one may be closed."""

    standing: Standing
    opens_task: bool
    sentence: str


def alert(before: LinkStatus, after: LinkStatus) -> Alert | None:
    """What to tell of this change to every article that cites the link; None for most looks.

    Unstable, failing, blocked and rate limited links change nothing here, and neither does a way back to what
    was told already.
    """
    if before.standing is after.standing:
        return None
    since = after.not_found_since if after.standing is Standing.DEAD else after.unreached_since
    sentence = SENTENCES[after.standing].format(since=_day(since or after.since))
    return Alert(after.standing, after.standing is not Standing.FINE, sentence)


def standing_after(status: LinkStatus, rule: Rule | None) -> Standing:
    """The standing of a freshly folded status, whose own field still holds the one before.

    `rule`: what decided the last look, None when a person confirmed the link.
    """
    if status.state in OF_STATE:
        return OF_STATE[status.state]
    back = Standing.FINE if status.standing in LOST else status.standing
    if rule is None:
        return back
    if status.verdict in OF_CONTENT:
        return OF_CONTENT[status.verdict]
    if status.verdict in WORDS_UNSEEN or rule is Rule.NOT_MODIFIED:
        return back
    if status.verdict is Verdict.CHANGED and status.standing is Standing.CHANGED_HEAVILY:
        return status.standing
    return Standing.FINE if status.verdict in GOOD else status.standing


def _day(at: datetime | None) -> str:
    return f"{at.day} {at:%B %Y}" if at else "the last look"
