"""What the markup of a page gives away beside its words: its headings, forms, scripts and wishes."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_HEADINGS = 5
MAX_NODES = 20
# Forms in these parts of a page stand on every page of a site.
ASIDE = frozenset({"header", "nav", "footer", "aside", "dialog"})
MOUNTS = (
    "#root,#app,#__next,#__nuxt,#___gatsby,#svelte,#app-root,#react-root,#main-app,#ember-app,app-root,[ng-app],"
    "[data-reactroot]"
)
PLEA = re.compile(
    r"(enable|turn on|activate|requires?|need(s)?|without)\W+(\w+\W+){0,3}javascript|javascript\W+(\w+\W+){0,4}"
    r"(disabled|required|enabled|deaktiviert|aktivier\w+|désactivé|activ\w+|desactivado|отключен)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Marks:
    """`title`: the title element. `headings`: the first h1 elements. `password`: it is asked for in the page itself.

    `scripted`: it holds scripts. `waits`: its place for content is empty, or it asks for JavaScript.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    noindex: bool = False
    password: bool = False
    scripted: bool = False
    waits: bool = False


def read_marks(page: LexborHTMLParser) -> Marks:
    """Must run before scripts are taken out of `page`."""
    title = page.css_first("title")
    scripted = page.css_first("script") is not None
    return Marks(
        title=_line(title) if title else "",
        headings=tuple(_line(node) for node in page.css("h1")[:MAX_HEADINGS]),
        noindex=_noindex(page),
        password=any(_in_the_page(node) for node in page.css('input[type="password" i]')[:MAX_NODES]),
        scripted=scripted,
        waits=scripted and _waits(page),
    )


def _line(node: LexborNode) -> str:
    return " ".join(node.text().split())[:300]


def _noindex(page: LexborHTMLParser) -> bool:
    wishes = page.css('meta[name="robots" i],meta[name="googlebot" i]')[:MAX_NODES]
    return any("noindex" in (node.attributes.get("content") or "").lower() for node in wishes)


def _in_the_page(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in ASIDE or "hidden" in above.attributes:
            return False
        above = above.parent
    return True


def _waits(page: LexborHTMLParser) -> bool:
    if any(not node.text(strip=True) for node in page.css(MOUNTS)[:MAX_NODES]):
        return True
    return any(PLEA.search(node.text()) for node in page.css("noscript")[:MAX_NODES])
