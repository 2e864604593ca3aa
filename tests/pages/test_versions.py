"""The History tab and the page of two versions: what is listed, compared, restored, and hidden."""

import re

import pytest

from factchecks.models import FactCheck, Source, Verdict
from factchecks.roles import Right
from factchecks.services import sources, versions
from factchecks.states import Action, State
from tests.factories import BODY, make_check, move
from tests.pages.typed import queries, typed
from tests.services.test_evidence_export import grant
from tests.services.test_versions import NAME, name, write

HTMX = {"HX-Request": "true"}


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def workspace(client, check):
    return client.get(f"/newsroom/checks/{check.pk}/").text


def tab(page):
    """The History tab of a workspace page, without its line breaks."""
    return page[page.index('id="history-h"') :]


def give(client, check, given=NAME, **more):
    """Posts the form that names a version."""
    check.refresh_from_db()
    form = {"version": check.version, "name": given} | more
    return client.post(f"/newsroom/checks/{check.pk}/history/name/", form, follow=True)


def compare(client, check, older="", newer=""):
    return client.get(f"/newsroom/checks/{check.pk}/history/compare/?from={older}&to={newer}")


def restore(client, check, number=1, **more):
    check.refresh_from_db()
    form = {"version": check.version} | more
    return client.post(f"/newsroom/checks/{check.pk}/history/{number}/restore/", form, follow=True)


def test_a_version_is_named_from_the_workspace(cast, as_, check):
    page = give(as_(cast.ines), check)
    assert page.redirect_chain[-1][0].endswith(f"/checks/{check.pk}/#history")
    assert f"Kept as “{NAME}”." in page.text
    assert f'<span class="chip chip--line">Version 1</span> “{NAME}”' in tab(page.text)
    assert "<b>Ines</b> named a version" in tab(page.text)


def test_with_htmx_only_the_side_is_drawn_anew(cast, as_, check):
    form = {"version": check.version, "name": NAME}
    answer = as_(cast.rita).post(f"/newsroom/checks/{check.pk}/history/name/", form, headers=HTMX)
    assert answer.text.lstrip().startswith('<div class="two__side"')
    assert 'data-active="history"' in answer.text
    assert "Version 1" in answer.text


@pytest.mark.parametrize(
    ("given", "sentence"), [("", "Give the version a name."), ("n" * 81, "Shorten the name to 80")]
)
def test_a_wrong_name_is_refused_at_its_field_and_kept(cast, as_, check, given, sentence):
    page = give(as_(cast.rita), check, given)
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert sentence in tab(page.text)
    assert f'value="{given}"' in page.text or not given
    assert not check.editions.exists()


def test_a_name_that_came_too_late_is_kept_with_the_fresh_version(cast, as_, check):
    seen = check.version
    now = write(check, cast.ines, headline="Another headline")
    page = give(as_(cast.rita), check, version=seen)
    assert page.status_code == 409
    assert f'value="{NAME}"' in page.text
    assert f'id="name-version" value="{now.version}"' in page.text
    assert "This was changed since you opened it" in tab(page.text)


def test_an_autosave_brings_the_version_of_the_name_form_up_to_date(cast, as_, check):
    answer = as_(cast.rita).post(f"/newsroom/checks/{check.pk}/autosave/", typed(check, headline="One"))
    check.refresh_from_db()
    assert f'id="name-version" value="{check.version}" hx-swap-oob="true"' in answer.text


def test_markup_in_a_name_is_inert(cast, as_, check):
    page = give(as_(cast.rita), check, "<b onclick=x>")
    assert "<b onclick" not in page.text + compare(as_(cast.rita), check).text


def test_versions_stand_with_their_events_newest_first(cast, as_, check):
    name(check, cast.rita)
    move(check, Action.SUBMIT, cast.rita, "Please look.")
    page = tab(workspace(as_(cast.ed), check))
    submitted = page.index("<b>Rita</b> submitted it for review")
    titles = re.findall(r">Version (\d)</span> ([^<]+)</p>", page)
    assert titles == [("2", "Submitted, round 1"), ("1", f"“{NAME}”")]
    assert submitted < page.index(">Version 2<") < page.index("named a version") < page.index(">Version 1<")


def test_autosaves_are_not_there(cast, as_, check):
    for headline in ("One", "Two"):
        as_(cast.rita).post(f"/newsroom/checks/{check.pk}/autosave/", typed(check, headline=headline))
    assert ">Version" not in workspace(as_(cast.rita), check)


def test_versions_older_than_the_events_shown_are_there_all_the_same(cast, as_, check, monkeypatch):
    name(check, cast.rita)
    monkeypatch.setattr("factchecks.views.history.EVENTS_SHOWN", 1)
    name(check, cast.rita, "The second one")
    page = tab(workspace(as_(cast.rita), check))
    assert page.index("“The second one”</p>") < page.index(f"“{NAME}”</p>")


def test_a_proposed_verdict_that_was_accepted_has_its_version(cast, as_):
    check = make_check(cast, State.REVIEW)
    check.refresh_from_db()
    from_page = {"version": check.version, "note": "Nine are not.", "verdict": "false", "origin": "review"}
    as_(cast.ed).post(f"/newsroom/checks/{check.pk}/do/propose_verdict/", from_page)
    move(check, Action.ACCEPT_VERDICT, cast.rita)
    page = tab(workspace(as_(cast.rita), check))
    assert page.index("accepted the proposed verdict") < page.index(">Version 2<") < page.index(">Version 1<")


@pytest.mark.parametrize("state", [State.REVIEW, State.PUBLISHED])
def test_a_locked_text_has_no_form_to_name_it_and_none_to_restore(cast, as_, state):
    check, client = make_check(cast, state), as_(cast.rita)
    assert 'name="name"' not in workspace(client, check)
    page = compare(client, check).text
    assert "/restore/" not in page
    assert "What changed" in page
    assert restore(client, check).status_code == 200
    assert check.editions.filter(reason="named").count() == 0


def test_the_newest_version_is_compared_with_now(cast, as_, check):
    name(check, cast.rita)
    write(check, cast.rita, body=BODY.replace("Twelve", "Eleven"), headline="Is each tram stop step-free?")
    page = compare(as_(cast.ed), check).text
    assert "<del>Twelve</del><ins>Eleven</ins> stops were rebuilt." in page
    assert "<del>every</del><ins>each</ins>" in page
    assert "the text as it is saved now" in page


def test_any_two_can_be_compared_and_the_older_one_comes_first(cast, as_, check):
    name(check, cast.rita)
    write(check, cast.rita, standfirst="Ten of 54 are not.")
    name(check, cast.rita, "Ten")
    write(check, cast.rita, standfirst="Eleven of 54 are not.")
    page = compare(as_(cast.rita), check, 2, 1).text
    assert "<del>Nine</del><ins>Ten</ins> of 54 are not." in page
    assert "Eleven" not in page
    assert "<ins>Eleven</ins>" in compare(as_(cast.rita), check, "now", 2).text


def test_two_that_are_equal_say_so(cast, as_, check):
    name(check, cast.rita)
    assert "Nothing differs" in compare(as_(cast.rita), check, 1, 1).text
    assert "Nothing differs" in compare(as_(cast.rita), check, "now", "now").text


def test_a_check_without_versions_says_how_they_come(cast, as_, check):
    assert "There is no version yet." in compare(as_(cast.rita), check).text


@pytest.mark.parametrize("asked", ["9", "-1", "x", "1;", "99999999999999999999"])
def test_a_version_that_does_not_exist_is_404(cast, as_, check, asked):
    name(check, cast.rita)
    assert compare(as_(cast.rita), check, asked).status_code == 404
    assert compare(as_(cast.rita), check, 1, asked).status_code == 404
    assert restore(as_(cast.rita), check, 9).status_code == 404


def test_outsiders_get_404(cast, as_, check):
    name(check, cast.rita)
    client = as_(cast.otto)
    for answer in (compare(client, check), give(client, check), restore(client, check)):
        assert answer.status_code == 404


def test_long_unchanged_stretches_are_folded_and_moved_paragraphs_are_marked(cast, as_, check):
    parts = [f"<p>Paragraph number {word} is here.</p>" for word in ("one", "two", "three", "four", "five")]
    write(check, cast.rita, body="".join(parts))
    name(check, cast.rita)
    write(check, cast.rita, body="".join([parts[4], *parts[:4]]))
    page = compare(as_(cast.rita), check).text
    assert "</span>Moved up</span>" in page
    assert "Moved up paragraph. " in page
    assert "3 unchanged paragraphs, <span>show</span>" in page
    assert "<del>" not in page


def test_sources_that_came_and_went_are_listed(cast, as_, check):
    name(check, cast.rita)
    sources.add_described(check_id=check.pk, title="Phone call", description="Today.", by=cast.rita)
    sources.remove(source_id=check.sources.current().first().pk, by=cast.rita)
    page = compare(as_(cast.rita), check).text
    assert '<span class="chip chip--line">Added</span> Phone call' in page
    assert re.search(r"Removed</span> <del>[^<]*council.example.org", page)


def test_a_source_that_became_confidential_is_hidden_in_old_versions_too(cast, as_, check):
    name(check, cast.rita)
    secret = check.sources.current().first()
    Source.objects.filter(pk=secret.pk).update(confidential=True, removed_at=None)
    assert "council.example.org" in compare(as_(cast.rita), check).text
    assert "council.example.org" not in compare(as_(cast.ines), check).text
    assert "council.example.org" not in compare(as_(cast.ines), check, 1, 1).text


def test_it_is_restored_and_undone(cast, as_, check):
    name(check, cast.rita)
    write(check, cast.rita, headline="Another headline")
    client = as_(cast.rita)
    assert "Sources, files, topics, and who said a claim that is still there" in compare(client, check).text
    page = restore(client, check).text
    assert "The texts of version 1 are back." in page
    assert FactCheck.objects.get(pk=check.pk).headline == "Is every tram stop step-free?"
    undo, version = re.search(
        r'action="([^"]*/history/2/restore/)".*?name="version" value="(\d+)"', page, re.S
    ).groups()
    client.post(undo, {"version": version})
    assert FactCheck.objects.get(pk=check.pk).headline == "Another headline"


def test_restoring_after_somebody_saved_is_409_and_tells_what_happened(cast, as_, check):
    name(check, cast.rita)
    seen = check.version
    write(check, cast.ines, headline="Another headline")
    for form in ({"version": seen}, {"version": "x"}, {"version": ""}):
        page = restore(as_(cast.rita), check, **form)
        assert page.status_code == 409
        assert "Rita named a version" in page.text
    assert FactCheck.objects.get(pk=check.pk).headline == "Another headline"


def test_what_is_gone_is_said_before_and_after(cast, as_, check):
    name(check, cast.rita)
    Verdict.objects.filter(slug="misleading").update(retired=True)
    sentence = "The verdict “Misleading” is not on the scale any more."
    assert sentence in compare(as_(cast.rita), check).text
    assert sentence in restore(as_(cast.rita), check).text


def test_who_may_only_read_compares_and_is_told_which_right_is_missing(cast, as_, check):
    name(check, cast.rita)
    grant(cast.otto, Right.READ, check)
    client = as_(cast.otto)
    page = compare(client, check)
    assert page.status_code == 200
    assert "/restore/" not in page.text
    assert give(client, check).status_code == 403
    assert restore(client, check).status_code == 403
    assert check.editions.count() == 1


@pytest.mark.parametrize("more", [1, 12])
def test_the_pages_take_the_same_queries_however_many_versions(cast, as_, check, more):
    client = as_(cast.rita)
    for number in range(more):
        name(check, cast.rita, f"Version {number}")
    assert queries(lambda: compare(client, check)) <= 25
    assert queries(lambda: workspace(client, check)) <= 20


def test_the_list_reads_no_contents(cast, check):
    name(check, cast.rita)
    assert versions.listed(check)[0].get_deferred_fields() == {"content", "html", "claim_review"}


def test_what_was_done_is_said_once_on_a_page_and_in_the_side_alone(cast, as_, check):
    client, said = as_(cast.rita), f"Kept as “{NAME}”."
    assert give(client, check).text.count(said) == 1
    form = {"version": check.version, "name": NAME}
    answer = client.post(f"/newsroom/checks/{check.pk}/history/name/", form, headers=HTMX)
    assert answer.text.count(said) == 1
