"""The outside web of the link benchmark: a loopback server in its own process, as cheap as Python allows.

`python -m bench.server FOLDER HOSTS` listens on HOSTS addresses of 127/8, plain and TLS, writes its authority to
FOLDER/authority.pem, prints one JSON line ({"http": PORT, "https": PORT}) and serves until its input closes.
"""

import asyncio
import gc
import json
import ssl
import sys
from pathlib import Path
from typing import cast

from bench.authority import Authority, address

PAGE = (
    b"<!doctype html><html lang=en><title>Harbourmouth Council</title><main><h1>Ferry figures</h1>"
    + b"<p>The ferry between Harbourmouth and the islands carried 300,000 people last year, said the council.</p>" * 75
    + b"</main></html>"
)


def answer(status: int, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status} Word\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


# The 20 % that fail: two in three are answers, one in three breaks off.
ANSWERS = {
    b"ok": answer(200, PAGE),
    b"missing": answer(404, b"<title>Not found</title>"),
    b"fault": answer(500, b"<title>Fault</title>"),
    b"hangup": b"",
}


class Site(asyncio.Protocol):
    """GET /KIND/MILLISECONDS/anything is answered after that time, on a connection that stays open."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.waiting = cast(asyncio.Transport, transport), b""

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while (end := self.waiting.find(b"\r\n\r\n")) >= 0:
            _, kind, delay, _ = self.waiting[: self.waiting.index(b"\r\n")].split(b"/", 3)
            self.waiting = self.waiting[end + 4 :]
            asyncio.get_running_loop().call_later(int(delay) / 1000, self.send, ANSWERS[kind])

    def send(self, whole: bytes) -> None:
        if whole:
            self.transport.write(whole)
        else:
            self.transport.close()


async def serve(folder: Path, hosts: int) -> None:
    """Runs until standard input ends."""
    loop, authority = asyncio.get_running_loop(), Authority()
    (folder / "authority.pem").write_bytes(authority.pem())
    ports = {"http": 0, "https": 0}
    for number in range(hosts):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority.certificate_for(address(number), folder))
        for scheme, tls in (("http", None), ("https", context)):
            server = await loop.create_server(Site, address(number), ports[scheme], ssl=tls, backlog=512)
            ports[scheme] = server.sockets[0].getsockname()[1]
    gc.freeze()
    print(json.dumps(ports), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
