"""Quotations: found word for word or not, and an editor's word for one that is not found."""

import pytest

from factchecks.errors import NotAllowed, NotFound, Refused, Stale
from factchecks.models import Event, FactCheck
from factchecks.services import quotations, sources
from factchecks.services.access import get_check
from factchecks.states import State
from tests.factories import add_page, keep_copy, make_check

URL = "https://council.example.org/speech"
TEXT = (
    "The mayor said: \u201cWe\u2019ve built forty homes \u2014 and not one fewer \u2014 since the spring of 2024.\u201d"
)
EXACT = "We\u2019ve built forty homes \u2014 and not one fewer"
TYPED = "we've built FORTY homes - and not one fewer!"
MISSING = "We have planted a thousand trees along the quay"
REASON = "I have heard the recording myself."


@pytest.fixture
def check(cast):
    return make_check(cast)


@pytest.fixture
def page(cast, check):
    return add_page(check, URL, TEXT, cast.rita)


def quote(source, cast, text=EXACT):
    return quotations.add(source_id=source.pk, text=text, by=cast.rita)


@pytest.mark.parametrize(
    ("text", "result", "verified"),
    [
        (EXACT, "exact", True),
        (TYPED, "typographic", True),
        (MISSING, "missing", False),
        (f"{EXACT} \u2014 since the spring of 2014", "differs_in_meaning", False),
        ("homes", "too_short", False),
    ],
)
def test_the_words_are_looked_for_at_once(page, cast, text, result, verified):
    made = quote(page, cast, text)
    assert (made.result, made.verified) == (result, verified)
    assert made.snapshot == page.link.snapshots.get()


def test_words_of_a_page_not_fetched_yet_wait(cast, check):
    source = sources.add_link(check_id=check.pk, url=URL, by=cast.rita)
    made = quote(source, cast)
    assert (made.result, made.verified) == ("unchecked", False)
    keep_copy(source.link, TEXT)
    assert quotations.look_now(quotation_id=made.pk, by=cast.rita).result == "exact"


def test_words_of_a_page_that_gave_no_text_cannot_be_looked_for(cast, check):
    source = sources.add_link(check_id=check.pk, url=URL, by=cast.rita)
    keep_copy(source.link, TEXT)
    type(source.link).objects.update(latest_snapshot=None)
    assert quote(source, cast).result == "unverifiable"


def test_words_from_a_conversation_need_no_text(cast, check):
    source = sources.add_described(check_id=check.pk, title="Call", description="A call.", by=cast.rita)
    made = quote(source, cast)
    assert (made.result, made.verified) == ("no_text", True)


def test_a_quotation_has_words(page, cast):
    with pytest.raises(Refused, match="Copy the words"):
        quote(page, cast, "   ")


def unverified(check, cast):
    return get_check(check_id=check.pk, by=cast.rita).n_unverified_quotes


def test_an_editor_vouches_with_a_reason_and_it_is_on_record(page, cast, check):
    made = quote(page, cast, MISSING)
    assert unverified(check, cast) == 1
    waived = quotations.waive(quotation_id=made.pk, by=cast.ed, reason=REASON)
    assert waived.verified
    assert unverified(check, cast) == 0
    event = Event.objects.get(verb="waive_quotation")
    assert (event.actor, event.reason, event.details) == (cast.ed.pk, REASON, {"quotation": made.pk})


@pytest.mark.parametrize("name", ["rita", "ines"])
def test_reporters_cannot_vouch(page, cast, name):
    made = quote(page, cast, MISSING)
    with pytest.raises(NotAllowed, match="Only an editor"):
        quotations.waive(quotation_id=made.pk, by=getattr(cast, name), reason=REASON)
    made.refresh_from_db()
    assert made.waived_by is None


@pytest.mark.parametrize("name", ["otto", "noor", "ada", "sue"])
def test_outsiders_do_not_learn_of_it(page, cast, name):
    made = quote(page, cast, MISSING)
    with pytest.raises(NotFound):
        quotations.waive(quotation_id=made.pk, by=getattr(cast, name), reason=REASON)


def test_vouching_needs_a_reason(page, cast):
    made = quote(page, cast, MISSING)
    with pytest.raises(Refused, match="Say in a few words"):
        quotations.waive(quotation_id=made.pk, by=cast.ed, reason=" sure    ")
    assert not Event.objects.filter(verb="waive_quotation").exists()


def test_new_words_end_what_an_editor_vouched_for(page, cast):
    made = quote(page, cast, MISSING)
    quotations.waive(quotation_id=made.pk, by=cast.ed, reason=REASON)
    saved = quotations.save(quotation_id=made.pk, by=cast.rita, seen_version=1, text=f"{MISSING}!")
    assert (saved.waived_by, saved.waiver_reason, saved.verified) == (None, "", False)


def test_words_behind_a_confidential_source_are_hidden(cast, check):
    source = sources.add_described(check_id=check.pk, title="C", description="A call.", by=cast.rita, confidential=True)
    made = quote(source, cast)
    with pytest.raises(NotFound):
        quotations.waive(quotation_id=made.pk, by=cast.ed, reason=REASON)
    with pytest.raises(NotFound):
        quotations.save(quotation_id=made.pk, by=cast.ines, seen_version=1, text="Seen")


def test_a_stale_form_overwrites_nothing(page, cast):
    made = quote(page, cast)
    quotations.save(quotation_id=made.pk, by=cast.rita, seen_version=1, text=TYPED)
    with pytest.raises(Stale):
        quotations.save(quotation_id=made.pk, by=cast.ines, seen_version=1, text=MISSING)
    made.refresh_from_db()
    assert (made.text, made.result, made.version) == (TYPED, "typographic", 2)


def test_a_removed_quotation_counts_no_more(page, cast, check):
    made = quote(page, cast, MISSING)
    quotations.remove(quotation_id=made.pk, by=cast.rita)
    assert unverified(check, cast) == 0
    with pytest.raises(NotFound):
        quotations.look_now(quotation_id=made.pk, by=cast.rita)


def test_words_are_part_of_what_is_approved(page, cast, check):
    before = FactCheck.objects.get(pk=check.pk).digest
    quotations.add(source_id=page.pk, text=EXACT, by=cast.ines)
    assert FactCheck.objects.get(pk=check.pk).digest != before
    assert check.contributions.filter(user=cast.ines).exists()


def test_nothing_is_changed_during_review(cast):
    check = make_check(cast, State.REVIEW)
    source = check.sources.current().first()
    with pytest.raises(Refused, match="It is in Review"):
        quote(source, cast)
    with pytest.raises(Refused, match="It is in Review"):
        quotations.remove(quotation_id=source.quotations.first().pk, by=cast.rita)
