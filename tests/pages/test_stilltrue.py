"""Still true? in the workspace, on Home and on the article."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factchecks.models import FactCheck, Repeat
from factchecks.services import repeats
from factchecks.states import State
from tests.factories import make_check

TITLE = "Evening round-up, Channel 4"
PLACE = {"url": "https://radio.example.org/round-up", "title": TITLE, "seen_on": "2026-11-20"}


@pytest.fixture
def check(cast):
    return make_check(cast, State.PUBLISHED)


def page(client, check):
    return client.get(f"/newsroom/checks/{check.pk}/").content.decode()


def article(check):
    cache.clear()
    return Client().get(f"/checks/{check.slug}/").content.decode()


def post(client, check, act, **form):
    return client.post(f"/newsroom/checks/{check.pk}/{act}/", form)


def due(check):
    FactCheck.objects.filter(pk=check.pk).update(review_by=timezone.localdate())


def test_home_asks_and_leads_to_the_check(cast, check, as_):
    due(check)
    home = as_(cast.ed).get("/newsroom/").content.decode()
    assert "Still true? It was to be looked at again on" in home
    assert f'href="/newsroom/checks/{check.pk}/"' in home


def test_an_editor_presses_once_and_readers_see_the_day(cast, check, as_):
    due(check)
    assert "The day has come" in page(as_(cast.ed), check)
    on = (timezone.localdate() + timedelta(days=180)).isoformat()
    post(as_(cast.ed), check, "still-true", edition=check.live_edition_id, on=on)
    assert "it still holds." in article(check)
    assert FactCheck.objects.get(pk=check.pk).review_by.isoformat() == on


def test_the_author_is_offered_the_day_and_not_the_answer(cast, check, as_):
    shown = page(as_(cast.rita), check)
    assert "It still holds: look again" not in shown
    assert f"/newsroom/checks/{check.pk}/look-again/" in shown
    post(as_(cast.rita), check, "look-again", on=(timezone.localdate() + timedelta(days=30)).isoformat())
    assert "Look again on" in page(as_(cast.rita), check)


def test_a_day_that_is_past_is_told_at_the_field(cast, check, as_):
    answer = post(as_(cast.rita), check, "look-again", on="2020-01-01")
    assert answer.status_code == 422
    assert "Choose a day after today." in answer.content.decode()


def test_the_answer_changes_the_tag_of_the_page(cast, check, as_):
    cache.clear()
    tag = Client().get(f"/checks/{check.slug}/")["ETag"]
    post(as_(cast.ed), check, "still-true", edition=check.live_edition_id, on="")
    assert Client().get(f"/checks/{check.slug}/", headers={"if-none-match": tag}).status_code == 200


def test_a_repeat_goes_by_two_people_to_the_article(cast, check, as_):
    post(as_(cast.rita), check, "repeats", **PLACE)
    assert TITLE not in article(check)
    assert "Confirm for readers" not in page(as_(cast.rita), check)
    assert "Confirm for readers" in page(as_(cast.ed), check)
    made = Repeat.objects.get()
    post(as_(cast.ed), check, f"repeats/{made.pk}/confirm")
    shown = article(check)
    assert f'<a href="{PLACE["url"]}" rel="nofollow noopener">{TITLE}</a>' in shown
    post(as_(cast.ed), check, f"repeats/{made.pk}/remove")
    assert TITLE not in article(check)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://a.example/x", "https://me:secret@a.example/", "no address", ""]
)
def test_what_is_no_address_is_refused_and_stays_typed(cast, check, as_, url):
    answer = post(as_(cast.rita), check, "repeats", **PLACE | {"url": url})
    assert answer.status_code == 422
    assert TITLE in answer.content.decode()
    assert not Repeat.objects.exists()


def test_a_title_cannot_carry_markup(cast, check):
    place = repeats.Place(url="https://a.example.org/", title="<script>x()</script>")
    made = repeats.add(check_id=check.pk, by=cast.rita, place=place)
    repeats.confirm(check_id=check.pk, repeat_id=made.pk, by=cast.ed)
    assert "<script>x()" not in article(check)


def test_a_warm_article_still_asks_one_question(cast, check):
    article(check)
    with CaptureQueriesContext(connection) as asked:
        Client().get(f"/checks/{check.slug}/")
    assert len(asked) <= 1
