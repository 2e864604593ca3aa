"""A browser without the policy, which would hide what is not escaped, and hands that touch everything on a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

NOWHERE = "http://careless.example/"
POKE = (Path(__file__).parent / "poke.js").read_text()


@dataclass
class Hands:
    """`ran`: what was called, with the address of the page. `looked`: how many pages were touched."""

    context: BrowserContext
    page: Page
    ran: list[str] = field(default_factory=list)
    looked: int = 0

    def show(self, html: str) -> list[str]:
        """Shows a page that is not ours; what ran in it."""
        self.ran.clear()
        self.page.route(NOWHERE, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        self.page.goto(NOWHERE, wait_until="domcontentloaded")
        if not self.ran:
            self.page.evaluate("poke(true)")
        for _ in range(20):
            if self.ran:
                break
            self.page.wait_for_timeout(10)
        return list(self.ran)

    def touch(self, address: str) -> None:
        """Opens a page of ours and touches everything on it; what runs is in `ran`."""
        self.page.goto(address, wait_until="load")
        self.touch_here(address)

    def touch_here(self, address: str) -> None:
        """The same on the page that is open."""
        self.ran += [f"{address}: {one}" for one in self.page.evaluate("suspicions()")]
        self.page.evaluate("poke(true)")
        self.looked += 1


@contextmanager
def hands(opened: Browser, **options) -> Iterator[Hands]:
    """A fresh window with no policy and the function that the payloads call."""
    context = opened.new_context(bypass_csp=True, viewport={"width": 1440, "height": 1000}, **options)
    context.add_init_script(POKE)
    made = Hands(context=context, page=context.new_page())
    context.expose_binding("ran", lambda source, what: made.ran.append(f"{source['page'].url}: {what}"))
    # Nothing is looked at: without styles the pages are there sooner.
    wire = context.new_cdp_session(made.page)
    wire.send("Network.enable")
    wire.send("Network.setBlockedURLs", {"urls": ["*.css", "*.woff2"]})
    made.page.on("dialog", lambda dialog: (made.ran.append(f"dialog {dialog.message}"), dialog.dismiss()))
    yield made
    context.close()
