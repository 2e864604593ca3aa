"""Hands that count: every click, and every key that is not text typed into a field.

By mouse only clicks are made; by keys no click is. With the keys a paste is one; with the mouse it is text put into a
field. `[[`, the sign that opens the list of sources, is one key, as the table of tasks has it; so is a source's number.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

IN_A_FIELD = """() => {
  const here = document.activeElement;
  return here.matches("input, textarea, [contenteditable]:not([contenteditable=false])");
}"""


@dataclass
class Hands:
    """One person's hands during one task. Nothing here goes to an address, forces a click or changes the page."""

    page: Page
    way: str
    count: int = 0

    def _used(self, way: str) -> None:
        assert way == self.way
        self.count += 1

    def click(self, target: Locator) -> None:
        """One click on what can be seen and pressed."""
        self._used("mouse")
        target.hover()
        self.page.mouse.down()
        self.page.mouse.up()

    def press(self, key: str) -> None:
        """One key, or keys held together."""
        self._used("keys")
        self.page.keyboard.press(key)

    def sign(self, text: str) -> None:
        """A sign that the page answers to, typed where text is typed."""
        self._used("keys")
        assert self.page.evaluate(IN_A_FIELD)
        self.page.keyboard.type(text)

    def paste(self) -> None:
        """What is on the clipboard."""
        self.count += self.way == "keys"
        self.page.keyboard.press("Control+v")

    def type(self, text: str) -> None:
        """Text into the field that has the focus; not counted."""
        self.page.wait_for_function(IN_A_FIELD, timeout=5_000)
        self.page.keyboard.type(text)

    def opens(self, pattern: str) -> None:
        """Waits for the page that comes."""
        self.page.wait_for_url(re.compile(pattern))

    def sees(self, target: Locator, words: str | re.Pattern[str] = "") -> None:
        """The words, on what a person sees without scrolling or pressing anything."""
        expect(target).to_contain_text(words)
        expect(target).to_be_in_viewport()


def copy(page: Page, text: str) -> None:
    """Puts text on the clipboard, before a task begins."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
