"""Writes one kept copy as a WARC 1.1 file: every answer as received, redirects too, with its request and our sha256."""

import base64
import hashlib
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC
from http import HTTPStatus
from io import BytesIO
from typing import Final
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from factchecks.links.records import Attempt, Exchange

type Pairs = Sequence[tuple[str, str]]

VERSION: Final = "WARC/1.1"
# The namespace of record ids; a fixed random value. Equal evidence gives equal ids, so equal bytes.
RECORDS: Final = uuid.UUID("0a6a1b8e-6d0c-4f6e-9c5e-2f6f1f3f4b7d")
FIELDS: Final = "application/warc-fields"
# The bytes are kept after transfer decoding; under its own name the header would make a reader decode them twice.
DECODED: Final = {"transfer-encoding": "X-Orig-Transfer-Encoding"}
ENDS: Final = re.compile(r"[\r\n\x00]")
# Surrogates, but for those that stand for a byte beyond ASCII.
UNWRITABLE: Final = re.compile("[\ud800-\udc7f\udd00-\udfff]")
NOT_RECORDED: Final = "from kept headers; requests and other headers were not recorded"


def write(attempt: Attempt, *, user_agent: str) -> bytes:
    """The .warc.gz of one attempt; the same attempt gives the same bytes.

    For an attempt without `exchanges`, what is known of each answer is written, without requests, and the
    metadata says so.
    """
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    for record in _records(attempt, user_agent):
        writer.write_record(record)
    return out.getvalue()


def exchanges_of(attempt: Attempt) -> tuple[Exchange, ...]:
    """What went over the wire; rebuilt from hops and kept headers when the attempt does not have it."""
    if attempt.exchanges:
        return attempt.exchanges
    targets = [hop.url for hop in attempt.hops[1:]] + [attempt.final_url]
    hops = [
        _rebuilt(hop.url, hop.status, (("Location", target),), hop.address)
        for hop, target in zip(attempt.hops, targets, strict=True)
    ]
    last = _rebuilt(attempt.final_url, attempt.status, tuple(attempt.headers.items()), attempt.peer)
    return (*hops, replace(last, body=attempt.raw, truncated=attempt.truncated))


def _rebuilt(url: str, status: int, headers: tuple[tuple[str, str], ...], peer: str) -> Exchange:
    phrase = {one.value: one.phrase for one in HTTPStatus}.get(status, "")
    return Exchange(
        url=url, request_headers=(), status=status, reason=phrase, version="1.1", headers=headers, peer=peer
    )


def _records(attempt: Attempt, user_agent: str) -> Iterator[ArcWarcRecord]:
    date = attempt.started_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    seed = f"{attempt.url}\n{date}\n{attempt.sha256}"
    info = {"software": user_agent, "format": "WARC File Format 1.1", "http-header-user-agent": user_agent}
    yield _fields("warcinfo", info, [("WARC-Date", date), ("WARC-Record-ID", _id(seed, "info"))])
    for number, exchange in enumerate(exchanges_of(attempt)):
        response, common = _id(seed, f"response {number}"), _common(exchange, date)
        yield _response(exchange, [*common, ("WARC-Record-ID", response)])
        if exchange.request_headers:
            yield _request(
                exchange,
                [*common, ("WARC-Record-ID", _id(seed, f"request {number}")), ("WARC-Concurrent-To", response)],
            )
    head = [("WARC-Date", date), ("WARC-Target-URI", _uri(attempt.final_url))]
    head += [("WARC-Record-ID", _id(seed, "metadata")), ("WARC-Concurrent-To", response)]
    yield _fields("metadata", _metadata(attempt), head)


def _metadata(attempt: Attempt) -> dict[str, str]:
    return {
        "sha256": hashlib.sha256(attempt.raw).hexdigest(),
        "size": str(len(attempt.raw)),
        "fetchTimeMs": str(attempt.elapsed_ms),
        "via": _uri(attempt.url) if attempt.hops else "",
        "truncated": "yes" if attempt.truncated else "",
        "rebuilt": "" if attempt.exchanges else NOT_RECORDED,
    }


def _id(seed: str, name: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(RECORDS, f'{seed}\n{name}'.encode('utf-8', 'replace').decode())}>"


def _common(exchange: Exchange, date: str) -> list[tuple[str, str]]:
    found = [("WARC-Date", date), ("WARC-Target-URI", _uri(exchange.url))]
    return [*found, ("WARC-IP-Address", _line(exchange.peer))] if exchange.peer else found


def _response(exchange: Exchange, head: Pairs) -> ArcWarcRecord:
    first = f"HTTP/{_line(exchange.version)} {exchange.status} {_line(exchange.reason)}".rstrip()
    headers = [(DECODED.get(name.lower(), name), value) for name, value in exchange.headers]
    cut = [("WARC-Truncated", "length")] if exchange.truncated else []
    return _message("response", first, headers, exchange.body, [*head, *cut])


def _request(exchange: Exchange, head: Pairs) -> ArcWarcRecord:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = list(exchange.request_headers)
    if not any(name.lower() == "host" for name, _ in headers):
        headers.insert(0, ("Host", parts.netloc))
    return _message("request", f"GET {_line(target)} HTTP/1.1", headers, b"", head)


def _message(kind: str, first: str, headers: Pairs, body: bytes, head: Pairs) -> ArcWarcRecord:
    """The block is put together here: the writer's own header object would change bytes beyond ASCII."""
    lines = [first, *(f"{_line(name)}: {_line(value)}" for name, value in headers)]
    block = "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape") + b"\r\n" + body
    digest = ("WARC-Payload-Digest", _sha1(body))
    return _raw(kind, block, f"application/http; msgtype={kind}", [*head, digest])


def _fields(kind: str, fields: dict[str, str], head: Pairs) -> ArcWarcRecord:
    text = "".join(f"{name}: {_line(value)}\r\n" for name, value in fields.items() if value)
    return _raw(kind, text.encode("utf-8", "surrogateescape"), FIELDS, head)


def _raw(kind: str, block: bytes, content_type: str, head: Pairs) -> ArcWarcRecord:
    headers = StatusAndHeaders("", [("WARC-Type", kind), *head, ("WARC-Block-Digest", _sha1(block))], protocol=VERSION)
    record = ArcWarcRecord("warc", kind, headers, BytesIO(block), None, content_type, len(block))
    record.payload_length = len(block)
    return record


def _sha1(data: bytes) -> str:
    """The digest that other archive tools look for; our own sha256 stands in the metadata record."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def _line(value: str) -> str:
    """One line that can be written: what would end it becomes a space, what is no character a question mark."""
    return UNWRITABLE.sub("?", ENDS.sub(" ", value))


def _uri(url: str) -> str:
    return "".join(
        char if "!" <= char <= "~" else "".join(f"%{byte:02X}" for byte in _bytes(char)) for char in _line(url)
    )


def _bytes(char: str) -> bytes:
    return char.encode("utf-8", "surrogateescape")
