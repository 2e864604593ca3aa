"""Sources and quotations in the browser's hands: adding, editing, ordering, removing, the page with the kept copy."""

import pytest

from factchecks.models import Source
from factchecks.services import quotations, sources
from factchecks.states import State
from tests.factories import add_page, make_check

WORDS = "The register lists 45 of 54 stops as step-free. Nine are not."


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


@pytest.fixture
def source(check):
    return check.sources.current().last()


@pytest.fixture
def rita_page(cast, as_):
    return as_(cast.rita)


def numbers(check) -> list[int]:
    return list(check.sources.current().values_list("pk", flat=True))


def test_an_address_is_added_and_its_fetch_asked_for(check, rita_page):
    rita_page.post(f"/newsroom/checks/{check.pk}/sources/", {"url": "https://new.example.org/a"})
    added = check.sources.current().last()
    assert added.cited_url == "https://new.example.org/a"
    assert check.jobs.filter(args__links=[added.link_id]).exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Paste the address of a page."),
        ("http://127.0.0.1/admin", "this computer itself"),
        ("ftp://files.example.org/x", "http"),
        ("https://council.example.org/minutes", "already"),
    ],
)
def test_a_wrong_address_is_refused_at_the_field_and_stays_there(check, rita_page, typed, sentence):
    answer = rita_page.post(f"/newsroom/checks/{check.pk}/sources/", {"url": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page[page.index('id="add_url_error"') :][:300]
    assert f'value="{typed}"' in page or not typed
    assert check.sources.count() == 2


def test_a_source_is_described_in_words(check, rita_page):
    address = f"/newsroom/checks/{check.pk}/sources/describe/"
    assert rita_page.post(address, {"title": "Call"}).status_code == 422
    rita_page.post(address, {"title": "Call", "description": "Called the depot on Monday."})
    assert check.sources.current().last().form == "described"


def test_sources_move_up_and_down(check, rita_page):
    first, second = numbers(check)
    rita_page.post(f"/newsroom/sources/{second}/move/", {"to": "up"})
    assert numbers(check) == [second, first]
    rita_page.post(f"/newsroom/sources/{second}/move/", {"to": "down"})
    assert numbers(check) == [first, second]


def test_a_removed_source_can_be_put_back(check, source, rita_page):
    rita_page.post(f"/newsroom/sources/{source.pk}/remove/")
    page = rita_page.get(f"/newsroom/checks/{check.pk}/").content.decode()
    assert source.pk not in numbers(check)
    assert "Removed (1)" in page
    rita_page.post(f"/newsroom/checks/{check.pk}/sources/{source.pk}/put-back/")
    assert source.pk in numbers(check)


def test_what_is_known_of_a_source_is_edited(source, rita_page):
    form = {"version": 1, "title": "The register", "kind": "data", "stance": "undermines", "primary": "on"}
    rita_page.post(f"/newsroom/sources/{source.pk}/edit/", form)
    source.refresh_from_db()
    assert (source.title, source.kind, source.primary, source.version) == ("The register", "data", True, 2)


def test_a_stale_edit_comes_back_with_both_texts(source, cast, as_):
    form = {"version": 1, "title": "Mine", "kind": "data", "stance": "context"}
    as_(cast.ines).post(f"/newsroom/sources/{source.pk}/edit/", form | {"title": "Theirs"})
    answer = as_(cast.rita).post(f"/newsroom/sources/{source.pk}/edit/", form)
    assert answer.status_code == 409
    assert b"Mine" in answer.content
    assert b"Theirs" in answer.content


@pytest.mark.parametrize(
    ("state", "verdict", "words"),
    [
        ("ok", "ok", "Live"),
        ("ok", "redirected", "Redirected"),
        ("ok", "moved_permanently", "Moved"),
        ("failing", "not_found", "Not found"),
        ("dead", "gone", "Dead"),
        ("unreachable", "timeout", "Not reached"),
        ("unstable", "timeout", "Slow or unstable"),
        ("unknown", "blocked", "Blocked: we cannot tell"),
        ("refused", "unsafe", "Refused"),
    ],
)
def test_each_state_of_a_link_has_its_words(check, source, rita_page, state, verdict, words):
    check.jobs.update(state="done")
    type(source.link).objects.filter(pk=source.link_id).update(state=state, verdict=verdict)
    page = rita_page.get(f"/newsroom/checks/{check.pk}/").content.decode()
    assert words in page[page.index(f'id="chips-{source.pk}"') :].split("</p>")[0]


def test_what_needs_a_person_comes_first(check, cast, rita_page):
    late = add_page(check, "https://last.example.org/", WORDS, cast.rita, quote="These words stand nowhere at all.")
    page = rita_page.get(f"/newsroom/checks/{check.pk}/").content.decode()
    assert page.index("Needs you (1)") < page.index(f'id="source-{late.pk}"') < page.index("In order (2)")
    assert 'id="needs-quotes"' in page
    assert "Quote not found" in page


def test_the_page_of_a_source_marks_the_words_in_the_kept_copy(source, rita_page):
    page = rita_page.get(f"/newsroom/sources/{source.pk}/").content.decode()
    quotation = source.quotations.get()
    mark = page[page.index(f'id="hl-{quotation.pk}"') :].split("</mark>")[0]
    assert "The register lists 45 of 54 stops as step-free" in mark
    assert 'tabindex="0"' in mark


def test_the_bytes_of_a_kept_copy_are_only_ever_downloaded(source, rita_page):
    snapshot = source.link.snapshots.get()
    answer = rita_page.get(f"/newsroom/sources/{source.pk}/copies/{snapshot.pk}/")
    assert answer.getvalue().decode() == WORDS
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_a_copy_of_another_page_is_not_found_under_this_source(check, source, rita_page):
    other = check.sources.current().first()
    answer = rita_page.get(f"/newsroom/sources/{other.pk}/copies/{source.link.snapshots.get().pk}/")
    assert answer.status_code == 404


def test_a_confidential_source_is_hidden_from_those_outside_the_check(check, cast, as_):
    secret = sources.add_described(
        check_id=check.pk, title="A driver", description="By phone", by=cast.rita, confidential=True
    )
    quote = quotations.add(source_id=secret.pk, text="They told us to wait.", by=cast.rita)
    for who, status in ((cast.rita, 200), (cast.ines, 404), (cast.otto, 404)):
        assert as_(who).get(f"/newsroom/sources/{secret.pk}/").status_code == status
    assert "A driver" not in as_(cast.ines).get(f"/newsroom/checks/{check.pk}/").content.decode()
    for rest in ("edit", "move", "remove", "quotations"):
        assert as_(cast.ines).post(f"/newsroom/sources/{secret.pk}/{rest}/").status_code == 404, rest
    assert as_(cast.ed).post(f"/newsroom/quotations/{quote.pk}/waive/", {"reason": "I know them."}).status_code == 404
    assert Source.objects.get(pk=secret.pk).removed_at is None


def test_nothing_can_be_changed_once_it_is_in_review(cast, as_):
    check = make_check(cast, State.REVIEW)
    source = check.sources.current().first()
    for rest in ("edit", "move", "remove", "quotations"):
        answer = as_(cast.rita).post(f"/newsroom/sources/{source.pk}/{rest}/", {"text": "x" * 20, "to": "down"})
        assert answer.status_code in (302, 422), rest
    assert numbers(check)[0] == source.pk
    assert source.quotations.count() == 1
