"""Which forms about sources may be kept in the browser (static/js/keep.js), and that the others say so."""

import pytest
from django.urls import reverse

from factchecks.services import quotations, sources
from factchecks.states import State
from tests.factories import make_check

SAID = "What you type here is not kept on this device. It is saved in the newsroom when you press"


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


@pytest.fixture
def kept(cast, as_):
    """Whether the browser may keep the form of a page; the page says so if it may not."""

    def asked(name, key):
        page = as_(cast.rita).get(reverse(name, args=[key])).text
        may = "data-keep=" in page
        assert (SAID in page, '<form class="panel" method="post" autocomplete="off"' in page) == (not may, not may)
        return may

    return asked


def described(check, cast, **more):
    return sources.add_described(check_id=check.pk, title="Caller", description="At noon.", by=cast.rita, **more)


def test_a_source_in_words_is_kept_by_no_browser_from_the_first_letter(check, cast, kept):
    assert not kept("sources_describe", check.pk)
    assert not kept("source_edit", described(check, cast).pk)
    assert not kept("source_edit", described(check, cast, confidential=True).pk)


def test_a_refused_source_in_words_is_shown_again_and_not_kept(check, cast, as_):
    page = as_(cast.rita).post(reverse("sources_describe", args=[check.pk]), {"title": "", "description": "At noon."})
    assert page.status_code == 422
    assert "At noon.</textarea>" in page.text
    assert ("data-keep=" in page.text, SAID in page.text) == (False, True)


def test_what_is_typed_of_a_page_is_kept_unless_it_is_confidential(check, cast, kept):
    page = check.sources.filter(link__isnull=False).first()
    assert kept("source_edit", page.pk)
    sources.save(source_id=page.pk, by=cast.rita, seen_version=page.version, values={"confidential": True})
    assert not kept("source_edit", page.pk)


def test_a_quotation_is_kept_unless_its_source_is_confidential(check, cast, kept):
    page = check.sources.filter(link__isnull=False).first()
    assert kept("quotation_edit", page.quotations.get().pk)
    secret = described(check, cast, confidential=True)
    said = quotations.add(source_id=secret.pk, text="It was me.", by=cast.rita)
    assert not kept("quotation_edit", said.pk)
