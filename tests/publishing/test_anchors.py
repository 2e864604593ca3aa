"""Words of an article found again after it was edited."""

import pytest

from factchecks.publishing.anchors import Anchor, anchored, find

TEXT = "In May nine stops had a step. In June nine stops had a lift. In July all was well."


def test_of_several_places_the_one_with_the_same_words_around_is_meant():
    june = Anchor(exact="nine stops", before="a step. In June ", after=" had a lift.")
    assert find(june, TEXT) == TEXT.index("June nine") + 5
    assert find(Anchor(exact="nine stops"), TEXT) == TEXT.index("nine")


@pytest.mark.parametrize(
    ("was", "now"),
    [("In May nine stops had a step. ", ""), ("In June", "By June"), ("a lift", "a ramp"), ("In July", "In August")],
)
def test_it_is_found_again_when_the_text_around_it_has_changed(was, now):
    june = anchored(Anchor(exact="nine stops", before="In June "), TEXT, around=20)
    edited = TEXT.replace(was, now)
    assert edited[find(june, edited) :].startswith(f"nine stops had {'a ramp' if now == 'a ramp' else 'a lift'}")


def test_words_that_were_changed_are_gone():
    assert find(Anchor(exact="nine stops", before="In June "), TEXT.replace("nine", "ten")) is None
    assert anchored(Anchor(exact="ten stops"), TEXT, around=20) is None


def test_no_words_have_no_place():
    assert find(Anchor(exact=""), TEXT) is None


def test_the_context_is_as_long_as_asked():
    found = anchored(Anchor(exact="had a lift"), TEXT, around=10)
    assert (found.before, found.after) == ("ine stops ", ". In July ")
