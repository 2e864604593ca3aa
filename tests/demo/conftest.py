"""The demo web on a free loopback port, at first and later, and a reader that asks by Host, following nothing."""

import http.client
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

import pypdfium2
import pytest

from factchecks.demo.content import load_content
from factchecks.demo.web import DemoWeb


@dataclass(frozen=True)
class Fetched:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        """What a reader sees, tags and PDF markup taken away and white space made single."""
        if self.body.startswith(b"%PDF"):
            return pdf_text(self.body)
        main = re.sub(r"(?s)<head>.*?</head>", " ", self.body.decode())
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def pdf_text(data):
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@dataclass(frozen=True)
class Reader:
    port: int

    def get(self, url, *, method="GET", headers=None):
        """Asks for "http://HOST:{port}/path" or "HOST/path" without resolving HOST."""
        parts = urlsplit(url if "//" in url else f"//{url}")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, target, headers={"Host": parts.netloc, **(headers or {})})
        answer = connection.getresponse()
        fetched = Fetched(answer.status, answer.headers, answer.read())
        connection.close()
        return fetched

    def follow(self, url):
        first = self.get(url)
        return self.get(f"{urlsplit(url).netloc}{first.headers['Location']}") if first.status == 301 else first


@contextmanager
def serving(**given):
    with DemoWeb(port=0, **given) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def reader():
    with serving() as server:
        yield Reader(server.port)


@pytest.fixture(scope="session")
def later_reader():
    with serving(later=True) as server:
        yield Reader(server.port)


@pytest.fixture(scope="session")
def newsroom():
    return load_content()
