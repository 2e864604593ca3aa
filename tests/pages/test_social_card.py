"""The card of a published check at its address: for readers only while the check stands."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factchecks.states import Action, State
from tests.factories import correct, make_check, move, publish_again, reword


def get(check, **headers):
    return Client().get(f"/checks/{check.slug}/card.png", headers=headers)


@pytest.fixture
def check(cast):
    return make_check(cast, State.PUBLISHED)


def test_the_article_names_it_and_it_is_there(check):
    page = Client().get(f"/checks/{check.slug}/").content.decode()
    assert f'/checks/{check.slug}/card.png?v={check.live_edition.number}">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert "Our verdict: Misleading" in page.split('og:image:alt" content="')[1].split(">")[0]
    answer = get(check)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
    assert "Set-Cookie" not in answer


def test_it_is_asked_again_without_being_sent_or_drawn(check):
    tag = get(check)["ETag"]
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        assert get(check, **{"if-none-match": tag}).status_code == 304
    assert len(asked) <= 2


def test_a_changed_verdict_has_another_card_at_another_address(cast, check):
    before = (get(check).content, check.live_edition.number)
    check = publish_again(
        reword(correct(check, cast.rita), cast.rita, kind="correction", verdict="false"), cast, cast.rita
    )
    assert get(check).content != before[0]
    assert check.live_edition.number != before[1]


def test_what_is_being_corrected_is_drawn_as_readers_see_it(cast, check):
    before = get(check).content
    reword(correct(check, cast.rita), cast.rita, kind="correction", verdict="false")
    assert get(check).content == before


@pytest.mark.parametrize("action", [Action.RETRACT, Action.TAKE_DOWN])
def test_what_was_withdrawn_has_none(cast, check, action):
    move(check, action, cast.cleo, "A reason.")
    move(check, Action.CONFIRM_REQUEST, cast.ed)
    assert get(check).status_code == 410
    assert "card.png" not in Client().get(f"/checks/{check.slug}/").content.decode()


def test_what_is_not_published_has_none(cast):
    check = make_check(cast, State.REVIEW)
    assert Client().get(f"/checks/{check.slug or 'x'}/card.png").status_code == 404
