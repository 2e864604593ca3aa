"""How each core task is done, by mouse and by keys: where it begins, what is pressed, what the page shows then."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from playwright.sync_api import Browser, Page, expect

from factchecks.demo.content import load_content
from tests.browser import hands
from tests.browser.counted import Hands, copy
from tests.browser.stage import Seat, take_seat

HOME = "/newsroom/"
YEARS = count(2019, -1)
# Nobody has said either before.
CLAIMS = {
    "mouse": "Zeppelins carried ninety thousand commuters last winter.",
    "keys": "Harbour seals learned the saxophone during festivals.",
}


@dataclass
class Stage:
    """Who sits where, and what they may need."""

    reporter: Seat
    editor: Seat
    opened: Browser

    def link(self, path: str = "/minutes/2026-11-18") -> str:
        """A page of the demo web."""
        return self.reporter.program.site("council", path)


def first_on_home() -> dict[str, str]:
    """A claim that is due before any other."""
    return {"due_at": f"{next(YEARS)}-01-01T08:00"}


def do_now(page: Page):
    return page.get_by_role("region", name="Do now").get_by_role("listitem").first


def start_1(stage: Stage) -> Page:
    hands.new_check(stage.reporter, headline="Is it late?", **first_on_home())
    return take_seat(stage.opened, stage.reporter.program, "reporter").page


def do_1(hand: Hands) -> None:
    hand.sees(do_now(hand.page), re.compile("Sent back by|Late by"))
    hand.sees(hand.page.get_by_role("heading", level=1), re.compile("late|today"))


def start_2(stage: Stage) -> Page:
    copy(stage.reporter.page, stage.link())
    return stage.reporter.go(HOME)


def claim_typed(hand: Hands) -> None:
    hand.opens("/checks/new/$")
    expect(hand.page.get_by_role("textbox", name="The claim, word for word")).to_be_focused()
    hand.paste()
    hand.type(CLAIMS[hand.way])
    hand.sees(hand.page.get_by_role("region", name="Already checked?"), "Nothing like it")


def claim_recorded(hand: Hands) -> None:
    hand.opens(r"/checks/\d+/$")
    hand.sees(hand.page.get_by_role("region", name="Claim"), CLAIMS[hand.way])
    hand.sees(hand.page.get_by_role("region", name="Claim"), re.compile("Dana Whitcombe.*council", re.DOTALL))
    hand.sees(hand.page.locator(".checkhead__meta"), "(you)")


def mouse_2(hand: Hands) -> None:
    hand.click(hand.page.get_by_role("link", name="New claim"))
    claim_typed(hand)
    hand.click(hand.page.get_by_label("Claimant", exact=True))
    hand.type("Dana Whitcombe")
    hand.click(hand.page.get_by_role("button", name="Save and open"))
    claim_recorded(hand)


def keys_2(hand: Hands) -> None:
    hand.press("n")
    claim_typed(hand)
    hand.press("Tab")
    hand.type("Dana Whitcombe")
    hand.press("Control+Enter")
    claim_recorded(hand)


def start_3(stage: Stage) -> Page:
    return stage.reporter.go("/newsroom/checks/new/")


def do_3(hand: Hands) -> None:
    known = next(one for one in load_content().checks if one.stage == "published" and one.desk == "transport")
    hand.type(known.claim.text)
    found = hand.page.get_by_role("region", name="Already checked?").get_by_role("listitem")
    hand.sees(found.filter(has_text=known.headline), "Published")


def start_4(stage: Stage) -> Page:
    check_id = hands.new_check(stage.reporter)
    for number in range(1, 6):
        hands.describe(stage.reporter, check_id, f"Call {number} with the harbour office")
    hands.write(stage.reporter, check_id, body="The minutes say so.")
    copy(stage.reporter.page, stage.link())
    return hands.workspace(stage.reporter, check_id)


def cited(hand: Hands) -> None:
    hand.sees(hand.page.locator(hands.BODY), "The minutes say so.")
    hand.sees(hand.page.locator(f"{hands.BODY} p", has_text="The minutes say so.").locator("cite"), "6")
    row = hand.page.get_by_role("tabpanel", name="Sources").get_by_role("listitem").filter(has_text="Source 6")
    expect(row).to_contain_text("Copy kept", timeout=30_000)
    expect(hand.page.locator(hands.SAVED)).to_be_visible(timeout=20_000)


def mouse_4(hand: Hands) -> None:
    hand.click(hand.page.locator("#add_url"))
    hand.paste()
    hand.click(hand.page.get_by_role("button", name="Add the source"))
    hand.click(hand.page.get_by_role("button", name="Cite source 6"))
    cited(hand)


def keys_4(hand: Hands) -> None:
    hand.paste()
    hand.press("Enter")
    expect(hand.page.locator(hands.BODY)).to_be_focused()
    hand.sign("[[")
    expect(hand.page.get_by_role("dialog", name="Cite which source?")).to_be_visible()
    hand.sign("6")
    hand.press("Enter")
    cited(hand)


def start_5(stage: Stage) -> Page:
    check_id = hands.new_check(stage.reporter, headline="Is it long?", claimant_name="Dana Whitcombe")
    hands.move(stage.reporter, check_id, "start_research")
    return hands.workspace(stage.reporter, check_id)


def first_open(hand: Hands) -> None:
    open_items = hand.page.get_by_role("region", name="Ready for review?").get_by_role("listitem")
    expect(open_items.first.get_by_role("link")).to_be_focused()
    hand.sees(open_items.first, "Write the standfirst.")


def mouse_5(hand: Hands) -> None:
    hand.click(hand.page.get_by_role("button", name="Submit for review"))
    first_open(hand)


def keys_5(hand: Hands) -> None:
    hand.press("Control+Enter")
    first_open(hand)


def start_6(stage: Stage) -> Page:
    return hands.workspace(stage.reporter, hands.ready(stage.reporter))


def submitted(hand: Hands) -> None:
    hand.sees(hand.page.locator("#messages"), "Submitted for review.")
    hand.sees(hand.page.locator(".steps [aria-current=step]"), "Review")


def mouse_6(hand: Hands) -> None:
    hand.click(hand.page.get_by_label("Note for the reviewer"))
    hand.type("The lamps were counted twice.")
    hand.click(hand.page.get_by_role("button", name="Submit for review"))
    submitted(hand)


def keys_6(hand: Hands) -> None:
    hand.press("b")
    hand.type("The lamps were counted twice.")
    hand.press("Control+Enter")
    submitted(hand)


def start_7(stage: Stage) -> Page:
    hands.in_second_round(stage.reporter, stage.editor, **first_on_home())
    return stage.editor.go(HOME)


def changes_seen(hand: Hands) -> None:
    hand.opens(r"/checks/\d+/review/$")
    hand.sees(hand.page.get_by_role("heading", name=re.compile("^Changes since you sent it back")))
    hand.sees(hand.page.get_by_role("region", name="Article").locator("ins").first, "old")


def mouse_7(hand: Hands) -> None:
    hand.click(do_now(hand.page).get_by_role("button", name=re.compile("^Take and review")))
    changes_seen(hand)


def keys_7(hand: Hands) -> None:
    hand.press("Enter")
    changes_seen(hand)


def start_8(stage: Stage) -> Page:
    check_id = hands.in_second_round(stage.reporter, stage.editor)
    page = stage.editor.go(f"/newsroom/checks/{check_id}/review/")
    Hands(page, "mouse").sees(page.get_by_role("region", name="Your decision"), "Readers see nothing yet")
    return page


def approved(hand: Hands) -> None:
    hand.sees(hand.page.locator("#messages"), "Approved with the verdict “False”, not published yet.")
    hand.sees(hand.page.get_by_role("button", name="Publish now"))


def mouse_8(hand: Hands) -> None:
    hand.click(hand.page.get_by_role("button", name="Approve verdict “False”"))
    approved(hand)


def keys_8(hand: Hands) -> None:
    hand.press("a")
    approved(hand)


def start_9(stage: Stage) -> Page:
    check_id = hands.in_second_round(stage.reporter, stage.editor)
    return stage.editor.go(f"/newsroom/checks/{check_id}/review/")


def commented(hand: Hands) -> None:
    words = hand.page.get_by_role("textbox", name=re.compile("^About these words of the article"))
    expect(words).to_have_value("One old lamp.")
    expect(hand.page.get_by_role("textbox", name="Your comment")).to_be_focused()
    hand.type("How old is it?")


def noted(hand: Hands) -> None:
    expect(hand.page.locator("#messages")).to_contain_text("It goes with your decision.")
    expect(hand.page.get_by_role("textbox", name="What must change before you approve?")).to_be_focused()
    hand.type("Please date the lamps.")


def sent_back(hand: Hands) -> None:
    hand.sees(hand.page.locator("#messages"), "Sent back with your note.")


def mouse_9(hand: Hands) -> None:
    hand.click(hand.page.get_by_text("Comment on the text"))
    commented(hand)
    hand.click(hand.page.get_by_role("button", name="Keep the comment"))
    noted(hand)
    hand.click(hand.page.get_by_role("button", name="Send back to"))
    sent_back(hand)


def keys_9(hand: Hands) -> None:
    hand.press("c")
    commented(hand)
    hand.press("Control+Enter")
    noted(hand)
    hand.press("Control+Enter")
    sent_back(hand)


def start_10(stage: Stage) -> Page:
    check_id = hands.published(stage.reporter, stage.editor)
    return stage.reporter.go(f"/newsroom/checks/{check_id}/")


def opened(hand: Hands) -> None:
    """The text has the focus; the notice for readers is below it."""
    expect(hand.page.locator(hands.BODY)).to_be_focused()
    hand.type(" Four of them are new.")


def corrected(hand: Hands) -> None:
    hand.sees(hand.page.locator("#messages"), "Submitted for review.")
    hand.sees(hand.page.locator(".steps [aria-current=step]"), "Review")
    expect(hand.page.locator(".doc").first).to_contain_text("Four of them are new.")


def mouse_10(hand: Hands) -> None:
    hand.click(hand.page.get_by_role("button", name="Correct", exact=True))
    opened(hand)
    hand.click(hand.page.get_by_role("textbox", name="What was wrong"))
    hand.type("We left four new lamps out.")
    hand.click(hand.page.get_by_role("textbox", name="What it says now"))
    hand.type("Four of the lamps are new.")
    hand.click(hand.page.get_by_role("button", name="Submit correction"))
    corrected(hand)


def keys_10(hand: Hands) -> None:
    hand.press("Control+Enter")
    opened(hand)
    hand.press("Tab")
    hand.type("We left four new lamps out.")
    hand.press("Tab")
    hand.type("Four of the lamps are new.")
    hand.press("Control+Enter")
    corrected(hand)


WAYS: dict[int, tuple[Callable[[Stage], Page], Callable[[Hands], None], Callable[[Hands], None]]] = {
    1: (start_1, do_1, do_1),
    2: (start_2, mouse_2, keys_2),
    3: (start_3, do_3, do_3),
    4: (start_4, mouse_4, keys_4),
    5: (start_5, mouse_5, keys_5),
    6: (start_6, mouse_6, keys_6),
    7: (start_7, mouse_7, keys_7),
    8: (start_8, mouse_8, keys_8),
    9: (start_9, mouse_9, keys_9),
    10: (start_10, mouse_10, keys_10),
}
