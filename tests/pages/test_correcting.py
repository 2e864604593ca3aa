"""The workspace, the review and Home while something published is corrected, retracted or put back."""

import pytest
from django.urls import reverse

from factchecks.models import Correction, FactCheck, Verdict, queues
from factchecks.models.homerow import Task
from factchecks.states import Action, State
from tests.factories import NOW, WRONG, correct, make_check, move, publish_again, reword
from tests.pages.typed import queries, typed


@pytest.fixture
def check(cast):
    return make_check(cast, State.PUBLISHED)


def address(check, name="workspace", *more):
    return reverse(name, args=[check.pk, *more])


def act(client, check, action, note=""):
    version = FactCheck.objects.get(pk=check.pk).version
    return client.post(address(check, "check_do", action), {"version": version, "note": note}, follow=True)


def shown(client, check, name="workspace"):
    return client.get(address(check, name)).content.decode()


def words(check, **more):
    """The whole form of the workspace as it is sent."""
    told = {"correction_kind": "correction", "correction_wrong": WRONG, "correction_now": NOW}
    return typed(FactCheck.objects.get(pk=check.pk), **told | more)


def test_one_press_opens_a_correction(cast, as_, check):
    page = act(as_(cast.rita), check, "open_correction").content.decode()
    assert "Readers see the page as it is until an editor has approved it." in page
    assert 'name="correction_wrong"' in page
    assert "Submit correction" in page
    assert "Published, correction in research" in as_(cast.rita).get("/newsroom/checks/").content.decode()


@pytest.mark.parametrize("name", ["ines", "otto"])
def test_others_are_not_offered_it(cast, as_, check, name):
    answer = as_(getattr(cast, name)).get(address(check))
    assert 'name="then" value="open_correction"' not in answer.content.decode()
    assert "/do/open_correction/" not in answer.content.decode()


def test_its_words_are_saved_with_the_article(cast, as_, check):
    check = move(check, Action.OPEN_CORRECTION, cast.rita)
    client = as_(cast.rita)
    assert client.post(address(check), words(check)).status_code == 302
    assert client.post(address(check, "workspace_autosave"), words(check, correction_kind="update")).status_code == 200
    found = Correction.objects.get()
    assert (found.kind, found.wrong, found.now) == ("update", WRONG, NOW)
    assert WRONG in shown(client, check)


def test_without_words_the_button_says_what_is_missing(cast, as_, check):
    check = move(check, Action.OPEN_CORRECTION, cast.rita)
    given = words(check, correction_wrong="", then="submit")
    answer = as_(cast.rita).post(address(check), given)
    assert answer.status_code == 422
    assert "Say for readers what was wrong, and what it says now." in answer.content.decode()


def test_a_kind_that_is_none_is_said_and_nothing_is_lost(cast, as_, check):
    check = move(check, Action.OPEN_CORRECTION, cast.rita)
    answer = as_(cast.rita).post(address(check), words(check, correction_kind="retraction"))
    assert answer.status_code == 422
    assert WRONG in answer.content.decode()
    assert Correction.objects.get().kind == "correction"


def test_words_saved_meanwhile_are_shown_beside_ones_own(cast, as_, check):
    check = correct(check, cast.rita)
    mine = words(check, correction_wrong="It was otherwise.")
    reword(check, cast.ed, kind="correction", wrong="What Ed says.")
    answer = as_(cast.rita).post(address(check), mine)
    assert answer.status_code == 409
    assert "What Ed says." in answer.content.decode()
    assert "It was otherwise." in answer.content.decode()


def test_the_reviewer_sees_the_notice_and_what_changed_since_it_was_published(cast, as_, check):
    check = reword(correct(check, cast.rita), cast.rita, kind="correction", standfirst="Eight are not.")
    check = move(check, Action.SUBMIT, cast.rita)
    page = shown(as_(cast.mo), check, "review")
    assert "Changes since it was published" in page
    assert WRONG in page
    assert "<ins>Eight</ins>" in page
    move(check, Action.APPROVE, cast.ed)
    assert "Publish the correction" in shown(as_(cast.mo), check, "review")


def test_it_can_be_discarded_from_the_menu_and_from_review(cast, as_, check):
    check = correct(check, cast.rita)
    assert 'value="discard_correction"' in shown(as_(cast.rita), check)
    check = move(check, Action.SUBMIT, cast.rita)
    assert "/do/discard_correction/" in shown(as_(cast.rita), check)
    page = act(as_(cast.rita), check, "discard_correction").content.decode()
    assert "The text is again what readers see." in page
    assert FactCheck.objects.get(pk=check.pk).state == State.PUBLISHED


def test_a_chief_editor_asks_and_a_second_editor_confirms(cast, as_, check):
    chief, editor = as_(cast.cleo), as_(cast.ed)
    assert "Say for readers why it is retracted." in shown(chief, check)
    assert "Say for readers why it is retracted." not in shown(editor, check)
    act(chief, check, "retract", "The table was withdrawn.")
    assert "Confirm: readers see it at once" not in shown(chief, check)
    assert "Confirm: readers see it at once" in shown(editor, check)
    act(editor, check, "confirm_request")
    assert "Retracted" in editor.get("/newsroom/checks/").content.decode()
    assert "as readers see it:" in shown(editor, check)


def test_a_reason_that_is_missing_is_asked_for_at_its_field(cast, as_, check):
    page = act(as_(cast.cleo), check, "retract").content.decode()
    assert 'id="retract-e"' in page
    assert 'aria-invalid="true"' in page
    long = act(as_(cast.cleo), check, "retract", "x" * 1001).content.decode()
    assert "Shorten the note to 1000 characters; it has 1001." in long
    assert "x" * 1001 in long


def test_home_tells_the_editors_who_may_confirm(cast, check):
    move(check, Action.RETRACT, cast.cleo, "The table was withdrawn.")
    [row] = queues.do_now(cast.ed)
    assert (row.task, row.who, row.note) == (Task.CONFIRM, "Cleo", "The table was withdrawn.")
    assert [queues.do_now(one) for one in (cast.cleo, cast.rita, cast.noor)] == [[], [], []]


def test_home_shows_who_asks_and_why(cast, as_, check):
    move(check, Action.RETRACT, cast.cleo, "The table was withdrawn.")
    page = as_(cast.ed).get("/newsroom/").content.decode()
    assert "Cleo asks you to confirm: retraction." in page
    assert "Look and confirm" in page


def test_the_preview_shows_the_notice_before_it_goes_out(cast, as_, check):
    check = correct(check, cast.rita)
    page = shown(as_(cast.rita), check, "preview")
    assert WRONG in page
    assert NOW in page


def test_a_correction_stays_within_the_budgets_of_every_move(cast, check):
    check = reword(correct(check, cast.rita), cast.rita, kind="correction", verdict="false")
    check = move(publish_again(check, cast, cast.rita), Action.OPEN_CORRECTION, cast.rita)
    check = reword(check, cast.rita, kind="correction", verdict="true")
    assert queries(lambda: move(check, Action.SUBMIT, cast.rita)) <= 20
    approved = queries(lambda: move(check, Action.APPROVE, cast.ed))
    assert approved + queries(lambda: move(check, Action.PUBLISH, cast.ed)) <= 25
    assert Verdict.objects.get(slug="true") == Correction.objects.first().new_verdict
