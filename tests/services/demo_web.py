"""The demo web in this process, and the one way by which links of a test may reach it."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from factchecks.demo.pages import demo_origins
from factchecks.demo.web import DemoWeb
from factchecks.links.gate import OpenGate
from factchecks.services import network


@contextmanager
def serving(server):
    """The server in a thread, for the length of the block."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def open_to(monkeypatch, *origins):
    """Lets links reach these sites and no other local one; without waiting for politeness."""
    monkeypatch.setenv("LINKS_DEMO_ORIGINS", ",".join(origins))
    monkeypatch.setattr(network, "gate", OpenGate)
    network.policy.cache_clear()
    try:
        yield
    finally:
        monkeypatch.undo()
        network.policy.cache_clear()


@dataclass
class Web:
    """The demo web: `council("/path")` is an address on one of its sites."""

    port: int

    def council(self, path):
        return f"http://council.localhost:{self.port}{path}"

    def transit(self, path):
        return f"http://transit.localhost:{self.port}{path}"


@contextmanager
def demo_web(monkeypatch):
    """The running demo web, with its sites open to links."""
    with serving(DemoWeb(port=0)) as server, open_to(monkeypatch, *demo_origins(server.port)):
        yield Web(server.port)


@dataclass
class Pages:
    """Pages of a site of the test's own: path to HTML. `asked` lists the paths that were fetched."""

    html: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def url(self, path):
        return f"http://paper.localhost:{self.port}{path}"


@contextmanager
def own_site(monkeypatch):
    """A site `paper.localhost` whose pages a test can change between two looks."""
    pages = Pages()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            pages.asked.append(self.path)
            body = pages.html.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as server:
        pages.port = server.server_address[1]
        with open_to(monkeypatch, f"paper.localhost:{pages.port}"):
            yield pages
