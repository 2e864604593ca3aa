"""What changed between two contents: everything that the digest covers is named."""

import copy

import pytest

from factchecks.models.content import content_of
from factchecks.publishing.changes import compare
from factchecks.states import State
from tests.factories import make_check


@pytest.fixture
def content(cast):
    return content_of(make_check(cast, State.RESEARCH))


def changed(content, **values):
    """The same content with other values in its text."""
    new = copy.deepcopy(content)
    new["text"] |= values
    return compare(content, new)


def test_the_same_content_has_no_changes(content):
    found = changed(content)
    assert not found.anything
    assert (found.words_added, found.words_removed, found.body_changed) == (0, 0, False)
    assert not found.sources
    assert not found.claim_changed


def test_words_are_counted_over_all_texts(content):
    found = changed(content, standfirst="Nine of 54 still are not.", headline="")
    assert (found.words_added, found.words_removed) == (1, 5)
    assert (found.headline.changed, found.standfirst.changed) == (True, True)


@pytest.mark.parametrize("field", ["text", "claimant", "role", "claimed_on", "place", "context", "origin_unknown"])
def test_every_part_of_the_claim_is_looked_at(content, field):
    claims = copy.deepcopy(content["text"]["claims"])
    claims[0][field] = True if field == "origin_unknown" else "2026-01-01"
    assert changed(content, claims=claims).claim_changed


def test_another_verdict_is_told_with_the_one_before(content):
    claims = copy.deepcopy(content["text"]["claims"])
    claims[0]["verdict"] = "False"
    found = changed(content, claims=claims)
    assert (found.verdict_changed, found.verdict_was) == (True, "Misleading")
    assert not found.claim_changed


def test_sources_are_added_removed_and_changed(content):
    first, second = copy.deepcopy(content["text"]["sources"])
    second["title"] = "Another title"
    found = changed(content, sources=[second, first | {"key": 99}])
    assert (found.sources.added, found.sources.changed) == ({99}, {second["key"]})
    assert [one["key"] for one in found.sources.removed] == [first["key"]]


def test_another_order_of_sources_alone_changes_no_source(content):
    first, second = copy.deepcopy(content["text"]["sources"])
    found = changed(content, sources=[second | {"n": 1}, first | {"n": 2}])
    assert not found.sources
    assert found.anything


def test_topics_and_pictures_are_told(content):
    picture = {"key": 1, "order": 1, "caption": "A stop."}
    found = changed(content, topics=["water"], files=[picture])
    assert found.topics_changed
    assert found.files.added == {1}


def test_every_claim_after_the_first_is_compared_with_itself(content):
    first = content["text"]["claims"][0]
    second = first | {"key": 2_000, "text": "Every bus has a ramp."}
    third = first | {"key": 3_000, "text": "Every tram has a ramp."}
    content["text"]["claims"] = [first, second, third]
    found = changed(content, claims=[first, third | {"verdict": "Half true"}, second | {"key": 4_000}])
    assert [(one.key, one.fate) for one in found.further] == [(3_000, "Changed"), (4_000, "New"), (2_000, "Removed")]
    assert [part.label for part in found.further[0].parts] == ["Verdict"]
    assert found.claim_changed
    assert not changed(content).further


def test_another_order_of_the_claims_is_a_change(content):
    first = content["text"]["claims"][0]
    rows = [first, *(first | {"key": key, "text": f"Claim {key}."} for key in (2_000, 3_000))]
    content["text"]["claims"] = rows
    found = changed(content, claims=[rows[0], rows[2], rows[1]])
    assert [one.fate for one in found.further] == ["", ""]
    assert found.claim_changed


def test_an_added_claimant_and_another_first_place_are_named(content):
    first = content["text"]["claims"][0]
    place = {"url": "", "title": "Radio", "is_first": False, "timecode": "", "on": "2026-11-02"}
    joint = first | {"others": [{"name": "Lena Abara", "role": "Mayor"}], "appearances": [place]}
    parts = {one.label: one for one in changed(content, claims=[joint]).claim if one.changed}
    assert set(parts) == {"Said by others too", "Seen in"}
    assert (
        "".join(piece.text for run in parts["Said by others too"].after for piece in run.pieces) == "Lena Abara, Mayor"
    )
