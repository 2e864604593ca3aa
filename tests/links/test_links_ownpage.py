"""The program reads a page of its own: nothing is followed, and neither time nor size is without an end."""

import itertools
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from factchecks.links.ownpage import Unread, read
from newsroom.ports import choose_port
from tests.services.demo_web import serving

PAGE = b"<p>Is every tram stop step-free? \xe2\x9c\x93 \xff</p>"


class Handler(BaseHTTPRequestHandler):
    """A site with one good page and several bad ones."""

    asked: list[tuple[str, str | None]]

    def do_GET(self):
        self.asked.append((self.path, self.headers.get("Cookie")))
        getattr(self, self.path.strip("/"))()

    def begin(self, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def good(self):
        self.begin(
            Content_Type="text/html",
            Content_Length=str(len(PAGE)),
            Set_Cookie="a=b",
            X_Robots_Tag="all",
            x_robots_tag="noindex",
        )
        self.wfile.write(PAGE)

    def moved(self):
        self.begin(301, Location="/good/", Content_Length="0")

    def endless(self):
        self.begin()
        try:
            for _ in itertools.count():
                self.wfile.write(b"x" * 65_536)
        except OSError:
            self.close_connection = True

    def short(self):
        self.begin(Content_Length="100")
        self.wfile.write(b"half")

    def silent(self):
        self.rfile.read(1)

    def log_message(self, *args):
        pass


@pytest.fixture
def own():
    """The address of the site, and what it was asked for."""
    asked = []
    handler = type("Site", (Handler,), {"asked": asked})
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as server:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked


def test_a_page_is_read_with_its_status_and_its_headers(own):
    root, _ = own
    served = read(f"{root}/good/")
    assert (served.status, served.headers["x-robots-tag"]) == (200, "all, noindex")
    assert served.html == "<p>Is every tram stop step-free? ✓ �</p>"


def test_a_redirect_is_told_and_not_followed(own):
    root, asked = own
    assert read(f"{root}/moved/").status == 301
    assert [path for path, _ in asked] == ["/moved/"]


def test_it_comes_as_a_stranger_each_time(own):
    root, asked = own
    read(f"{root}/good/")
    read(f"{root}/good/")
    assert [cookie for _, cookie in asked] == [None, None]


def test_an_endless_page_is_left(own):
    root, _ = own
    with pytest.raises(Unread, match="longer than 200,000 bytes"):
        read(f"{root}/endless/", max_bytes=200_000)


def test_a_page_that_breaks_off_is_not_read(own):
    root, _ = own
    with pytest.raises(Unread, match="broke off"):
        read(f"{root}/short/")


def test_a_silent_site_is_left(own):
    root, _ = own
    with pytest.raises(Unread, match="did not answer in time"):
        read(f"{root}/silent/", total_s=0.2)


@pytest.mark.parametrize("address", ["http://127.0.0.1:{}/x/", "http://no-such-name.invalid:{}/x/", "not an address"])
def test_where_nobody_answers_a_sentence_says_so(address):
    with pytest.raises(Unread) as error:
        read(address.format(choose_port(0)))
    assert str(error.value).endswith(".")
