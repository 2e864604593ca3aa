"""The demo web's sites and pages, read from the files under `pages/`: one folder a site, one file a page."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from factchecks.demo.frontmatter import read_sheet

FOLDER = Path(__file__).parent / "pages"
EVERY_SITE = "_every"


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
def load_sites() -> dict[str, Site]:
    """Return the sites by host name. Raises ValueError or TypeError when a file is not in order."""
    folders = sorted(entry for entry in FOLDER.iterdir() if entry.is_dir() and not entry.name.startswith("_"))
    sites = [_read_site(folder) for folder in folders]
    return {site.host: site for site in sites}


def demo_origins(port: int) -> tuple[str, ...]:
    """Return every "host:port" that the demo web answers at, for LINKS_DEMO_ORIGINS."""
    return tuple(f"{host}:{port}" for host in load_sites())


def _read_site(folder: Path) -> Site:
    facts = tomllib.loads((folder / "site.toml").read_text(encoding="utf-8"))
    pages = [*_read_pages(FOLDER / EVERY_SITE), *_read_pages(folder)]
    return Site(key=folder.name, pages={page.path: page for page in pages}, **facts)


def _read_pages(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".html", ".txt"}:
            sheet = read_sheet(path)
            address = "/" + path.relative_to(folder).with_suffix("").as_posix()
            yield Page(path=address, body=sheet.body, **sheet.head)
