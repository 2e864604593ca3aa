"""Quotations on the page of their source: found at once, edited, looked for again, vouched for by an editor."""

import pytest

from factchecks.states import State
from tests.factories import make_check


@pytest.fixture
def source(cast):
    return make_check(cast, State.RESEARCH).sources.current().last()


@pytest.fixture
def rita_page(cast, as_):
    return as_(cast.rita)


def add(client, source, text):
    return client.post(f"/newsroom/sources/{source.pk}/quotations/", {"text": text}, follow=True)


def test_words_are_looked_for_as_soon_as_they_are_added(source, rita_page):
    page = add(rita_page, source, "Nine are not").content.decode()
    assert "Quote found" in page
    assert source.quotations.count() == 2


def test_a_changed_number_is_never_found(source, rita_page):
    page = add(rita_page, source, "The register lists 49 of 54 stops as step-free").content.decode()
    assert "Quote differs in meaning" in page


def test_empty_words_are_refused_at_the_field(source, rita_page):
    answer = add(rita_page, source, "   ")
    assert answer.status_code == 422
    assert "Copy the words out of the source." in answer.content.decode()


def test_edited_words_are_looked_for_again(source, rita_page):
    quotation = source.quotations.get()
    form = {"version": quotation.version, "text": "This stands nowhere in the register at all"}
    rita_page.post(f"/newsroom/quotations/{quotation.pk}/", form)
    quotation.refresh_from_db()
    assert quotation.result == "missing"


def test_a_stale_quotation_comes_back_with_both_texts(source, cast, as_):
    quotation = source.quotations.get()
    form = {"version": quotation.version, "text": "Nine are not."}
    as_(cast.ines).post(f"/newsroom/quotations/{quotation.pk}/", form | {"text": "45 of 54 stops"})
    answer = as_(cast.rita).post(f"/newsroom/quotations/{quotation.pk}/", form)
    assert answer.status_code == 409
    assert b"45 of 54 stops" in answer.content


def test_it_is_looked_for_again_and_removed(source, rita_page):
    quotation = source.quotations.get()
    source.quotations.update(result="unchecked")
    rita_page.post(f"/newsroom/quotations/{quotation.pk}/look/")
    quotation.refresh_from_db()
    assert quotation.result == "exact"
    rita_page.post(f"/newsroom/quotations/{quotation.pk}/remove/")
    quotation.refresh_from_db()
    assert quotation.removed_at


def test_only_an_editor_vouches_and_says_why(source, cast, as_, rita_page):
    add(rita_page, source, "This stands nowhere in the register at all")
    quotation = source.quotations.last()
    address = f"/newsroom/quotations/{quotation.pk}/waive/"
    assert rita_page.post(address, {"reason": "I saw it in print."}).status_code == 403
    assert as_(cast.ed).post(address, {"reason": "Yes"}).status_code == 422
    assert as_(cast.ed).post(address, {"reason": "I saw it in print."}).status_code == 302
    quotation.refresh_from_db()
    assert (quotation.waived_by, quotation.waiver_reason) == (cast.ed, "I saw it in print.")
