"""What the demo web answers to a request, as a pure function of Host, target and time; no socket here."""

import hashlib
from dataclasses import dataclass
from functools import cache
from html import escape
from string import Template
from urllib.parse import parse_qs, urlsplit

from factchecks.demo.frontmatter import paragraphs
from factchecks.demo.pages import FOLDER, Page, Site, load_sites
from factchecks.demo.pdf import make_pdf

HTML = "text/html; charset=utf-8"
LONGEST_DRIP = 20


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. The body is sent over `drip_seconds` in small pieces when that is not 0."""

    status: int
    headers: dict[str, str]
    body: bytes
    drip_seconds: int = 0


def answer(*, host: str, target: str, later: bool = False) -> Answer:
    """Return the answer for the Host header `host` ("name" or "name:port") and the request target.

    `later`: with the pages that have taken the places of the first ones.
    """
    site = load_sites(later=later).get(host.partition(":")[0].lower())
    if site is None:
        return Answer(404, {"Content-Type": HTML}, _template("unknown_host").encode())
    parts = urlsplit(target)
    page = _index(site) if parts.path in {"", "/"} else site.pages.get(parts.path)
    if page is None:
        page = Page(path=parts.path, title="Page not found", body=_template("not_found"), status=404)
    return _serve(site, page, parts.query)


def _serve(site: Site, page: Page, query: str) -> Answer:
    if page.path.endswith(".pdf"):
        body = make_pdf(title=page.title, author=page.author or site.name, blocks=paragraphs(page.body))
    else:
        body = _in_layout(site, page).encode()
    return Answer(page.status, _headers(page, body), body, _drip(page, query))


def _headers(page: Page, body: bytes) -> dict[str, str]:
    headers = {"Content-Type": "application/pdf" if page.path.endswith(".pdf") else HTML}
    if page.location:
        headers["Location"] = page.location
    if page.retry_after:
        headers["Retry-After"] = str(page.retry_after)
    if page.challenge:
        headers["cf-mitigated"] = "challenge"
    if page.status == 200:
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    return headers


def _drip(page: Page, query: str) -> int:
    wish = parse_qs(query).get("seconds", [""])[0]
    if page.drip_seconds and wish.isascii() and wish.isdigit():
        return min(int(wish[:4]), LONGEST_DRIP)
    return page.drip_seconds


def _index(site: Site) -> Page:
    listed = [page for page in site.pages.values() if page.listed]
    entries = [Template(_template("entry")).substitute(_shown(page)) for page in listed]
    body = Template(_template("index")).substitute(tagline=escape(site.tagline), entries="".join(entries))
    return Page(path="/", title=site.name, body=body)


def _in_layout(site: Site, page: Page) -> str:
    facts = {"site": escape(site.name), "tagline": escape(site.tagline), "colour": escape(site.colour)}
    return Template(_template("layout")).substitute(facts | _shown(page) | {"body": page.body})


def _shown(page: Page) -> dict[str, str]:
    return {
        "path": escape(page.path),
        "title": escape(page.title),
        "author": escape(page.author),
        "summary": escape(page.summary),
        "published": page.published.isoformat() if page.published else "",
    }


@cache
def _template(name: str) -> str:
    return (FOLDER / "_templates" / f"{name}.html").read_text(encoding="utf-8")
