"""What one attempt means. A table of small rules, first match wins.

Pure, so that "why?" always has an answer.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from factchecks.links.challenges import is_challenge
from factchecks.links.records import Attempt, Failure, Observation, Rule, Verdict
from factchecks.links.retry import clamp
from factchecks.links.sameness import is_bare_root, same_page

type Judge = Callable[[Attempt, bool], Observation | None]

FAILED: Mapping[Failure, tuple[Verdict, Rule]] = MappingProxyType(
    {
        Failure.DEFERRED: (Verdict.DEFERRED, Rule.POLITENESS),
        Failure.REFUSED: (Verdict.UNSAFE, Rule.UNSAFE),
        Failure.INVALID: (Verdict.INVALID, Rule.INVALID),
        Failure.DNS_GONE: (Verdict.DNS_GONE, Rule.DNS_GONE),
        Failure.DNS: (Verdict.DNS_ERROR, Rule.DNS_ERROR),
        Failure.TIMEOUT: (Verdict.TIMEOUT, Rule.TRANSPORT),
        Failure.CONNECT: (Verdict.CONNECT, Rule.TRANSPORT),
        Failure.PROTOCOL: (Verdict.PROTOCOL, Rule.TRANSPORT),
        Failure.TLS: (Verdict.TLS_PROBLEM, Rule.TLS),
        Failure.REDIRECT_LOOP: (Verdict.REDIRECT_LOOP, Rule.REDIRECT_LOOP),
    }
)
# 999: a private code of one large network for "no robots"; it says nothing about the page.
BLOCKED = MappingProxyType(
    {
        401: (Rule.LOGIN, "The page asks for a login."),
        403: (Rule.FORBIDDEN, "The site refuses to show the page to us. It may open in a browser."),
        406: (Rule.FORBIDDEN, "The site refuses to show the page to us. It may open in a browser."),
        451: (Rule.LEGAL, "The site withholds the page for legal reasons."),
        999: (Rule.FORBIDDEN, "The site refuses to show the page to us. It may open in a browser."),
    }
)
CHALLENGEABLE = frozenset({200, 202, 429, 503})
TRY_AGAIN = MappingProxyType({408: Verdict.TIMEOUT, 421: Verdict.PROTOCOL, 425: Verdict.PROTOCOL})
PERMANENT = frozenset({301, 308})


def failed(attempt: Attempt, previous_ok: bool) -> Observation | None:
    """Rules 1, 2, 6, 7, 8 and 10: no answer came, or none may be fetched."""
    if attempt.error is Failure.NONE:
        return None
    verdict, rule = FAILED[attempt.error]
    wait = attempt.retry_after if attempt.error is Failure.DEFERRED else None
    return Observation(verdict, rule, attempt.detail, wait)


def blocked(attempt: Attempt, previous_ok: bool) -> Observation | None:
    """Rule 3: the answer is about us, not about the page."""
    if attempt.status in BLOCKED:
        rule, detail = BLOCKED[attempt.status]
        return Observation(Verdict.BLOCKED, rule, detail)
    if attempt.status in CHALLENGEABLE and is_challenge(attempt):
        detail = "The site shows a test for humans instead of the page. It may open in a browser."
        return Observation(Verdict.BLOCKED, Rule.CHALLENGE, detail, clamp(attempt.retry_after))
    return None


def rate_limited(attempt: Attempt, previous_ok: bool) -> Observation | None:
    """Rule 4: 429, or 503 with Retry-After; the wait is for the whole host, 60 s to 7 days."""
    if attempt.status == 429 or (attempt.status == 503 and attempt.retry_after is not None):
        return Observation(
            Verdict.RATE_LIMITED,
            Rule.RATE_LIMITED,
            "The site asks us to come back later.",
            clamp(attempt.retry_after),
        )
    return None


def gone(attempt: Attempt, previous_ok: bool) -> Observation | None:
    """Rule 5: the definite failures."""
    if attempt.status == 410:
        return Observation(Verdict.GONE, Rule.GONE, "The site says that the page was removed for good (410).")
    if attempt.status == 404:
        return Observation(Verdict.NOT_FOUND, Rule.NOT_FOUND, "The site says that there is no such page (404).")
    return None


def server_error(attempt: Attempt, previous_ok: bool) -> Observation | None:
    """Rule 7, the part with an answer."""
    if 500 <= attempt.status <= 599:
        detail = f"The site has a fault of its own ({attempt.status})."
        return Observation(Verdict.SERVER_ERROR, Rule.SERVER_ERROR, detail)
    return None


def client_error(attempt: Attempt, previous_ok: bool) -> Observation | None:
    """Rule 9: the other 4xx, and codes that do not exist."""
    if attempt.status == 402:
        return Observation(Verdict.PAYWALL, Rule.PAYMENT, "The site asks for payment before it shows the page (402).")
    if attempt.status in TRY_AGAIN:
        detail = f"The site asks us to try again ({attempt.status})."
        return Observation(TRY_AGAIN[attempt.status], Rule.TRY_AGAIN, detail)
    if attempt.status >= 400:
        detail = f"The site's answer does not say whether the page is there ({attempt.status})."
        return Observation(Verdict.UNCLEAR, Rule.CLIENT_ERROR, detail)
    return None


def unfinished(attempt: Attempt, previous_ok: bool) -> Observation | None:
    """Rule 11: 304 is good only when we hold an earlier copy; a redirect must say where to."""
    if attempt.status == 304 and previous_ok:
        return Observation(Verdict.OK, Rule.NOT_MODIFIED, "The page has not changed since the last check.")
    if attempt.status < 200 or 300 <= attempt.status <= 399:
        detail = f"The site's answer leads nowhere ({attempt.status})."
        return Observation(Verdict.UNCLEAR, Rule.NO_LOCATION, detail)
    return None


def empty(attempt: Attempt, previous_ok: bool) -> Observation | None:
    """Rule 18, first half: a success without a single byte."""
    if attempt.status in (204, 205) or (not attempt.body and not attempt.detail and not attempt.truncated):
        return Observation(Verdict.EMPTY, Rule.EMPTY, "The site answers with an empty page.")
    return None


def success(attempt: Attempt, previous_ok: bool) -> Observation:
    """Rule 17: success, perhaps after redirects.

    A deep page that now leads to the front page never counts as moved.
    """
    if not attempt.hops or same_page(attempt.url, attempt.final_url):
        return Observation(Verdict.OK, Rule.OK, attempt.detail)
    to_root = is_bare_root(attempt.final_url) and not is_bare_root(attempt.url)
    if all(hop.status in PERMANENT for hop in attempt.hops) and not to_root:
        return Observation(Verdict.MOVED_PERMANENTLY, Rule.MOVED, f"The page now lives at {attempt.final_url}")
    return Observation(Verdict.REDIRECTED, Rule.REDIRECTED, f"The page leads on to {attempt.final_url}")


RULES: tuple[Judge, ...] = (
    failed, blocked, rate_limited, gone, server_error, client_error, unfinished, empty, success,
)  # fmt: skip


def classify(attempt: Attempt, previous_ok: bool = False) -> Observation:
    """The first rule that has something to say. `previous_ok`: an earlier good copy of this link is kept."""
    for rule in RULES:
        if observation := rule(attempt, previous_ok):
            return observation
    raise AssertionError("the last rule always decides")
