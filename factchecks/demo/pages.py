"""The demo web's sites and pages, read from the files under `pages/`: one folder a site, one file a page.

`NAME.later.html` is what stands at the address of `NAME.html` once the checks that cite it are out.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from factchecks.demo.frontmatter import read_sheet

FOLDER = Path(__file__).parent / "pages"
EVERY_SITE = "_every"
LATER = ".later"


@dataclass(frozen=True)
class Page:
    """One address of a site. `body` is HTML, or plain text for a PDF (a path that ends in .pdf)."""

    path: str
    title: str
    body: str
    published: date | None = None
    author: str = ""
    summary: str = ""
    status: int = 200
    location: str = ""
    retry_after: int = 0
    challenge: bool = False
    drip_seconds: int = 0
    listed: bool = True


@dataclass(frozen=True)
class Site:
    """One host of the demo web; `pages` by path, each beginning with "/"."""

    key: str
    name: str
    tagline: str
    colour: str
    pages: dict[str, Page]

    @property
    def host(self) -> str:
        """The name the site answers to, without a port."""
        return f"{self.key}.localhost"


@cache
def load_sites(*, later: bool = False) -> dict[str, Site]:
    """Return the sites by host name, as they are at first or `later`.

    Raises ValueError or TypeError when a file is not in order.
    """
    folders = sorted(entry for entry in FOLDER.iterdir() if entry.is_dir() and not entry.name.startswith("_"))
    sites = [_read_site(folder, later=later) for folder in folders]
    return {site.host: site for site in sites}


def demo_origins(port: int) -> tuple[str, ...]:
    """Return every "host:port" that the demo web answers at, for LINKS_DEMO_ORIGINS."""
    return tuple(f"{host}:{port}" for host in load_sites())


def turned(*, host: str, path: str) -> bool:
    """Whether the page at `path` of the site `host` (without a port) is another one later."""
    first, last = (load_sites(later=later)[host].pages.get(path) for later in (False, True))
    return first != last


def _read_site(folder: Path, *, later: bool) -> Site:
    facts = tomllib.loads((folder / "site.toml").read_text(encoding="utf-8"))
    pages = [*_read_pages(FOLDER / EVERY_SITE, later=False), *_read_pages(folder, later=False)]
    # After the first ones, so that they take their places.
    pages += _read_pages(folder, later=True) if later else []
    return Site(key=folder.name, pages={page.path: page for page in pages}, **facts)


def _read_pages(folder: Path, *, later: bool) -> Iterator[Page]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        if path.suffix in {".html", ".txt"} and name.endswith(LATER) == later:
            sheet = read_sheet(path)
            yield Page(path="/" + name.removesuffix(LATER), body=sheet.body, **sheet.head)
