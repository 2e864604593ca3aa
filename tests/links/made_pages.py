"""Invented pages and the attempts that brought them, for the tables of rules."""

from dataclasses import replace
from datetime import UTC, datetime

from factchecks.links.records import Attempt, Hop

URL = "http://harbourmouth.example.org/news/2026/ferry-report"
HOST = "http://harbourmouth.example.org"
AT = datetime(2026, 11, 2, 10, tzinfo=UTC)
TOWN = (
    "harbour council ferry pier mayor budget report winter storm ticket captain island school market bridge "
    "engineer tide lamp quay vote minutes repair crane anchor signal timetable passenger crossing"
)
WORDS = TOWN.split()
HTML = "text/html; charset=utf-8"


def prose(length, seed=0):
    """About `length` characters of words that no other seed puts in this order."""
    out, number = [], seed
    while sum(map(len, out)) + len(out) < length:
        number = (number * 48271 + 11 + seed) % 2147483647
        out.append(WORDS[number % len(WORDS)])
    return " ".join(out)


def page(text="", *, title="Ferry report", head="", body=""):
    """The bytes of a page."""
    markup = f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}<p>{text}</p></body></html>"
    return markup.encode()


def attempt(body=None, *, url=URL, final=None, hops=None, status=200, headers=None, **more):
    """A success unless told otherwise; one 302 hop when `final` is another address and no hops are given."""
    final = final or url
    moved = hops if hops is not None else ((302,) if final != url else ())
    body = page(prose(2_000)) if body is None else body
    return replace(
        Attempt(url, final, AT, status=status, body=body, raw=body),
        hops=tuple(Hop(code, url, "192.0.2.1") for code in moved),
        headers={"content-type": HTML} | (headers or {}),
        **more,
    )
