"""A browser without the policy, which would hide what is not escaped, and hands that touch everything on a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

NOWHERE = "http://careless.example/"
HERE = Path(__file__).parent
POKE, WATCH = (HERE / "poke.js").read_text(), (HERE / "watch.js").read_text()
POLICY = "Content Security Policy"


@dataclass
class Hands:
    """`ran`: what was called, with the address of the page. `looked`: how many pages were touched."""

    context: BrowserContext
    page: Page
    guarded: bool = False
    ran: list[str] = field(default_factory=list)
    looked: int = 0

    def show(self, html: str, *, patience: int = 30) -> list[str]:
        """Shows a page that is not ours; what ran in it until so many hundredths of a second later."""
        self.ran.clear()
        self.page.route(NOWHERE, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        self.page.goto(NOWHERE, wait_until="domcontentloaded")
        if not self.ran:
            self.page.evaluate("poke(true)")
        for _ in range(patience):
            if self.ran:
                break
            self.page.wait_for_timeout(10)
        return list(self.ran)

    def touch(self, address: str) -> None:
        """Touches everything on the page that is open; with its policy on it is only looked at."""
        if not self.guarded:
            self.ran += [f"{address}: {one}" for one in self.page.evaluate("suspicions()")]
            self.page.evaluate("poke(true)")
        self.looked += 1


@contextmanager
def hands(opened: Browser, *, scripts: bool = True, guarded: bool = False) -> Iterator[Hands]:
    """A fresh window without the policy, and the function that the payloads call.

    `guarded`: with the policy, and what it stops is told in the place of what runs. `scripts`: whether ours are there.
    """
    context = opened.new_context(bypass_csp=not guarded, viewport={"width": 1440, "height": 1000})
    context.add_init_script(WATCH if guarded else POKE)
    made = Hands(context=context, page=context.new_page(), guarded=guarded)
    context.expose_binding("ran", lambda source, what: made.ran.append(f"{source['page'].url}: {what}"))
    made.page.on("dialog", lambda dialog: (made.ran.append(f"dialog {dialog.message}"), dialog.dismiss()))
    if guarded:
        made.page.on("console", lambda said: POLICY in said.text and made.ran.append(said.text))
    else:
        _spare(context, made.page, scripts)
    yield made
    context.close()


def _spare(context: BrowserContext, page: Page, scripts: bool) -> None:
    """Nobody looks at it: without styles, and without our scripts where they are not tried, a page is there sooner."""
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setBlockedURLs", {"urls": ["*.css", "*.woff2"] if scripts else ["*/static/*"]})
