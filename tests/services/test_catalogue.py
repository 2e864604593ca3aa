"""What is published is filed and found as readers see it, on both databases."""

import pytest

from factchecks.invariants import faults
from factchecks.models import FactCheck, Filing, PublicDocument
from factchecks.search import site
from factchecks.services import checks
from factchecks.states import Action, State
from tests.factories import correct, make_check, move, publish_again, reword

pytestmark = pytest.mark.db_rules


@pytest.fixture
def check(cast):
    return make_check(cast, State.PUBLISHED)


def places(check):
    return set(Filing.objects.filter(factcheck=check).values_list("kind", "slug", "label"))


def test_nothing_is_filed_before_it_is_published(cast):
    make_check(cast, State.REVIEW, approved=True)
    assert not PublicDocument.objects.exists()
    assert not Filing.objects.exists()
    assert site.found("tram stop") == []


def test_it_is_filed_by_verdict_and_claimant_as_published(check):
    expected = {("verdict", "misleading", "Misleading"), ("claimant", "dana-whitcombe", "Dana Whitcombe")}
    assert places(check) == expected


def test_a_correction_refiles_it_only_when_it_goes_out(cast, check):
    check = reword(correct(check, cast.rita), cast.rita, kind="correction", verdict="false", headline="Zebra crossing?")
    assert ("verdict", "misleading", "Misleading") in places(check)
    assert site.found("zebra") == []
    publish_again(check, cast, cast.rita)
    assert ("verdict", "false", "False") in places(check)
    assert ("verdict", "misleading", "Misleading") not in places(check)
    assert site.found("zebra") == [check.pk]
    assert site.found("every tram stop step-free headline") == []
    assert list(faults()) == []


@pytest.mark.parametrize(
    "question",
    [
        "tram",
        "TRAM stop",
        "stop tram",
        "Dana Whitcombe",
        "whitc",
        "registers",
        "council.example.org",
        "“register”",
        "trám",
    ],
)
def test_it_is_found_by_words_names_and_links(check, question):
    found = site.found(question)
    assert found == ([] if question == "registers" else [check.pk])


@pytest.mark.parametrize("question", ["", " ", "zeppelin", "tram zeppelin", "tra stop", "*", '"', "()", "a" * 300])
def test_what_is_not_there_is_not_found(check, question):
    assert site.found(question) == []


@pytest.mark.parametrize(
    "question", ["tram OR zeppelin", "tram NOT zeppelin", "tram*", "headline:tram", "^tram", "NEAR(tram)"]
)
def test_operators_of_the_engine_are_words_like_others(check, question):
    assert site.found(question) == ([check.pk] if question in ("tram*", "^tram") else [])


@pytest.mark.parametrize(
    "hostile", ["tram\x00stop", "tram' OR 1=1 --", "tram & ! | stop", "\ud83d tram".encode("utf-8", "ignore").decode()]
)
def test_hostile_questions_are_no_error(check, hostile):
    assert isinstance(site.found(hostile), list)


def test_the_headline_counts_more_than_the_text(cast, check):
    other = make_check(cast, State.RESEARCH)
    text = {"headline": "Are lifts at stations working?", "standfirst": "The tram stop is another matter."}
    checks.save_text(check_id=other.pk, by=cast.rita, seen_version=other.version, values=text)
    for action, by in ((Action.SUBMIT, cast.rita), (Action.APPROVE, cast.ed), (Action.PUBLISH, cast.ed)):
        move(other, action, by)
    assert site.found("tram stop") == [check.pk, other.pk]


def test_what_was_retracted_or_taken_down_is_not_found(cast, check):
    for action in (Action.RETRACT, Action.TAKE_DOWN):
        move(check, action, cast.cleo, "A reason.")
        move(check, Action.CONFIRM_REQUEST, cast.ed)
        assert site.found("tram") == []
        move(check, Action.REINSTATE, cast.cleo, "A reason.")
        move(check, Action.CONFIRM_REQUEST, cast.ed)
        assert site.found("tram") == [check.pk]


def test_the_passage_is_where_most_of_the_words_stand():
    plain = "One two three four five six. " * 10 + "The register lists nine stops. " + "Seven eight. " * 30
    pieces = site.passage(plain, "REGISTER nine")
    assert [piece.text for piece in pieces if piece.hit] == ["register", "nine"]
    assert pieces[0].text == pieces[-1].text == "…"
    assert len(pieces) <= 2 * site.AROUND + 2


@pytest.mark.parametrize(
    ("plain", "question"), [("", "tram"), ("Nothing of it.", "tram"), ("Tram.", ""), ("Tram.", "()")]
)
def test_there_is_no_passage_where_no_word_stands(plain, question):
    assert site.passage(plain, question) == []


def test_the_passage_of_a_check_is_in_the_words_that_were_published(check):
    [pieces] = site.passages([check.pk], "rebuilt").values()
    assert "rebuilt." in [piece.text for piece in pieces if piece.hit]


def test_a_check_that_goes_takes_its_words_with_it(check):
    FactCheck.objects.filter(pk=check.pk).update(live_edition=None, state="draft")
    PublicDocument.objects.all().delete()
    assert site.found("tram") == []
