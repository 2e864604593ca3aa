"""Turns the errors of the network library into our own words."""

import socket
import ssl
from dataclasses import dataclass

import aiohttp

from factchecks.links.records import Failure, TlsCause
from factchecks.links.safety import Refused
from factchecks.links.tls import SENTENCES, cause_of

MAX_DETAIL = 200


class BrokeOff(aiohttp.ClientError):
    """A new connection ended before the answer began."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong in one fetch; `detail` is a sentence. `passing`: worth one more try later."""

    failure: Failure
    detail: str
    tls_cause: TlsCause = TlsCause.NONE
    passing: bool = False


NONE = Problem(Failure.NONE, "")
# What may come out of a request or while its body is read. Anything else is a fault of ours and is not
# caught.
EXPECTED = (Refused, TimeoutError, aiohttp.ClientError, OSError, ValueError)
BROKEN = (BrokeOff, aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError)


def describe(error: BaseException) -> Problem:
    """The failure behind an exception of EXPECTED."""
    if isinstance(error, Refused):
        return Problem(Failure.REFUSED, str(error))
    if isinstance(error, TimeoutError):
        return Problem(Failure.TIMEOUT, "The site did not answer in time.", passing=True)
    if isinstance(error, socket.gaierror):
        return _dns(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return _connector(error)
    if isinstance(error, aiohttp.ClientResponseError):
        first_line = _short(error.message.strip().partition("\n")[0].rstrip(": "))
        return Problem(Failure.PROTOCOL, f"The site's answer breaks the rules of the web ({first_line}).")
    if isinstance(error, BROKEN):
        return Problem(Failure.PROTOCOL, "The site broke off in the middle of its answer.", passing=True)
    if isinstance(error, OSError):
        return _connect("The connection to the site failed", error)
    return Problem(Failure.PROTOCOL, f"The site's answer could not be read ({_short(str(error))}).")


def _connector(error: aiohttp.ClientConnectorError) -> Problem:
    cause = error.os_error
    if isinstance(cause, socket.gaierror):
        return _dns(cause)
    if isinstance(cause, (ssl.SSLError, ssl.CertificateError)):
        tls = cause_of(cause)
        return Problem(Failure.TLS, SENTENCES[tls], tls)
    return _connect("No connection to the site", cause)


def _connect(words: str, cause: OSError) -> Problem:
    """A reset may pass; a refusal or a network without a way there is the state of things."""
    reset = isinstance(cause, ConnectionResetError) or isinstance(cause.__cause__, ConnectionResetError)
    said = _short(cause.strerror or str(cause)) or "the other side hung up"
    return Problem(Failure.CONNECT, f"{words}: {said}.", passing=reset)


def _dns(error: socket.gaierror) -> Problem:
    if error.errno == socket.EAI_NONAME:
        return Problem(Failure.DNS_GONE, "The name of this site does not exist.")
    return Problem(Failure.DNS, "The name of this site could not be looked up just now.")


def _short(text: str) -> str:
    return " ".join(text.split())[:MAX_DETAIL]
