"""The card that other sites put into a frame, and the oEmbed answer by its specification."""

import json
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import FactCheck, SlugHistory
from factchecks.states import State
from tests.factories import CLAIM, make_check


@pytest.fixture
def check(cast):
    return make_check(cast, State.PUBLISHED)


def address(check):
    return f"{settings.SITE_URL}/checks/{check.slug}/"


def card(check, **headers):
    return Client().get(f"/checks/{check.slug}/card/", headers=headers)


def ask(**asked):
    answer = Client().get("/oembed", asked)
    return answer.status_code, json.loads(answer.content)


def page(answer):
    return LexborHTMLParser(answer.content.decode())


def words(answer):
    return " ".join(page(answer).css_first("main").text(separator=" ").split())


def test_the_card_has_claim_verdict_reason_and_the_way_to_the_check(check):
    shown = words(card(check))
    assert f"Dana Whitcombe said: “{CLAIM}” Misleading Most stops are, but nine are not." in shown
    link = page(card(check)).css_first("a")
    assert (link.attributes["href"], link.attributes["target"]) == (address(check), "_top")


def test_only_the_card_may_be_framed_and_it_runs_nothing(check):
    answer = card(check)
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "X-Frame-Options" not in answer.headers
    assert "unsafe" not in policy
    assert page(answer).css("script, form, style, [style]") == []
    article = Client().get(f"/checks/{check.slug}/")
    assert "frame-ancestors 'none'" in article.headers["Content-Security-Policy"]
    assert article.headers["X-Frame-Options"] == "DENY"


def test_the_card_is_one_query_has_no_cookie_and_is_not_sent_twice(check, django_assert_max_num_queries):
    first = card(check)
    with django_assert_max_num_queries(1):
        assert card(check, **{"if-none-match": first.headers["ETag"]}).status_code == 304
    assert not first.cookies
    assert page(first).css_first("meta[name=robots]").attributes["content"] == "noindex"


def test_a_retracted_card_has_no_verdict(check):
    FactCheck.objects.update(retracted_at=timezone.now())
    assert "This check has been retracted." in words(card(check))
    assert "Misleading" not in words(card(check))


@pytest.mark.parametrize("at", [State.DRAFT, State.RESEARCH, State.REVIEW])
def test_what_is_not_published_has_no_card(cast, at):
    check = make_check(cast, at)
    FactCheck.objects.filter(pk=check.pk).update(slug="secret")
    assert Client().get("/checks/secret/card/").status_code == 404
    assert ask(url=f"{settings.SITE_URL}/checks/secret/")[0] == 404


def test_what_was_taken_down_is_gone(check):
    FactCheck.objects.update(taken_down_at=timezone.now())
    assert card(check).status_code == 410
    assert check.headline not in card(check).text
    assert ask(url=address(check))[0] == 404


def test_a_frame_with_an_old_address_still_shows_the_card(check):
    SlugHistory.objects.create(factcheck=check, slug="trams")
    answer = Client().get("/checks/trams/card/")
    assert (answer.status_code, answer.url) == (301, f"/checks/{check.slug}/card/")
    _, told = ask(url=f"{settings.SITE_URL}/checks/trams/")
    assert f'src="{address(check)}card/"' in told["html"]


def test_the_article_says_where_its_answer_is(check):
    link = page(Client().get(f"/checks/{check.slug}/")).css_first('link[type="application/json+oembed"]')
    assert link.attributes["href"] == f"{settings.SITE_URL}/oembed?{urlencode({'url': address(check)})}"
    answer = Client().get(link.attributes["href"].removeprefix(settings.SITE_URL))
    assert answer.json()["title"] == check.headline


def test_the_answer_has_each_field_of_the_specification(check):
    status, told = ask(url=address(check), format="json")
    frame = LexborHTMLParser(told.pop("html")).css_first("iframe").attributes
    assert (frame["src"], frame["width"], frame["height"]) == (f"{address(check)}card/", "600", "400")
    assert (status, told) == (
        200,
        {
            "version": "1.0",
            "type": "rich",
            "title": check.headline,
            "author_name": "Rita",
            "provider_name": "The Newsroom",
            "provider_url": f"{settings.SITE_URL}/",
            "cache_age": 300,
            "width": 600,
            "height": 400,
        },
    )


@pytest.mark.parametrize(
    ("width", "height", "given"),
    [(320, 9000, (320, 520)), (320, 200, (320, 200)), (9000, 9000, (600, 400)), (480, 399, (480, 399))],
)
def test_it_fits_into_the_room_that_there_is(check, width, height, given):
    _, told = ask(url=address(check), maxwidth=width, maxheight=height)
    assert (told["width"], told["height"]) == given
    assert f'width="{given[0]}" height="{given[1]}"' in told["html"]


def test_a_headline_is_inert_in_the_frame(check):
    edition = check.live_edition
    edition.content["text"]["headline"] = '"><script>alert(1)</script>'
    edition.save()
    _, told = ask(url=address(check))
    assert "<script" not in told["html"]
    assert "<script" not in card(check).text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"url": ""}, 400),
        ({"url": "\x00"}, 400),
        ({"url": "x" * 3000}, 400),
        ({"url": "HERE", "maxwidth": "wide"}, 400),
        ({"url": "HERE", "maxheight": "0"}, 400),
        ({"url": "HERE", "format": "xml"}, 501),
        ({"url": "https://elsewhere.example/checks/step-free/"}, 404),
        ({"url": "http://[1/checks/step-free/"}, 404),
        ({"url": "HEREcard/"}, 404),
        ({"url": f"{settings.SITE_URL}/checks/no-such-check/"}, 404),
        ({"url": f"{settings.SITE_URL}/"}, 404),
    ],
)
def test_a_bad_question_gets_a_sentence(check, asked, status):
    given = asked | {"url": asked["url"].replace("HERE", address(check))} if "url" in asked else asked
    found, told = ask(**given)
    assert (found, list(told)) == (status, ["error"])


def test_any_site_may_ask(check):
    answer = Client().get("/oembed", {"url": address(check)})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
