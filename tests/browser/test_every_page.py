"""Every page that can be opened, found from the table of addresses: axe, 320 px, light and dark, no broken script."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.access import ACCESS
from tests.browser.stage import take_seat

pytestmark = [pytest.mark.journey]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 390, 768, 1440) if os.environ.get("NEWSROOM_TEST_WIDTHS") == "all" else (320, 1440)
# In the other scheme the page is the same one; what can differ is its colours.
COLOURS = ["color-contrast", "link-in-text-block"]
SETTLED = """Promise.allSettled(
    document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)
)"""
# Answers that are no page: files, feeds, fragments for machines.
NO_PAGES = {
    "checks/<slug:slug>/card.png",
    "checks/<slug:slug>/media/<str:sha256>.<str:extension>",
    "preview/<str:token>/media/<str:sha256>.<str:extension>",
    "feeds/atom.xml",
    "feeds/feed.json",
    "feeds/corrections.xml",
    "feeds/<str:kind>/<slug:filed>.xml",
    "feeds/<str:kind>/<slug:filed>.json",
    "feeds/corrections.json",
    "feeds/claimreview.json",
    "feeds/claimreview.jsonl",
    "api/v1alpha1/claims:search",
    "oembed",
    "sitemap.xml",
    "sitemap-news.xml",
    "sitemap-pages.xml",
    "sitemap-<int:part>.xml",
    "robots.txt",
    ".well-known/security.txt",
    "favicon.ico",
    "healthz",
    "readyz",
    "metrics",
    "newsroom/checks/<int:check_id>/preview/media/<str:sha256>.<str:extension>",
    "newsroom/checks/<int:check_id>/people/",
    "newsroom/claimants/",
    "newsroom/sources/<int:source_id>/copies/<int:snapshot_id>/",
    "newsroom/files/<int:file_id>/",
    "newsroom/files/<int:file_id>/picture/",
}
# Pages of the installed applications in our clothes, and pages that are others when something is asked of them.
OTHERS = (
    "?verdict=misleading",
    "search/?q=tram",
    "search/?q=zeppelin",
    "checks/<slug:retracted>/",
    "accounts/login/",
    "accounts/password/reset/",
    "admin/",
    "admin/factchecks/user/",
    "admin/factchecks/verdict/",
    "admin/factchecks/job/",
    "admin/factchecks/desk/1/change/",
    "admin/factchecks/factcheck/",
    "admin/factchecks/factcheck/restricted/",
    "admin/factchecks/factcheck/<int:check_id>/break-glass/",
    "admin/factchecks/event/",
    "admin/auth/group/who-may-do-what/",
)
# The pages of how one gets in, for somebody who is in.
OWN = (
    "accounts/2fa/",
    "accounts/2fa/totp/activate/",
    "accounts/2fa/webauthn/add/",
    "accounts/sessions/",
    "accounts/password/change/",
)
TO_SEE = sorted(path for path, rule in ACCESS.items() if "post" not in rule and path not in NO_PAGES)


def filled(path, places):
    """The address with its parameters put in."""
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: places[found[1]], path)


def found_by_axe(page, kind, values):
    """What axe finds by rules of these tags or names, a line each."""
    found = Axe().run(page, options={"runOnly": {"type": kind, "values": values}}).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def lit_by(page, scheme):
    """The page in a colour scheme, once no colour is on its way any more."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("new Promise(requestAnimationFrame)")
    page.evaluate(SETTLED)


def faults(page):
    """What axe finds, in the dark too; and whether the page scrolls sideways."""
    lit_by(page, "light")
    lines = found_by_axe(page, "tag", TAGS)
    lit_by(page, "dark")
    lines += [f"dark: {line}" for line in found_by_axe(page, "rule", COLOURS)]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return lines + ([f"scrolls sideways by {wide} px"] if wide > 0 else [])


@pytest.fixture(scope="module")
def lit(opened, running):
    """A reporter, an editor, an admin and a reader."""
    roles = {"reader": "", "reporter": "reporter", "editor": "editor", "admin": "admin"}
    made = {name: take_seat(opened, running, role) for name, role in roles.items()}
    yield made
    for seat in made.values():
        seat.context.close()


def who_for(path):
    """Who opens the address."""
    if path.startswith("admin/"):
        return "admin"
    if ACCESS.get(path) == "editors":
        return "editor"
    return "reporter" if path.startswith("newsroom/") or path in OWN else "reader"


@pytest.mark.parametrize("path", [*TO_SEE, *OTHERS, *OWN])
def test_it_is_accessible_and_fits(lit, places, path):
    seat = lit[who_for(path)]
    seat.complaints.clear()
    found = {}
    for width in WIDTHS:
        seat.page.set_viewport_size({"width": width, "height": 900})
        page = seat.go(filled(path, places))
        page.wait_for_load_state("networkidle")
        here = faults(page)
        found |= {width: here} if here else {}
    assert found == {}
    assert seat.complaints == []


def test_every_page_is_looked_at():
    looked = {path for path in TO_SEE if not path.endswith(("xml", "txt"))}
    assert looked | NO_PAGES | {path for path, rule in ACCESS.items() if "post" in rule} == set(ACCESS)
