"""Rules 12 to 18: what a success means, by what stands on the page and where it was found."""

from collections.abc import Mapping
from types import MappingProxyType

from factchecks.links.context import Case
from factchecks.links.observations import Observation, Rule, Verdict
from factchecks.links.parked import looks_parked
from factchecks.links.sameness import is_bare_root, same_page
from factchecks.links.similarity import similarity
from factchecks.links.suspicion import ENOUGH, UNLIKE_COPY, like_sibling, points
from factchecks.links.walls import Wall

CHANGED, CHANGED_HEAVILY = 0.8, 0.5
PERMANENT = frozenset({301, 308})
WALLED: Mapping[Wall, tuple[Verdict, Rule, str]] = MappingProxyType(
    {
        Wall.LOGIN: (Verdict.LOGIN_WALL, Rule.LOGIN_WALL, "The page is there, but only after a login."),
        Wall.CONSENT: (Verdict.LOGIN_WALL, Rule.LOGIN_WALL, "The page is there, but only after a consent."),
        Wall.PAYMENT: (Verdict.PAYWALL, Rule.PAYWALL, "The page is there, but only for those who pay."),
    }
)
# Results of the quote check in the order in which they weigh; those not named are verified or say nothing.
QUOTES: tuple[tuple[frozenset[str], Verdict, Rule, str], ...] = (
    (
        frozenset({"differs_in_meaning"}), Verdict.QUOTE_DIFFERS_IN_MEANING, Rule.QUOTE_DIFFERS_IN_MEANING,
        "A quotation stands on the page with another meaning: numbers or negations differ.",
    ),
    (
        frozenset({"missing"}), Verdict.QUOTE_MISSING, Rule.QUOTE_MISSING,
        "A quotation does not stand on the page.",
    ),
    (
        frozenset({"near", "segments_apart"}), Verdict.QUOTE_DIFFERS, Rule.QUOTE_DIFFERS,
        "A quotation stands on the page in other words or in another order.",
    ),
    (
        frozenset({"unverifiable"}), Verdict.QUOTE_UNVERIFIABLE, Rule.QUOTE_UNVERIFIABLE,
        "Whether a quotation stands on the page cannot be told.",
    ),
)  # fmt: skip


def empty(case: Case) -> Observation | None:
    """Rule 18, first half: a success without a single byte. It comes first, for there is nothing else to judge."""
    attempt = case.attempt
    if attempt.status in (204, 205) or (not attempt.body and not attempt.detail and not attempt.truncated):
        return Observation(Verdict.EMPTY, Rule.EMPTY, "The site answers with an empty page.")
    return None


def walled(case: Case) -> Observation | None:
    """Rule 14. Asked before 12, so that a wall is never taken for a page that is gone."""
    if case.wall is Wall.NONE:
        return None
    verdict, rule, detail = WALLED[case.wall]
    return Observation(verdict, rule, f"{detail} What it says cannot be verified.")


def parked(case: Case) -> Observation | None:
    """Rule 13. Asked before 12, whose points a parked page would have too, as it says more.

    Without a kept copy the likeness to it cannot speak against.
    """
    if case.context.confirmed_by_hand or not like_sibling(case) or not looks_parked(case.attempt, case.page):
        return None
    kept = case.context.kept_text
    if kept and similarity(case.page.text, kept) >= UNLIKE_COPY:
        return None
    return Observation(Verdict.PARKED, Rule.PARKED, "The site is gone: its domain is for sale or shows advertisements.")


def soft_404(case: Case) -> Observation | None:
    """Rule 12: two points of suspicion. A person who opened the page knows better."""
    found = points(case)
    if len(found) < ENOUGH or case.context.confirmed_by_hand:
        return None
    detail = f"The page is gone, though the site does not say so. {' '.join(found)}"
    return Observation(Verdict.SOFT_404, Rule.SOFT_404, detail)


def judge_quotes(results: tuple[str, ...], distrust: str) -> Observation | None:
    """Rule 15 for the results of `quotes.verify`, None when all stand.

    `distrust`: why missing words prove nothing (`Case.distrust`), '' when they do. Also for one article's
    share of a link's quotations.
    """
    seen = {"unverifiable" if distrust and result == "missing" else str(result) for result in results}
    for names, verdict, rule, sentence in QUOTES:
        if names & seen:
            why = f" {distrust}" if verdict is Verdict.QUOTE_UNVERIFIABLE and distrust else ""
            return Observation(verdict, rule, sentence + why)
    return None


def quoted(case: Case) -> Observation | None:
    """Rule 15."""
    return judge_quotes(case.context.quotes, case.distrust) if case.context.quotes else None


def changed(case: Case) -> Observation | None:
    """Rule 16: the words are no longer those of the kept copy, though the quotations stand."""
    like = case.likeness
    if like is None or like >= CHANGED:
        return None
    share = f"About {round(like * 100)} % of the text is that of the kept copy."
    if like < CHANGED_HEAVILY:
        return Observation(Verdict.CHANGED_HEAVILY, Rule.CHANGED_HEAVILY, f"The page has changed heavily. {share}")
    return Observation(Verdict.CHANGED, Rule.CHANGED, f"The page has changed. {share}")


def success(case: Case) -> Observation:
    """Rules 17 and 18, second half: success, perhaps after redirects.

    A deep page that now leads to the front page never counts as moved, nor does one whose text cannot be
    compared with a copy that is kept.
    """
    attempt = case.attempt
    if not attempt.hops or same_page(attempt.url, attempt.final_url):
        return _not_read(case) or Observation(Verdict.OK, Rule.OK, attempt.detail or "The page opens.")
    to_root = is_bare_root(attempt.final_url) and not is_bare_root(attempt.url)
    same_text = not case.context.kept_text or case.likeness is not None
    if all(hop.status in PERMANENT for hop in attempt.hops) and same_text and not to_root:
        return Observation(Verdict.MOVED_PERMANENTLY, Rule.MOVED, f"The page now lives at {attempt.final_url}")
    return Observation(Verdict.REDIRECTED, Rule.REDIRECTED, f"The page leads on to {attempt.final_url}")


def _not_read(case: Case) -> Observation | None:
    if not (case.attempt.truncated and case.page.unreadable):
        return None
    kind = case.attempt.content_type[:60] or "unknown"
    detail = f"The file is there (type {kind}). It is too large to be read; only its beginning was."
    return Observation(Verdict.OK, Rule.NOT_READ, detail)
