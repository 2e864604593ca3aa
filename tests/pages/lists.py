"""Several checks at once: each with pages of its own, so that no kept copy is made twice."""

from tests import factories
from tests.factories import PAGES, make_check


def make_checks(monkeypatch, cast, at, count=2, **more):
    """As many checks as asked for, in the same state."""
    made = []
    for number in range(count):
        pages = {url.replace("://", f"://n{number}."): text for url, text in PAGES.items()}
        monkeypatch.setattr(factories, "PAGES", pages)
        made.append(make_check(cast, at, **more))
    return made
