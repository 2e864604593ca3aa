"""Pictures of the screens for docs/screens/, taken on the demo: `bin/screens [FOLDER]`."""

import io
import re
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.browser.stage import Seat, browser, program, take_seat

WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")
# The tallest picture, in pixels of the page, and the most bytes of all pictures.
TALLEST = 2400
MOST_BYTES = 7_500_000
QUALITY = 55

# Who looks, and where; what stands in { } is found in the demo.
SCREENS = {
    "sign-in": ("", "/accounts/login/"),
    "home": ("reporter", "/newsroom/"),
    "home-editor": ("editor", "/newsroom/"),
    "checks": ("editor", "/newsroom/checks/"),
    "new-claim": ("reporter", "/newsroom/checks/new/"),
    "claim": ("reporter", "/newsroom/checks/{check}/claim/"),
    "workspace": ("reporter", "/newsroom/checks/{check}/"),
    "preview": ("reporter", "/newsroom/checks/{check}/preview/"),
    "review": ("editor", "/newsroom/checks/{review}/review/"),
    "source": ("reporter", "/newsroom/sources/{source}/"),
    "link-health": ("editor", "/newsroom/links/"),
    "alert": ("editor", "/newsroom/alerts/{alert}/"),
    "profile": ("reporter", "/newsroom/profile/"),
    "keys-and-help": ("reporter", "/newsroom/help/"),
    "not-found": ("reporter", "/newsroom/checks/999999/"),
    "admin": ("admin", "/admin/"),
    "admin-people": ("admin", "/admin/factchecks/user/"),
    "admin-verdicts": ("admin", "/admin/factchecks/verdict/"),
    "admin-desk": ("admin", "/admin/factchecks/desk/1/change/"),
    "admin-jobs": ("admin", "/admin/factchecks/job/"),
    "public-home": ("", "/"),
    "article": ("", "/checks/{slug}/"),
    "article-corrected": ("", "/checks/{corrected}/"),
    "article-retracted": ("", "/checks/{retracted}/"),
    "changes": ("", "/checks/{corrected}/versions/{number}/changes/"),
    "corrections": ("", "/corrections/"),
    "search": ("", "/search/?q=tram"),
    "claimant": ("", "/claimants/dana-whitcombe/"),
    "site-page": ("", "/contact/"),
    "evidence": ("editor", "/newsroom/evidence/"),
    "how-we-work": ("", "/how-we-work/"),
    "public-not-found": ("", "/checks/no-such-check/"),
}


def _number(seat: Seat, page: str, pattern: str) -> str:
    found = re.search(pattern, seat.go(page).content())
    assert found, f"{page}: nothing like {pattern}"
    return found[1]


def places(reporter: Seat, editor: Seat) -> dict[str, str]:
    """The keys that stand in the addresses: of a check, a source, a review, an alert, an article."""
    check = _number(reporter, "/newsroom/checks/?q=Central+Station", r"/newsroom/checks/(\d+)/")
    corrected = _number(reporter, "/corrections/", r"/checks/([a-z0-9-]+)/versions/\d+/changes/")
    return {
        "corrected": corrected,
        "number": _number(reporter, "/corrections/", r"/versions/(\d+)/changes/"),
        "retracted": _number(reporter, "/corrections/", r'href="/checks/([a-z0-9-]+)/"'),
        "check": check,
        "source": _number(reporter, f"/newsroom/checks/{check}/", r"/newsroom/sources/(\d+)/"),
        "review": _number(editor, "/newsroom/", r"/newsroom/checks/(\d+)/review/"),
        "alert": _number(editor, "/newsroom/links/", r"/newsroom/alerts/(\d+)/"),
        "slug": _number(reporter, "/", r'href="/checks/([a-z0-9-]+)/"'),
    }


def shoot(seat: Seat, path: str, width: int, target: Path) -> None:
    """One picture of a whole page, or of its beginning, as WebP."""
    page = seat.page
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(seat.program.url.rstrip("/") + path, wait_until="networkidle")
    # A window as tall as the page: what sticks to its lower edge then stands at the end and covers nothing.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(height, TALLEST)})
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    taken.save(target, "WEBP", quality=QUALITY, method=6)


def take(folder: Path) -> int:
    """All pictures; how many bytes they are."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, program(Path(data)) as running, browser() as opened:
        found = places(take_seat(opened, running, "reporter"), take_seat(opened, running, "editor"))
        for scheme in SCHEMES:
            seats = {
                role: take_seat(opened, running, role, color_scheme=scheme)
                for role in {who for who, _ in SCREENS.values()}
            }
            for name, (role, path) in SCREENS.items():
                for width in WIDTHS:
                    shoot(seats[role], path.format(**found), width, folder / f"{name}-{width}-{scheme}.webp")
    return sum(one.stat().st_size for one in folder.glob("*.webp"))


if __name__ == "__main__":
    size = take(Path(sys.argv[1]))
    sys.stdout.write(f"{len(SCREENS)} screens, {size / 1e6:.1f} MB\n")
    sys.exit(size > MOST_BYTES)
