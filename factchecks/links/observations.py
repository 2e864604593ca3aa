"""What an attempt can mean: the verdicts, the rules that give them, and the record of both."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What one attempt says about one link."""

    OK = "ok"
    REDIRECTED = "redirected"
    MOVED_PERMANENTLY = "moved_permanently"
    UNSAFE = "unsafe"
    INVALID = "invalid"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    GONE = "gone"
    NOT_FOUND = "not_found"
    DNS_GONE = "dns_gone"
    DNS_ERROR = "dns_error"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    CONNECT = "connect"
    PROTOCOL = "protocol"
    TLS_PROBLEM = "tls_problem"
    PAYWALL = "paywall"
    UNCLEAR = "unclear"
    REDIRECT_LOOP = "redirect_loop"
    SOFT_404 = "soft_404"
    PARKED = "parked"
    LOGIN_WALL = "login_wall"
    QUOTE_MISSING = "quote_missing"
    QUOTE_UNVERIFIABLE = "quote_unverifiable"
    QUOTE_DIFFERS = "quote_differs"
    QUOTE_DIFFERS_IN_MEANING = "quote_differs_in_meaning"
    CHANGED = "changed"
    CHANGED_HEAVILY = "changed_heavily"
    EMPTY = "empty"
    DEFERRED = "deferred"


class Rule(StrEnum):
    """Which rule decided. The number is the rule's place in the documented list."""

    POLITENESS = "0-politeness"
    UNSAFE = "1-unsafe"
    INVALID = "2-invalid"
    CHALLENGE = "3-challenge"
    LOGIN = "3-login"
    LEGAL = "3-legal"
    REGION = "3-region"
    FORBIDDEN = "3-forbidden"
    RATE_LIMITED = "4-rate-limited"
    GONE = "5-gone"
    NOT_FOUND = "5-not-found"
    DNS_GONE = "6-dns-gone"
    DNS_ERROR = "6-dns-error"
    TRANSPORT = "7-transport"
    SERVER_ERROR = "7-server-error"
    TLS = "8-tls"
    PAYMENT = "9-payment"
    TRY_AGAIN = "9-try-again"
    CLIENT_ERROR = "9-client-error"
    REDIRECT_LOOP = "10-redirect-loop"
    NO_LOCATION = "11-no-location"
    NOT_MODIFIED = "11-not-modified"
    SOFT_404 = "12-soft-404"
    PARKED = "13-parked"
    LOGIN_WALL = "14-login-wall"
    PAYWALL = "14-paywall"
    QUOTE_MISSING = "15-quote-missing"
    QUOTE_UNVERIFIABLE = "15-quote-unverifiable"
    QUOTE_DIFFERS = "15-quote-differs"
    QUOTE_DIFFERS_IN_MEANING = "15-quote-differs-in-meaning"
    CHANGED = "16-changed"
    CHANGED_HEAVILY = "16-changed-heavily"
    MOVED = "17-moved"
    REDIRECTED = "17-redirected"
    OK = "17-ok"
    EMPTY = "18-empty"
    NOT_READ = "18-not-read"


@dataclass(frozen=True, slots=True)
class Observation:
    """What an attempt means, the rule that said so, and a sentence for a person. `retry_after` in seconds.

    `notes`: sentences that did not decide. `sibling`: an address on the same host that should be asked, after
    which the attempt is classified again; '' when not needed. `similarity`: 0 to 1, of the text to that of the
    kept copy, None when they cannot be compared.
    """

    verdict: Verdict
    rule: Rule
    detail: str = ""
    retry_after: int | None = None
    notes: tuple[str, ...] = ()
    sibling: str = ""
    similarity: float | None = None
