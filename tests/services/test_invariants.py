"""What must hold across rows: silent on what the product makes, one sentence for what was done past it."""

import pytest

from factchecks import invariants
from factchecks.models import FactCheck
from factchecks.models.facts import primary_claim
from factchecks.services import articles
from factchecks.states import State
from tests.factories import make_check


@pytest.mark.parametrize("state", [State.DRAFT, State.RESEARCH, State.REVIEW, State.PUBLISHED])
def test_what_the_product_makes_is_in_order(cast, state):
    make_check(cast, state)
    assert list(invariants.digests_are_true()) == []
    assert list(invariants.live_editions_were_approved()) == []


def test_a_text_that_is_being_written_has_no_digest_to_keep(cast):
    check = make_check(cast, State.RESEARCH)
    claim = primary_claim(check)
    article = articles.Article(
        headline="Another one", standfirst="", body="", methodology="", verdict=claim.verdict.slug, explanation=""
    )
    articles.save(check_id=check.pk, by=cast.rita, seen_version=check.version, article=article)
    assert list(invariants.digests_are_true()) == []


@pytest.mark.parametrize("state", [State.REVIEW, State.PUBLISHED])
def test_a_text_changed_past_the_rules_is_named(cast, state):
    check = make_check(cast, state)
    FactCheck.objects.filter(pk=check.pk).update(headline="Changed past every rule")
    assert list(invariants.digests_are_true()) == [f"{check.number}: its digest is not that of its content."]
