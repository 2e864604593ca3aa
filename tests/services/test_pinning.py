"""An old quote is kept: the words stand in an older copy, and a person says that this one counts."""

import pytest
from guardian.shortcuts import assign_perm

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import Event, Quotation, User
from factchecks.roles import Right
from factchecks.services import pinning, quotations
from factchecks.states import State
from tests.factories import add_page, keep_copy, make_check

WORDS = "Nine stops are not step-free."
OLD = f"The register was published in May. {WORDS} It is kept by the operator."
NEW = "The register was published in May. All stops will be rebuilt next year. It is kept by the operator."


@pytest.fixture
def quotation(cast):
    """Words that the page no longer says."""
    check = make_check(cast)
    source = add_page(check, "https://transit.example.com/stops", OLD, cast.rita, quote=WORDS)
    keep_copy(source.link, NEW)
    source.refresh_from_db()
    quotations.look_again(source)
    return Quotation.objects.get(source=source)


def test_the_page_has_changed_and_the_words_are_missing(quotation):
    assert quotation.result == "missing"


def test_the_older_copy_counts_from_now_on(quotation, cast):
    kept = pinning.keep_old_quote(quotation_id=quotation.pk, by=cast.rita)
    assert (kept.result, kept.pinned_by) == ("exact", cast.rita)
    assert kept.snapshot == kept.pinned != kept.source.link.latest_snapshot
    quotations.look_again(kept.source)
    assert Quotation.objects.get(pk=quotation.pk).result == "exact"
    assert Event.objects.filter(verb="keep_quote", actor=cast.rita.pk).count() == 1


def test_the_page_can_be_followed_again(quotation, cast):
    pinning.keep_old_quote(quotation_id=quotation.pk, by=cast.rita)
    assert pinning.follow_the_page(quotation_id=quotation.pk, by=cast.rita).result == "missing"
    assert Quotation.objects.get(pk=quotation.pk).pinned is None


def test_words_that_stood_nowhere_cannot_be_kept(quotation, cast):
    Quotation.objects.filter(pk=quotation.pk).update(text="Forty stops are not step-free at all.")
    with pytest.raises(Refused, match="none of the kept copies"):
        pinning.keep_old_quote(quotation_id=quotation.pk, by=cast.rita)


def test_it_takes_the_right_to_write_or_review(quotation, cast):
    with pytest.raises(NotFound):
        pinning.keep_old_quote(quotation_id=quotation.pk, by=cast.otto)
    assign_perm(Right.READ.on_check, cast.otto, quotation.source.factcheck)
    otto = User.objects.get(pk=cast.otto.pk)
    with pytest.raises(NotAllowed, match="right to write or to review"):
        pinning.keep_old_quote(quotation_id=quotation.pk, by=otto)
    with pytest.raises(NotAllowed):
        pinning.follow_the_page(quotation_id=quotation.pk, by=otto)
    assert not Event.objects.filter(verb="keep_quote").exists()


@pytest.mark.parametrize("state", [State.REVIEW, State.PUBLISHED])
def test_it_changes_nothing_of_what_was_approved(cast, state):
    check = make_check(cast, state)
    digest, row = check.digest, Quotation.objects.filter(source__factcheck=check).first()
    pinning.keep_old_quote(quotation_id=row.pk, by=cast.ed)
    check.refresh_from_db()
    assert (check.digest, check.state) == (digest, state.value)
