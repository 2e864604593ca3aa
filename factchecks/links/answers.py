"""Rules 1 to 11: what an attempt means when there is no page to read, or none that is about the link."""

from collections.abc import Mapping
from types import MappingProxyType

from factchecks.links.challenges import is_challenge, is_region_wall
from factchecks.links.context import Case
from factchecks.links.observations import Observation, Rule, Verdict
from factchecks.links.records import Failure
from factchecks.links.retry import clamp
from factchecks.links.tls import SENTENCES

# The sentence stands in when the attempt brings none of its own.
FAILED: Mapping[Failure, tuple[Verdict, Rule, str]] = MappingProxyType(
    {
        Failure.DEFERRED: (Verdict.DEFERRED, Rule.POLITENESS, "The site is asked again in its turn."),
        Failure.REFUSED: (Verdict.UNSAFE, Rule.UNSAFE, "This address must not be fetched from here."),
        Failure.INVALID: (Verdict.INVALID, Rule.INVALID, "This cannot be read as a web address."),
        Failure.DNS_GONE: (Verdict.DNS_GONE, Rule.DNS_GONE, "The name of this site does not exist."),
        Failure.DNS: (Verdict.DNS_ERROR, Rule.DNS_ERROR, "The name of this site could not be looked up just now."),
        Failure.TIMEOUT: (Verdict.TIMEOUT, Rule.TRANSPORT, "The site did not answer in time."),
        Failure.CONNECT: (Verdict.CONNECT, Rule.TRANSPORT, "No connection to the site could be made."),
        Failure.PROTOCOL: (Verdict.PROTOCOL, Rule.TRANSPORT, "The site's answer breaks the rules of the web."),
        Failure.TLS: (Verdict.TLS_PROBLEM, Rule.TLS, "The site's encryption cannot be trusted."),
        Failure.REDIRECT_LOOP: (Verdict.REDIRECT_LOOP, Rule.REDIRECT_LOOP, "The page redirects without end."),
    }
)
REFUSAL = "The site refuses to show the page to us. It may open in a browser."
# 999: a private code of one large network for "no robots"; it says nothing about the page.
BLOCKED = MappingProxyType(
    {
        401: (Rule.LOGIN, "The page asks for a login."),
        403: (Rule.FORBIDDEN, REFUSAL),
        406: (Rule.FORBIDDEN, REFUSAL),
        451: (Rule.LEGAL, "The site withholds the page for legal reasons."),
        999: (Rule.FORBIDDEN, REFUSAL),
    }
)
CHALLENGE = "The site shows a test for humans instead of the page. It may open in a browser."
REGION = "The site does not show the page in our part of the world."
CHALLENGEABLE = frozenset({200, 202, 429, 503})
TRY_AGAIN = MappingProxyType({408: Verdict.TIMEOUT, 421: Verdict.PROTOCOL, 425: Verdict.PROTOCOL})


def failed(case: Case) -> Observation | None:
    """Rules 1, 2, 6, 7, 8 and 10: no answer came, or none may be fetched."""
    attempt = case.attempt
    if attempt.error is Failure.NONE:
        return None
    verdict, rule, sentence = FAILED[attempt.error]
    wait = attempt.retry_after if attempt.error is Failure.DEFERRED else None
    return Observation(verdict, rule, attempt.detail or SENTENCES.get(attempt.tls_cause, sentence), wait)


def blocked(case: Case) -> Observation | None:
    """Rule 3: the answer is about us, not about the page."""
    attempt = case.attempt
    if attempt.status in BLOCKED:
        rule, detail = BLOCKED[attempt.status]
        return Observation(Verdict.BLOCKED, rule, detail)
    if attempt.status in CHALLENGEABLE and is_challenge(attempt, case.page):
        return Observation(Verdict.BLOCKED, Rule.CHALLENGE, CHALLENGE, clamp(attempt.retry_after))
    if attempt.status == 200 and is_region_wall(attempt, case.page):
        return Observation(Verdict.BLOCKED, Rule.REGION, REGION)
    return None


def rate_limited(case: Case) -> Observation | None:
    """Rule 4: 429, or 503 with Retry-After; the wait is for the whole host, 60 s to 7 days."""
    attempt = case.attempt
    if attempt.status == 429 or (attempt.status == 503 and attempt.retry_after is not None):
        detail = "The site asks us to come back later."
        return Observation(Verdict.RATE_LIMITED, Rule.RATE_LIMITED, detail, clamp(attempt.retry_after))
    return None


def gone(case: Case) -> Observation | None:
    """Rule 5: the definite failures."""
    if case.attempt.status == 410:
        return Observation(Verdict.GONE, Rule.GONE, "The site says that the page was removed for good (410).")
    if case.attempt.status == 404:
        return Observation(Verdict.NOT_FOUND, Rule.NOT_FOUND, "The site says that there is no such page (404).")
    return None


def server_error(case: Case) -> Observation | None:
    """Rule 7, the part with an answer."""
    if 500 <= case.attempt.status <= 599:
        detail = f"The site has a fault of its own ({case.attempt.status})."
        return Observation(Verdict.SERVER_ERROR, Rule.SERVER_ERROR, detail)
    return None


def client_error(case: Case) -> Observation | None:
    """Rule 9: the other 4xx, and codes that do not exist."""
    status = case.attempt.status
    if status == 402:
        return Observation(Verdict.PAYWALL, Rule.PAYMENT, "The site asks for payment before it shows the page (402).")
    if status in TRY_AGAIN:
        return Observation(TRY_AGAIN[status], Rule.TRY_AGAIN, f"The site asks us to try again ({status}).")
    if status >= 400:
        detail = f"The site's answer does not say whether the page is there ({status})."
        return Observation(Verdict.UNCLEAR, Rule.CLIENT_ERROR, detail)
    return None


def unfinished(case: Case) -> Observation | None:
    """Rule 11: 304 is good only when we hold an earlier copy; a redirect must say where to."""
    status = case.attempt.status
    if status == 304 and case.context.previous_ok:
        return Observation(Verdict.OK, Rule.NOT_MODIFIED, "The page has not changed since the last check.")
    if status < 200 or 300 <= status <= 399:
        return Observation(Verdict.UNCLEAR, Rule.NO_LOCATION, f"The site's answer leads nowhere ({status}).")
    return None
