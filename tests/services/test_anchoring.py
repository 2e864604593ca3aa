"""What a thread is about: the words as they stand in the saved article, or a source the person sees."""

import pytest

from factchecks.errors import Refused
from factchecks.models import FactCheck, Source
from factchecks.models.discussion import CONTEXT_MAX, EXACT_MAX
from factchecks.services import sources
from factchecks.services.anchoring import WHOLE, About, anchor_of, source_of
from factchecks.states import State
from tests.factories import make_check

TWICE = "<p>The stop is new.</p><p>The other stop is old.</p>"


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def found(body, **about):
    return anchor_of(about=About(**about), factcheck=FactCheck(body=body))


def test_no_words_are_about_the_whole_check():
    assert anchor_of(about=WHOLE, factcheck=FactCheck(body=TWICE)).exact == ""


@pytest.mark.parametrize("words", ["stop  is\n\tnew", " stop is new "])
def test_blanks_and_lines_of_a_selection_do_not_matter(words):
    assert found(TWICE, exact=words).exact == "stop is new"


def test_what_stands_before_tells_two_places_of_the_same_words_apart():
    first, second = found(TWICE, exact="stop", before="The "), found(TWICE, exact="stop", before="The other ")
    assert (first.after.strip().split()[1], second.after.strip().split()[1]) == ("new.", "old.")


def test_of_what_stands_around_only_so_much_is_kept():
    around = found(f"<p>{'a ' * 500}here{' b' * 500}</p>", exact="here")
    assert len(around.before) <= CONTEXT_MAX
    assert len(around.after) <= CONTEXT_MAX


def test_a_whole_page_is_too_much_to_be_about():
    with pytest.raises(Refused, match=f"at most {EXACT_MAX} characters"):
        found(TWICE, exact="x" * (EXACT_MAX + 1))


def test_a_source_that_was_taken_off_is_refused(cast, check):
    source = check.sources.first()
    assert source_of(about=About(source_id=source.pk), factcheck=check, by=cast.rita) == source
    sources.remove(source_id=source.pk, by=cast.rita)
    with pytest.raises(Refused, match="not in the list any more"):
        source_of(about=About(source_id=source.pk), factcheck=check, by=cast.rita)


def test_a_confidential_source_is_refused_to_those_who_do_not_see_it(cast, check):
    source = check.sources.first()
    Source.objects.filter(pk=source.pk).update(confidential=True)
    assert source_of(about=About(source_id=source.pk), factcheck=check, by=cast.rita) == source
    with pytest.raises(Refused, match="not in the list any more"):
        source_of(about=About(source_id=source.pk), factcheck=check, by=cast.ines)
