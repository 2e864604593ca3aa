"""Serves the demo web on 127.0.0.1, every site by its Host: `python -m factchecks.demo.web --port PORT`."""

import argparse
import logging
import os
import signal
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from factchecks.demo.answers import Answer, answer

LOOPBACK = "127.0.0.1"
PARENT_LOOK_SECONDS = 0.25
DRIP_PIECES = 20
log = logging.getLogger("factchecks.demo.web")


class Handler(BaseHTTPRequestHandler):
    """Sends the answer for one request; knows sockets, no content."""

    protocol_version = "HTTP/1.1"
    server_version = "HarbourmouthDemo"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = 30
    server: "DemoWeb"

    def handle(self) -> None:
        """Serve one connection; a reader that ends it before we do is nothing to report."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Answer a GET."""
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        """Answer a HEAD: the same headers, no body."""
        self._send(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Log one line a request to the module's logger instead of straight to stderr."""
        log.info("%s %s", self.headers.get("Host", "-") if hasattr(self, "headers") else "-", format % args)

    def _send(self, *, with_body: bool) -> None:
        found = answer(host=self.headers.get("Host", ""), target=self.path, later=self.server.later)
        etag = found.headers.get("ETag")
        unchanged = etag is not None and self.headers.get("If-None-Match") == etag
        self.send_response(304 if unchanged else found.status)
        for name, value in found.headers.items():
            self.send_header(name, value)
        if not unchanged:
            self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()
        if with_body and not unchanged:
            self._write(found)

    def _write(self, found: Answer) -> None:
        pieces = DRIP_PIECES if found.drip_seconds else 1
        step = -(-len(found.body) // pieces) or 1
        try:
            for start in range(0, len(found.body), step):
                time.sleep(found.drip_seconds / pieces)
                self.wfile.write(found.body[start : start + step])
        except ConnectionError:
            log.info("the reader left before the page was sent: %s", self.path)
            self.close_connection = True


class DemoWeb(ThreadingHTTPServer):
    """The server; a thread a connection, bound to 127.0.0.1 only. `port` 0 lets the system choose.

    `later` may be turned while it serves: from then on the pages are their later versions.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, *, port: int, later: bool = False) -> None:
        self.later = later
        super().__init__((LOOPBACK, port), Handler)

    @property
    def port(self) -> int:
        """The port in use."""
        return int(self.server_address[1])


def serve_until(*, port: int, stop: threading.Event, later: bool = False) -> None:
    """Serve until `stop` is set or the parent process is gone. Raises OSError when the port is taken."""
    parent = os.getppid()
    with DemoWeb(port=port, later=later) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        log.info("the demo web listens on port %d", server.port)
        while not stop.wait(PARENT_LOOK_SECONDS) and os.getppid() == parent:
            pass
        server.shutdown()


def main() -> None:
    """Read the command line, serve, and end on SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(description="Serve the demo web on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=0, help="0 lets the system choose; the log says which")
    parser.add_argument("--later", action="store_true", help="the pages as they are once the demo is loaded")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    serve_until(port=options.port, stop=stop, later=options.later)


if __name__ == "__main__":
    main()
