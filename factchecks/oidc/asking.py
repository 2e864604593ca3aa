"""One question to the provider: bounded in time and size, never sent on to elsewhere, answered by a JSON object."""

import json
import time
from typing import Any

import requests

# Seconds until something is heard, and for the whole answer; bytes of it.
PATIENCE = 5.0
WHOLE = 10.0
BYTES = 256_000


class Failed(Exception):
    """The provider cannot be asked, or is not believed. The text is for the log: it names no person and no secret."""


def ask(method: str, url: str, **what: Any) -> dict[str, Any]:
    """The object with which `url` answers. Raises Failed, also for a redirect and for everything but 200."""
    what |= {"timeout": PATIENCE, "allow_redirects": False, "stream": True}
    try:
        with requests.Session() as session, session.request(method, url, **what) as answer:
            if answer.status_code != 200:
                raise Failed(f"{url} answered {answer.status_code}")
            told = json.loads(_body(url, answer))
    except (requests.RequestException, ValueError, RecursionError) as error:
        raise Failed(f"{url}: {type(error).__name__}") from error
    if not isinstance(told, dict):
        raise Failed(f"{url} answered no object")
    return told


def _body(url: str, answer: requests.Response) -> bytes:
    """Byte by byte, since a larger piece is waited for until it is whole, however slowly it comes."""
    body, until = bytearray(), time.monotonic() + WHOLE
    for piece in answer.iter_content(1):
        body += piece
        if len(body) > BYTES or time.monotonic() > until:
            raise Failed(f"{url} answers too much or too slowly")
    return bytes(body)
