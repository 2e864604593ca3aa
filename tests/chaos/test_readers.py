"""500 readers while a correction goes out: no error, no torn page, and nobody who asks after it gets the old one.

Nothing here is timed. What is asked for once the editor's publishing was answered must be the new edition, and what
was asked for before may be kept by a cache for the five seconds that the answer allows: no reader is later than that,
however slow the machine.
"""

import urllib.request

import pytest

from bench.crowd import watched
from factchecks.models import FactCheck
from factchecks.states import Action, State
from tests.chaos.newsroom_there import fetch_nothing, newsroom_there, pressing
from tests.factories import correct, move, reword
from tests.pages.lists import make_checks

pytestmark = pytest.mark.race

READERS = 500
OLD, NEW = "Nine of 54 are not.", "Eight of 54 are not."
HEADLINE = "Are eight tram stops not step-free?"
# Each keeps something for half a minute, which a correction must not wait for.
LISTS = ("/", "/feeds/atom.xml", "/feeds/corrections.xml", "/corrections/", "/claimants/dana-whitcombe/")


def ready(check, cast):
    """A correction of the check that an editor has approved."""
    check = correct(check, cast.rita)
    check = reword(check, cast.rita, kind="correction", standfirst=NEW, headline=HEADLINE)
    return move(move(check, Action.SUBMIT, cast.rita), Action.APPROVE, cast.ed)


def page(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode()


def edition(text, hashes):
    """Which edition a text is: its mark, its words and its notice are all of the same one."""
    (number,) = [number for number, mark in enumerate(hashes) if mark in text]
    assert (OLD in text, NEW in text) == (number == 0, number == 1)
    assert ('<aside class="fix"' in text) == (number == 1)
    assert text.rstrip().endswith("</html>")
    return number


@pytest.fixture
def checks(real_cast, monkeypatch):
    """One that is corrected and one beside it."""
    return make_checks(monkeypatch, real_cast, State.PUBLISHED)


@pytest.fixture
def told(checks, real_cast, tmp_path):
    """(crowd, hashes of both editions, the lists before, the lists after, status of the publishing)."""
    one, other = checks
    check, lists = ready(one, real_cast), [*LISTS, f"/checks/{other.slug}/"]
    before = check.live_edition.event_hash
    fetch_nothing()
    with newsroom_there(tmp_path) as root:
        pages = [page(f"{root}{path}") for path in lists]
        press, statuses = pressing(root, check, Action.PUBLISH, real_cast.ed), []
        crowd = watched(f"{root}/checks/{one.slug}/", READERS, lambda: statuses.append(press()))
        after = [page(f"{root}{path}") for path in lists]
    live = FactCheck.objects.get(pk=one.pk).live_edition.event_hash
    assert statuses == [302]
    assert live != before
    return crowd, (before, live), pages, after


def test_readers_of_a_correction(told, subtests):
    crowd, hashes, before, after = told
    good = [one for one in crowd.answers if one.status in (200, 304)]
    shown = {page: edition(crowd.texts[page], hashes) for page in {one.page for one in good}}
    with subtests.test("nobody gets an error"):
        assert {one.status for one in crowd.answers} == {200, 304}
    with subtests.test("an ETag stands for one text"):
        pairs = {(one.etag.removeprefix("W/"), one.page) for one in good}
        assert len({etag for etag, _ in pairs}) == len(pairs)
    with subtests.test("no cache may keep the old one for more than five seconds"):
        assert {one.caching for one in crowd.answers} == {"public, max-age=5"}
    with subtests.test("what is asked for after it went out is the new one"):
        assert {shown[one.page] for one in good if one.asked > crowd.ended} == {1}
    with subtests.test("everybody saw both, and nobody the old one again"):
        for reader in range(READERS):
            seen = [shown[one.page] for one in good if one.reader == reader]
            assert seen == sorted(seen)
            assert set(seen) == {0, 1}
    with subtests.test("lists, feeds and the boxes of other articles have it at once"):
        assert all(HEADLINE not in text for text in before)
        assert all(HEADLINE in text for text in after)
