"""What readers see of corrections: the notice, the list, its feeds, every version, a retraction, a page taken down."""

import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from factchecks.models import FactCheck
from factchecks.states import Action, State
from tests.factories import NOW, WRONG, correct, make_check, move, publish_again, reword

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def reader():
    return Client()


@pytest.fixture
def check(cast):
    return make_check(cast, State.PUBLISHED)


@pytest.fixture
def corrected(cast, check):
    """Corrected once, with another verdict and another standfirst."""
    check = reword(
        correct(check, cast.rita), cast.rita, kind="correction", verdict="false", standfirst="Eight are not."
    )
    return FactCheck.objects.select_related("live_edition").get(pk=publish_again(check, cast, cast.rita).pk)


def withdrawn(cast, check, action, reason="The table it rests on was withdrawn."):
    move(check, action, cast.cleo, reason)
    move(check, Action.CONFIRM_REQUEST, cast.ed)
    return FactCheck.objects.get(pk=check.pk)


def text(answer):
    return answer.content.decode()


def article(check):
    return f"/checks/{check.slug}/"


def test_readers_see_the_old_text_while_a_correction_is_written_and_reviewed(cast, check, reader):
    before = text(reader.get(article(check)))
    written = reword(correct(check, cast.rita), cast.rita, kind="correction", standfirst="Eight are not.")
    assert text(reader.get(article(check))) == before
    move(written, Action.SUBMIT, cast.rita)
    move(written, Action.APPROVE, cast.ed)
    assert text(reader.get(article(check))) == before
    assert "Eight" not in text(reader.get("/corrections/")) + text(reader.get("/feeds/corrections.xml"))


def test_the_list_says_what_was_wrong_and_what_it_says_now(corrected, reader):
    page = text(reader.get("/corrections/"))
    assert WRONG in page
    assert NOW in page
    assert "The verdict changed:" in page
    assert f"{article(corrected)}versions/{corrected.live_edition.number}/changes/" in page


def test_without_corrections_the_list_says_so(reader, check):
    assert "Nothing has been corrected yet." in text(reader.get("/corrections/"))


@pytest.mark.parametrize(("page", "status"), [("x", 400), ("0", 404), ("2", 404), ("1", 200)])
def test_a_page_number_that_is_none_is_told(reader, check, page, status):
    assert reader.get(f"/corrections/?page={page}").status_code == status


def test_each_correction_is_an_entry_of_its_own_feed(corrected, reader):
    feed = ET.fromstring(reader.get("/feeds/corrections.xml").content)  # noqa: S314  (our own feed)
    [entry] = feed.findall("a:entry", ATOM)
    assert entry.find("a:title", ATOM).text == "Correction: Is every tram stop step-free?"
    said = f"Correction. {WRONG} {NOW} The verdict changed from “Misleading” to “False”."
    assert entry.find("a:summary", ATOM).text == said
    assert entry.find("a:id", ATOM).text.endswith(f"/corrections/#c{corrected.correction_id}")
    [item] = json.loads(reader.get("/feeds/corrections.json").content)["items"]
    assert item["content_text"] == said


def test_the_feed_of_all_checks_says_when_it_was_changed(corrected, reader):
    FactCheck.objects.update(first_published_at=corrected.first_published_at - timedelta(days=1))
    feed = ET.fromstring(reader.get("/feeds/atom.xml").content)  # noqa: S314  (our own feed)
    [entry] = feed.findall("a:entry", ATOM)
    assert entry.find("a:updated", ATOM).text > entry.find("a:published", ATOM).text


def test_every_version_stays_readable(corrected, reader):
    old, new = [one.number for one in corrected.editions.filter(reason="published").order_by("number")]
    versions = text(reader.get(f"{article(corrected)}versions/"))
    assert f"versions/{old}/" in versions
    assert f"versions/{new}/" in versions
    before = text(reader.get(f"{article(corrected)}versions/{old}/"))
    assert "Nine of 54 are not." in before
    assert "An earlier version," in before
    assert '<meta name="robots" content="noindex">' in before
    assert "application/ld+json" not in before
    assert "What readers see now" in versions


def test_what_changed_is_shown_by_word(corrected, reader):
    page = text(reader.get(f"{article(corrected)}versions/{corrected.live_edition.number}/changes/"))
    assert "<del>" in page
    assert "<ins>" in page
    assert "Misleading" in page
    assert WRONG in page


def test_a_first_version_has_none_before_it(check, reader):
    number = FactCheck.objects.get(pk=check.pk).live_edition.number
    assert "there is none before it" in text(reader.get(f"{article(check)}versions/{number}/changes/"))


@pytest.mark.parametrize("number", [1, 99, 10**30])
@pytest.mark.parametrize("end", ["", "changes/"])
def test_what_was_not_published_is_no_version(corrected, reader, number, end):
    """The first edition is what was submitted."""
    assert reader.get(f"{article(corrected)}versions/{number}/{end}").status_code == 404


def test_a_retraction_stands_in_the_place_of_the_article(cast, check, reader):
    withdrawn(cast, check, Action.RETRACT)
    answer = reader.get(article(check))
    page = text(answer)
    assert answer.status_code == 200
    assert "The table it rests on was withdrawn." in page
    assert "application/ld+json" not in page
    assert "Twelve stops were rebuilt." not in page
    assert "Retraction" in text(reader.get("/corrections/"))


def test_data_for_others_tell_of_a_retraction(cast, check, reader):
    withdrawn(cast, check, Action.RETRACT)
    [item] = json.loads(b"".join(reader.get("/feeds/claimreview.json").streaming_content))["dataFeedElement"]
    assert "dateDeleted" in item
    assert "item" not in item
    assert reader.get("/api/v1alpha1/claims:search?query=tram").json() == {}


def test_an_earlier_version_of_what_was_retracted_says_so(cast, check, reader):
    withdrawn(cast, check, Action.RETRACT)
    number = FactCheck.objects.get(pk=check.pk).live_edition.number
    assert "This check has been retracted." in text(reader.get(f"{article(check)}versions/{number}/"))


def test_what_is_taken_down_is_gone_with_its_reason_at_every_address(cast, corrected, reader):
    withdrawn(cast, corrected, Action.TAKE_DOWN, "A court ordered it.")
    number = corrected.live_edition.number
    for end in ("", "versions/", f"versions/{number}/", f"versions/{number}/changes/"):
        answer = reader.get(f"{article(corrected)}{end}")
        assert answer.status_code == 410
        assert "A court ordered it." in text(answer)
    for path in ("/", "/corrections/", "/feeds/corrections.xml", "/feeds/atom.xml", "/sitemap.xml"):
        assert corrected.slug not in text(reader.get(path))


def test_what_is_put_back_is_read_again(cast, check, reader):
    before = text(reader.get(article(check)))
    withdrawn(cast, check, Action.TAKE_DOWN)
    withdrawn(cast, check, Action.REINSTATE, "The order was lifted.")
    assert text(reader.get(article(check))) == before
    assert "The order was lifted." in text(reader.get("/corrections/"))


def test_a_corrected_article_is_one_query_and_a_new_one_for_caches(corrected, reader, django_assert_num_queries):
    first = reader.get(article(corrected))
    with django_assert_num_queries(1):
        again = reader.get(article(corrected), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_correction_gives_the_article_another_etag(cast, check, reader):
    before = reader.get(article(check)).headers["ETag"]
    publish_again(correct(check, cast.rita), cast, cast.rita)
    assert reader.get(article(check), headers={"If-None-Match": before}).status_code == 200


def test_the_list_costs_the_same_with_ten(cast, corrected, reader, django_assert_max_num_queries):
    reader.get("/corrections/")
    with django_assert_max_num_queries(4):
        reader.get("/corrections/")
