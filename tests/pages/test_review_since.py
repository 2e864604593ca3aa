"""What happened since the last look: sources to lay side by side, what is not ready any more, who has approved."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Approval, Desk
from factchecks.services import discussion, settling, sources
from factchecks.states import Action, State
from tests.factories import add_page, move
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

NOTE = "Say since when."


def page(client, check):
    return LexborHTMLParser(client.get(f"/newsroom/checks/{check.pk}/review/").text)


def text(node):
    return " ".join(node.text().split())


def test_a_changed_source_leads_to_its_versions_side_by_side_when_a_copy_is_kept(cast, as_):
    check = move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, NOTE)
    kept = add_page(check, "https://register.example.org/stops", "Nine of 54 stops.", cast.rita)
    call = sources.add_described(check_id=check.pk, title="Call", description="By phone.", by=cast.rita)
    found = page(as_(cast.ed), move(check, Action.SUBMIT, cast.rita))
    button = found.css_first(f"#source-{kept.pk} .btn")
    assert button.attributes["href"] == f"/newsroom/sources/{kept.pk}/?view=compare"
    assert text(button).startswith("Open side by side")
    assert found.css_first(f"#source-{call.pk} .btn").attributes["href"] == f"/newsroom/sources/{call.pk}/"
    assert len(found.css(".src .btn")) == 2


def test_what_is_not_ready_any_more_is_said_where_one_decides(cast, as_):
    check, client = make_check(cast, State.REVIEW), as_(cast.ed)
    assert page(client, check).css_first("#fell") is None
    thread = discussion.start(check_id=check.pk, by=cast.rita, text="Wait.", blocking=True).thread
    fell = text(page(client, check).css_first("#decide #fell"))
    assert fell.startswith("Readiness fell: ")
    sentence = fell.removeprefix("Readiness fell: ")
    assert text(page(client, check).css_first("#decide")).count(sentence) == 1
    settling.resolve(thread_id=thread.pk, by=cast.rita)
    assert page(client, check).css_first("#fell") is None


@pytest.mark.parametrize(("needed", "rest"), [(2, "One more editor has to."), (3, "2 more editors have to.")])
def test_who_has_approved_is_told_with_the_time_and_how_many_are_missing(cast, as_, needed, rest):
    Desk.objects.filter(pk=cast.transport.pk).update(approvals_required=needed)
    check = move(make_check(cast, State.REVIEW), Action.APPROVE, cast.ed)
    found = page(as_(cast.mo), check).css_first("#approved-so-far")
    at = found.css_first("time")
    assert at.attributes["datetime"][:10] == Approval.objects.get().at.date().isoformat()
    assert text(found) == f"1 of {needed} have approved: Ed at {at.text()}. {rest}"
    assert "have approved: you at" in text(page(as_(cast.ed), check).css_first("#approved-so-far"))


def test_when_all_have_approved_nobody_is_waited_for(cast, as_):
    Desk.objects.filter(pk=cast.transport.pk).update(approvals_required=2)
    check = move(move(make_check(cast, State.REVIEW), Action.APPROVE, cast.ed), Action.APPROVE, cast.mo)
    found = page(as_(cast.mo), check)
    assert found.css_first("#approved-so-far") is None
    assert len(found.css(".decide .notice--ok")) == 2
