"""The records that pass between the steps: what to fetch, what happened, what it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from factchecks.links.observations import Observation, Rule, Verdict

__all__ = [
    "Attempt", "Exchange", "Failure", "FetchSpec", "Hop", "Observation", "Rule", "TlsCause", "Verdict",
]  # fmt: skip


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
    INCOMPLETE_CHAIN = "incomplete_chain"
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
class Exchange:
    """One request and its answer as they went over the wire, a redirect or the last one: what a WARC record needs.

    `request_headers` in the order sent; `headers` in the order received, names and values as they came (bytes
    beyond ASCII as surrogates). `body`: bytes after transfer decoding, still packed; the body of a redirect is
    not read. `truncated`: the body is not all that the server had. `peer`: the network address connected to.
    `version`: "1.1" or "1.0".
    """

    url: str
    request_headers: tuple[tuple[str, str], ...]
    status: int
    reason: str
    version: str
    headers: tuple[tuple[str, str], ...]
    peer: str
    body: bytes = b""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """Evidence of one fetch. `raw`: bytes after transfer decoding; `body`: the same bytes inflated.

    `status` 0 means that no answer came; `error` then says why. `retry_after`: seconds asked for by the
    server, or until the turn of a deferred link. `sha256`: hex digest of `raw`, '' when there is none.
    `exchanges`: every answer received, oldest first; the last one holds `raw` when a body was read.
    `not_modified`: a 304 to a question that named an earlier copy. `tries`: 2 after a late retry.
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
    exchanges: tuple[Exchange, ...] = ()
    not_modified: bool = False
    tries: int = 1

    @property
    def content_type(self) -> str:
        """The media type without its parameters, lower case, '' when not given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()
