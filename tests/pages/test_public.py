"""What readers get: only live editions, without a session, cacheable, in one query."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from factchecks.models import FactCheck, SlugHistory
from factchecks.services import sources
from factchecks.states import Action, State
from tests.factories import move
from tests.pages.lists import make_checks
from tests.pages.test_preview import PHRASE, with_picture
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

PAGES = ["/", "/how-we-work/", "/feeds/atom.xml", "/sitemap.xml", "/robots.txt"]


def get(path, **headers):
    """As somebody who is not signed in."""
    return Client().get(path, headers=headers)


@pytest.fixture
def published(cast):
    return make_check(cast, State.PUBLISHED)


def everything(check):
    """All that readers can open about one check."""
    return "".join(get(path).text for path in [*PAGES, f"/checks/{check.slug}/"])


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_without_signing_in_and_sets_no_cookie(published, path):
    page = get(path)
    assert page.status_code == 200
    assert not page.cookies
    assert "Cookie" not in page.headers.get("Vary", "")
    assert page.headers["Cache-Control"].startswith("public, max-age=")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_while_nothing_is_published(cast, path):
    make_check(cast, State.REVIEW)
    page = get(path)
    assert page.status_code == 200
    assert "step-free" not in page.text


def test_the_article_is_the_stored_edition(published):
    page = get(f"/checks/{published.slug}/")
    assert published.live_edition.html in page.text
    assert published.live_edition.event_hash in page.text
    assert not page.cookies
    assert page.headers["Cache-Control"] == "public, max-age=5"


def test_the_article_carries_its_data(published):
    page = get(f"/checks/{published.slug}/").text
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data[0]["@type"] == "ClaimReview"
    assert data[0]["reviewRating"]["alternateName"] == "Misleading"


def test_the_page_tells_its_language_and_times_as_its_data_does(published):
    page, article = get(f"/checks/{published.slug}/").text, published.live_edition.claim_review[-1]
    assert '<meta property="og:locale" content="en">' in page
    assert f'<meta property="article:published_time" content="{article["datePublished"]}">' in page
    assert f'<meta property="article:modified_time" content="{article["dateModified"]}">' in page


def test_a_retracted_page_has_neither_data_nor_its_times(published):
    FactCheck.objects.update(retracted_at=timezone.now())
    page = get(f"/checks/{published.slug}/").text
    assert "ld+json" not in page
    assert "article:published_time" not in page


def test_the_policy_has_no_nonce_and_allows_nothing_inline(published):
    policy = get(f"/checks/{published.slug}/").headers["Content-Security-Policy"]
    assert "nonce" not in policy
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


def test_the_article_takes_one_query_when_warm(published, django_assert_max_num_queries):
    first = get(f"/checks/{published.slug}/")
    with django_assert_max_num_queries(1):
        assert get(f"/checks/{published.slug}/").text == first.text


def test_an_unchanged_article_is_not_sent_again(published):
    etag = get(f"/checks/{published.slug}/").headers["ETag"]
    again = get(f"/checks/{published.slug}/", if_none_match=etag)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag


def test_the_etag_changes_with_the_other_checks_shown(cast, monkeypatch):
    first, second = make_checks(monkeypatch, cast, State.PUBLISHED)
    etag = get(f"/checks/{first.slug}/").headers["ETag"]
    FactCheck.objects.filter(pk=second.pk).update(taken_down_at=timezone.now())
    cache.clear()
    page = get(f"/checks/{first.slug}/", if_none_match=etag)
    assert page.status_code == 200
    assert f"/checks/{second.slug}/" not in page.text


@pytest.mark.parametrize("path", PAGES)
def test_lists_and_feeds_answer_304(published, path):
    etag = get(path).headers["ETag"]
    assert get(path, if_none_match=etag).status_code == 304


@pytest.mark.parametrize("at", [State.DRAFT, State.RESEARCH, State.REVIEW])
def test_nothing_of_an_unpublished_check_is_public(cast, at):
    check = make_check(cast, at)
    FactCheck.objects.filter(pk=check.pk).update(slug="not-yet")
    assert get("/checks/not-yet/").status_code == 404
    assert all(check.headline not in get(path).text for path in PAGES)


def test_a_confidential_source_is_nowhere(cast):
    check = make_check(cast, State.RESEARCH)
    sources.add_described(check_id=check.pk, title="Caller", description=PHRASE, by=cast.rita, confidential=True)
    check = move(move(check, Action.SUBMIT, cast.rita), Action.APPROVE, cast.ed)
    assert PHRASE not in everything(move(check, Action.PUBLISH, cast.ed))


def test_the_working_copy_is_nowhere(published):
    FactCheck.objects.filter(pk=published.pk).update(headline="Unseen words", standfirst="Unseen words")
    assert "Unseen words" not in everything(published)


def test_notes_of_the_newsroom_are_nowhere(cast):
    check = move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, "An inside remark.")
    check = move(move(check, Action.SUBMIT, cast.rita, "An inside answer."), Action.APPROVE, cast.ed)
    assert "An inside" not in everything(move(check, Action.PUBLISH, cast.ed))


def test_an_old_address_leads_to_the_new_one(published):
    SlugHistory.objects.create(slug="old-address", factcheck=published)
    answer = get("/checks/old-address/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/checks/{published.slug}/")


def test_an_unknown_address_is_404(published):
    page = get("/checks/no-such-check/")
    assert page.status_code == 404
    assert not page.cookies


def test_what_was_taken_down_is_gone_everywhere(published):
    FactCheck.objects.filter(pk=published.pk).update(taken_down_at=timezone.now())
    page = get(f"/checks/{published.slug}/")
    assert page.status_code == 410
    assert published.headline not in everything(published)


def test_a_retracted_check_shows_the_notice_and_no_data(published):
    FactCheck.objects.filter(pk=published.pk).update(retracted_at=timezone.now())
    page = get(f"/checks/{published.slug}/")
    assert page.status_code == 200
    assert "This check has been retracted." in page.text
    assert "ClaimReview" not in page.text
    assert "Twelve stops" not in page.text


def test_a_retraction_changes_the_etag(published):
    etag = get(f"/checks/{published.slug}/").headers["ETag"]
    FactCheck.objects.filter(pk=published.pk).update(retracted_at=timezone.now())
    assert get(f"/checks/{published.slug}/", if_none_match=etag).status_code == 200


def test_pictures_of_the_live_edition_are_served(cast, tmp_path):
    check = make_check(cast, State.RESEARCH)
    picture = with_picture(check, cast.rita, tmp_path)
    path = f"{picture.published_sha256}.{picture.published_extension}"
    check = move(move(check, Action.SUBMIT, cast.rita), Action.APPROVE, cast.ed)
    check = move(check, Action.PUBLISH, cast.ed)
    answer = get(f"/checks/{check.slug}/media/{path}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Disposition"] == "inline"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue().startswith(b"\xff\xd8")
    assert get(f"/checks/{check.slug}/media/{path}", if_none_match=answer.headers["ETag"]).status_code == 304
    for wrong in (f"{picture.sha256}.jpg", f"{picture.published_sha256}.png", f"{'0' * 64}.jpg"):
        assert get(f"/checks/{check.slug}/media/{wrong}").status_code == 404


def test_a_picture_is_not_public_before_the_check_is(cast, tmp_path):
    check = make_check(cast, State.RESEARCH)
    picture = with_picture(check, cast.rita, tmp_path)
    FactCheck.objects.filter(pk=check.pk).update(slug="not-yet")
    assert get(f"/checks/not-yet/media/{picture.published_sha256}.jpg").status_code == 404


def test_a_picture_goes_with_a_check_that_is_taken_down(cast, tmp_path):
    check = make_check(cast, State.RESEARCH)
    picture = with_picture(check, cast.rita, tmp_path)
    check = move(move(check, Action.SUBMIT, cast.rita), Action.APPROVE, cast.ed)
    check = move(check, Action.PUBLISH, cast.ed)
    FactCheck.objects.filter(pk=check.pk).update(taken_down_at=timezone.now())
    assert get(f"/checks/{check.slug}/media/{picture.published_sha256}.jpg").status_code == 404


def test_the_newest_check_leads_and_the_others_follow(cast, monkeypatch):
    first, second = make_checks(monkeypatch, cast, State.PUBLISHED)
    page = get("/").text
    assert page.index(f"/checks/{second.slug}/") < page.index(f"/checks/{first.slug}/")
    assert "2 in all" in page


def test_a_page_that_is_not_there_is_404(published):
    assert get("/?page=2").status_code == 404


@pytest.mark.parametrize("path", ["/", "/feeds/atom.xml"])
def test_lists_take_the_same_queries_however_long(cast, monkeypatch, path, django_assert_num_queries):
    make_checks(monkeypatch, cast, State.PUBLISHED, 3)
    get(path)
    with django_assert_num_queries(1):
        get(path)


def test_the_feed_and_the_sitemap_name_the_article(published):
    assert f"/checks/{published.slug}/" in get("/sitemap.xml").text
    feed = get("/feeds/atom.xml")
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert published.headline in feed.text


@pytest.mark.parametrize("path", [*PAGES, "/checks/any/", "/checks/any/media/00.jpg"])
def test_readers_can_only_read(cast, path):
    assert Client().post(path).status_code == 405


def test_the_icon_is_found(db):
    assert get("/favicon.ico").headers["Location"].endswith("favicon.svg")
