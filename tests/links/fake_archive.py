"""The Wayback Machine as a local server that answers what a test tells it to."""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class Archive:
    """What the fake answers, and what it was asked. `hold`: no answer before this is set."""

    port: int = 0
    status: int = 200
    body: str = ""
    headers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    hold: threading.Event | None = None

    def says(self, value, status=200, **headers):
        self.body = value if isinstance(value, str) else json.dumps(value)
        self.status, self.headers = status, headers


def handler_of(archive):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            length = int(self.headers.get("Content-Length") or 0)
            archive.asked.append((self.command, self.path, dict(self.headers), self.rfile.read(length).decode()))
            if archive.hold:
                archive.hold.wait(20)
                return
            body = archive.body.encode()
            self.send_response(archive.status)
            for name, value in {"Content-Length": str(len(body)), **archive.headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *args):
            pass

    return Handler


@pytest.fixture
def archive():
    found = Archive()
    with ThreadingHTTPServer(("127.0.0.1", 0), handler_of(found)) as server:
        found.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield found
        if found.hold:
            found.hold.set()
        server.shutdown()
        thread.join()
