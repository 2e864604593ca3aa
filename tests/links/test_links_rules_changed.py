"""Rules 16 to 18: the text beside the kept copy, where redirects led, and what is too large to read."""

import pytest

from factchecks.links.classify import classify
from factchecks.links.context import Context
from factchecks.links.records import Rule, Verdict
from tests.links.made_pages import HOST, URL, attempt, page, prose

KEPT = prose(4_000)
OTHER = prose(4_000, seed=5)
SHELL = page("Loading", body='<div id="root"></div><script src="/a.js"></script>')


def mixed(share):
    """A page of which about `share` is the kept copy."""
    return page(KEPT[: round(4_000 * share)] + " " + OTHER[: round(4_000 * (1 - share))])


@pytest.mark.parametrize(
    ("share", "verdict", "rule"),
    [
        (1.0, Verdict.OK, Rule.OK),
        (0.9, Verdict.OK, Rule.OK),
        (0.7, Verdict.CHANGED, Rule.CHANGED),
        (0.4, Verdict.CHANGED_HEAVILY, Rule.CHANGED_HEAVILY),
    ],
)
def test_the_share_of_the_kept_copy_decides(share, verdict, rule):
    observation = classify(attempt(mixed(share)), context=Context(kept_text=KEPT, quotes=("exact",)))
    assert (observation.verdict, observation.rule) == (verdict, rule)
    assert observation.similarity == pytest.approx(share, abs=0.06)


@pytest.mark.parametrize(
    ("name", "found"),
    [("cut", attempt(page(OTHER), truncated=True)), ("a shell", attempt(SHELL)),
     ("a picture", attempt(b"GIF89a", headers={"content-type": "image/gif"}))],
)  # fmt: skip
def test_what_was_not_seen_whole_is_not_called_changed(name, found):
    observation = classify(found, context=Context(kept_text=KEPT))
    assert (observation.verdict, observation.similarity) == (Verdict.OK, None)


def test_a_quotation_that_is_missing_weighs_more_than_a_change():
    known = Context(kept_text=KEPT, quotes=("missing",))
    assert classify(attempt(mixed(0.6)), context=known).verdict is Verdict.QUOTE_MISSING


NEW = "http://archive.example.org/news/ferry-report"
MOVES = [
    ("permanent, same text", (301, 308), NEW, KEPT, KEPT, (Verdict.MOVED_PERMANENTLY, Rule.MOVED)),
    ("permanent, no copy", (301,), NEW, KEPT, "", (Verdict.MOVED_PERMANENTLY, Rule.MOVED)),
    ("one temporary", (301, 302), NEW, KEPT, KEPT, (Verdict.REDIRECTED, Rule.REDIRECTED)),
    ("see other", (303,), NEW, KEPT, KEPT, (Verdict.REDIRECTED, Rule.REDIRECTED)),
    ("temporary 307", (307,), NEW, KEPT, KEPT, (Verdict.REDIRECTED, Rule.REDIRECTED)),
    ("permanent, other text", (301,), NEW, OTHER, KEPT, (Verdict.CHANGED_HEAVILY, Rule.CHANGED_HEAVILY)),
    ("there and back", (302, 302), URL, KEPT, KEPT, (Verdict.OK, Rule.OK)),
    ("to https and www", (301,), "https://www.harbourmouth.example.org/news/2026/ferry-report/", KEPT, KEPT,
     (Verdict.OK, Rule.OK)),
    ("less tracking", (302,), f"{URL}?utm_medium=x", KEPT, KEPT, (Verdict.OK, Rule.OK)),
    ("to the front page", (301,), f"{HOST}/", KEPT, KEPT, (Verdict.REDIRECTED, Rule.REDIRECTED)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "hops", "final", "now", "kept", "told"), MOVES, ids=[case[0] for case in MOVES])
def test_a_move_is_permanent_only_with_the_same_text(name, hops, final, now, kept, told):
    found = attempt(page(now), final=final, hops=hops)
    observation = classify(found, context=Context(kept_text=kept))
    assert (observation.verdict, observation.rule) == told


def test_a_move_whose_text_cannot_be_compared_keeps_the_cited_address():
    found = attempt(page(KEPT), final=NEW, hops=(301,), truncated=True)
    assert classify(found, context=Context(kept_text=KEPT)).verdict is Verdict.REDIRECTED


@pytest.mark.parametrize(
    ("kind", "body", "truncated", "rule"),
    [
        ("video/mp4", b"\x00" * 65_536, True, Rule.NOT_READ),
        ("application/zip", b"PK" * 100, True, Rule.NOT_READ),
        ("video/mp4", b"", True, Rule.NOT_READ),
        ("video/mp4", b"\x00" * 500, False, Rule.OK),
        ("text/html", page(KEPT), True, Rule.OK),
        ("text/html", b"", False, Rule.EMPTY),
    ],
)
def test_a_large_file_without_text_is_good_though_not_read(kind, body, truncated, rule):
    observation = classify(attempt(body, headers={"content-type": kind}, truncated=truncated))
    assert observation.rule is rule
    assert observation.verdict is (Verdict.EMPTY if rule is Rule.EMPTY else Verdict.OK)


@pytest.mark.parametrize("status", [204, 205])
def test_a_success_without_a_page_is_empty_also_after_redirects(status):
    assert classify(attempt(b"", status=status, final=NEW, hops=(301,))).rule is Rule.EMPTY
