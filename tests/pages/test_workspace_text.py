"""What is typed in the workspace: autosave, citations typed as [[3]], plain paragraphs, and what may not be stored."""

import pytest

from factchecks.services import sources
from factchecks.states import State
from tests.factories import make_check
from tests.pages.typed import typed

HTMX = {"HX-Request": "true"}


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


@pytest.fixture
def save(check, cast, as_):
    client = as_(cast.rita)

    def post(path="", **changes):
        headers = HTMX if path else {}
        return client.post(f"/newsroom/checks/{check.pk}/{path}", typed(check, **changes), headers=headers)

    return post


def body_of(check) -> str:
    check.refresh_from_db()
    return check.body


def key(check, number: int) -> int:
    return list(check.sources.current().values_list("pk", flat=True))[number - 1]


def test_a_typed_number_becomes_the_citation_of_that_source(check, save):
    assert save(body="<p>It says so.[[2]]</p>").status_code == 302
    assert body_of(check) == f'<p>It says so.<cite data-source="{key(check, 2)}">2</cite></p>'


def test_a_number_without_a_source_is_said_at_the_field_and_the_text_is_kept(check, save):
    answer = save(body="<p>It says so.[[9]]</p>")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no source 9 that readers may see." in page
    assert "It says so.[[9]]" in page


def test_a_confidential_source_has_no_number(check, cast, save):
    sources.add_described(check_id=check.pk, title="A driver", description="By phone", by=cast.rita, confidential=True)
    assert save(body="<p>He says so.[[3]]</p>").status_code == 422


def test_plain_words_become_paragraphs(check, save):
    save(body="One & all.\n\nTwo.")
    assert body_of(check) == "<p>One &amp; all.</p>\n\n<p>Two.</p>"


def test_what_is_not_allowed_is_not_stored(check, save):
    save(body='<p onclick="x()">Text<script>alert(1)</script><img src=x onerror=alert(1)></p>')
    assert body_of(check) == "<p>Text</p>"


def test_a_cited_source_that_was_removed_is_counted(check, cast, save):
    save(body="<p>It says so.[[2]]</p>")
    sources.remove(source_id=key(check, 2), by=cast.rita)
    check.refresh_from_db()
    assert check.unknown_citations == 1
    save(body="<p>It says so.</p>")
    check.refresh_from_db()
    assert check.unknown_citations == 0


def test_autosave_answers_version_time_and_readiness(check, save):
    before = check.version
    page = save("autosave/", standfirst="").content.decode()
    assert f'value="{before + 1}" hx-swap-oob="true"' in page
    assert "Saved " in page
    assert "Write the standfirst." in page
    check.refresh_from_db()
    assert (check.version, check.standfirst) == (before + 1, "")


def test_autosave_takes_half_of_a_citation(check, save):
    assert save("autosave/", body="<p>It says so.[[9]]</p>").status_code == 200
    assert body_of(check) == "<p>It says so.[[9]]</p>"


def test_autosave_of_a_text_that_is_too_long_says_so_and_saves_nothing(check, save):
    before = check.version
    answer = save("autosave/", headline="x" * 201)
    assert answer.status_code == 422
    assert "Not saved: Headline" in answer.content.decode()
    check.refresh_from_db()
    assert check.version == before


def test_autosave_never_overwrites_a_colleague(check, cast, as_, save):
    mine = typed(check, headline="Mine")
    as_(cast.ines).post(f"/newsroom/checks/{check.pk}/", typed(check, headline="Theirs"))
    answer = as_(cast.rita).post(f"/newsroom/checks/{check.pk}/autosave/", mine, headers=HTMX)
    assert answer.status_code == 409
    assert "Compare both texts" in answer.content.decode()
    check.refresh_from_db()
    assert check.headline == "Theirs"


def test_a_verdict_that_is_not_on_the_scale_is_refused(check, save):
    answer = save(verdict="nearly")
    assert answer.status_code == 422
    assert "not on the scale any more" in answer.content.decode()


def test_a_verdict_can_be_taken_back(check, save):
    save(verdict="")
    assert check.claims.get().verdict is None
