"""The records that pass between the steps: what to fetch, what happened, what it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
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
    MOVED = "17-moved"
    REDIRECTED = "17-redirected"
    OK = "17-ok"
    EMPTY = "18-empty"


class Failure(StrEnum):
    """Why an attempt brought no answer."""

    NONE = ""
    REFUSED = "refused"
    INVALID = "invalid"
    DNS_GONE = "dns_gone"
    DNS = "dns"
    TIMEOUT = "timeout"
    CONNECT = "connect"
    PROTOCOL = "protocol"
    TLS = "tls"
    REDIRECT_LOOP = "redirect_loop"
    DEFERRED = "deferred"


class TlsCause(StrEnum):
    """What is wrong with a certificate or a handshake."""

    NONE = ""
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    SELF_SIGNED = "self_signed"
    WRONG_HOST = "wrong_host"
    UNTRUSTED = "untrusted"
    HANDSHAKE = "handshake"


@dataclass(frozen=True, slots=True)
class FetchSpec:
    """One wanted fetch. `patient`: a person is waiting for it, so it may take longer."""

    url: str
    etag: str = ""
    last_modified: str = ""
    patient: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: its status, the address it came from, and the network address that sent it."""

    status: int
    url: str
    address: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """Evidence of one fetch. `raw`: bytes after transfer decoding; `body`: the same bytes inflated.

    `status` 0 means that no answer came; `error` then says why. `retry_after`: seconds asked for by the
    server, or until the turn of a deferred link. `sha256`: hex digest of `raw`, '' when there is none.
    """

    url: str
    final_url: str
    started_at: datetime
    elapsed_ms: int = 0
    status: int = 0
    hops: tuple[Hop, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes = b""
    body: bytes = b""
    truncated: bool = False
    peer: str = ""
    error: Failure = Failure.NONE
    detail: str = ""
    tls_cause: TlsCause = TlsCause.NONE
    retry_after: int | None = None
    sha256: str = ""

    @property
    def content_type(self) -> str:
        """The media type without its parameters, lower case, '' when not given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Observation:
    """What an attempt means, the rule that said so, and a sentence for a person. `retry_after` in seconds."""

    verdict: Verdict
    rule: Rule
    detail: str = ""
    retry_after: int | None = None
