"""The review page and the door of all moves: what the reviewer sees, what is refused, what follows."""

import pytest

from factchecks.models import Desk, FactCheck, Source
from factchecks.services import checks, sources
from factchecks.states import Action, State
from tests.factories import BODY, CLAIM, move
from tests.pages.lists import make_checks
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

NOTE = "Say since when the register exists."


def review(client, check, show=""):
    """The page as text."""
    return client.get(f"/newsroom/checks/{check.pk}/review/?show={show}").text


def act(client, check, action, **typed):
    """A move with the version as it is now, unless another is given."""
    check.refresh_from_db()
    form = {"version": check.version, "origin": "review"} | typed
    return client.post(f"/newsroom/checks/{check.pk}/do/{action}/", form, follow=True)


def second_round(cast, **values):
    """Sent back by Ed, changed by Rita, submitted again."""
    check = move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, NOTE)
    checks.save_text(check_id=check.pk, by=cast.rita, seen_version=check.version, values=values)
    return move(check, Action.SUBMIT, cast.rita, "The register starts in 2011.")


def test_it_approves_and_then_publishes(cast, as_):
    check, client = make_check(cast, State.REVIEW), as_(cast.ed)
    assert "Approve verdict “Misleading”" in review(client, check)
    page = act(client, check, "approve")
    assert page.redirect_chain[-1][0].endswith("/review/")
    assert "Undo" in page.text
    assert "Publish now" in page.text
    act(client, check, "publish")
    assert FactCheck.objects.public().filter(pk=check.pk).exists()


def test_the_undo_after_approving_takes_the_approval_back(cast, as_):
    check, client = make_check(cast, State.REVIEW), as_(cast.ed)
    assert 'id="take-back"' in act(client, check, "approve").text
    act(client, check, "take_back_approval")
    check.refresh_from_db()
    assert check.approved_digest == ""
    assert "Approve verdict" in review(client, check)


def test_the_author_is_told_why_instead_of_getting_buttons(cast, as_):
    check = make_check(cast, State.REVIEW)
    page = review(as_(cast.rita), check)
    assert "You worked on this check, so a different person has to decide." in page
    assert "/do/approve/" not in page
    assert "/do/send_back/" not in page
    assert "Take back from review" in page


def test_a_colleague_without_the_right_is_told_which_one_is_missing(cast, as_):
    page = review(as_(cast.ines), make_check(cast, State.REVIEW))
    assert "right to review checks" in page
    assert "/do/approve/" not in page


def test_outsiders_get_404(cast, as_):
    check = make_check(cast, State.REVIEW)
    client = as_(cast.otto)
    assert client.get(f"/newsroom/checks/{check.pk}/review/").status_code == 404
    assert act(client, check, "approve").status_code == 404


@pytest.mark.parametrize("note", ["", "  \n "])
def test_a_blank_note_is_refused_with_the_message_at_the_field(cast, as_, note):
    check, client = make_check(cast, State.REVIEW), as_(cast.ed)
    page = act(client, check, "send_back", note=note).text
    assert "<title>Error: Review" in page
    assert 'href="#note" data-sentence>Say what must change.' in page
    assert 'aria-invalid="true"' in page
    assert FactCheck.objects.get(pk=check.pk).state == "review"
    assert 'aria-invalid="true"' not in review(client, check)


def test_a_note_that_is_too_long_is_refused_and_kept(cast, as_):
    check = make_check(cast, State.REVIEW)
    page = act(as_(cast.ed), check, "send_back", note="long " * 500).text
    assert "Shorten the note to 2000 characters" in page
    assert "long long long" in page
    assert FactCheck.objects.get(pk=check.pk).state == "review"


def test_the_next_round_shows_both_notes(cast, as_):
    page = review(as_(cast.ed), second_round(cast, headline="Is every stop step-free?"))
    assert "Round 2" in page
    assert "The register starts in 2011." in page
    assert "You asked in round 1" in page
    assert NOTE in page


def test_a_first_round_is_shown_clean(cast, as_):
    page = review(as_(cast.ed), make_check(cast, State.REVIEW))
    assert "First look" in page
    assert "<ins>" not in page
    assert "Twelve stops were rebuilt." in page


def test_the_reviewer_sees_what_changed_by_word(cast, as_):
    body = BODY.replace("Twelve stops", "Eleven stops")
    page = review(as_(cast.ed), second_round(cast, body=body, standfirst="Nine of 54 still are not."))
    assert "<del>Twelve</del><ins>Eleven</ins> stops were rebuilt." in page
    assert "Changed paragraph. " in page
    assert "Nine of 54 <ins>still </ins>are not." in page
    assert "+2 −1" in page
    assert "<b>Verdict</b> unchanged" in page


def test_the_clean_view_has_no_marks(cast, as_):
    check = second_round(cast, body=BODY.replace("Twelve", "Eleven"))
    page = review(as_(cast.ed), check, show="clean")
    assert "Eleven stops were rebuilt." in page
    assert "<del>" not in page


def test_the_comparison_is_with_what_this_reviewer_saw_last(cast, as_):
    check = second_round(cast, headline="Second headline")
    check = move(check, Action.SEND_BACK, cast.mo, "Shorter.")
    values = {"standfirst": "Nine are not."}
    checks.save_text(check_id=check.pk, by=cast.rita, seen_version=check.version, values=values)
    check = move(check, Action.SUBMIT, cast.rita)
    assert "<ins>Second headline</ins>" in review(as_(cast.ed), check)
    assert "Changes since Mo" not in review(as_(cast.ed), check)
    assert "<ins>Second headline</ins>" not in review(as_(cast.mo), check)


def test_added_and_removed_sources_are_counted(cast, as_):
    check = move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, NOTE)
    sources.add_described(check_id=check.pk, title="Phone call", description="With the office, today.", by=cast.rita)
    page = review(as_(cast.ed), move(check, Action.SUBMIT, cast.rita))
    assert "<b>1</b> source added" in page
    assert "New since then" in page


def test_a_source_that_became_confidential_is_not_told_as_removed_to_a_mere_colleague(cast, as_):
    check = move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, NOTE)
    check = move(check, Action.SUBMIT, cast.rita)
    Source.objects.filter(pk=check.sources.current().first().pk).update(confidential=True)
    assert "Removed since then" in review(as_(cast.ed), check)
    assert "council.example.org" not in review(as_(cast.ines), check)


def test_nothing_changed_is_said(cast, as_):
    check = move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, NOTE)
    assert "Nothing changed</b> since round 1" in review(as_(cast.ed), move(check, Action.SUBMIT, cast.rita))


def test_markup_in_the_texts_is_inert(cast, as_):
    evil = "<script>alert(1)</script>"
    body = f"{BODY}<p>{evil.replace('<', '&lt;')} <img src=x onerror=alert(1)></p>"
    page = review(as_(cast.ed), second_round(cast, headline=evil, standfirst=f"\"'>{evil}", body=body))
    assert evil not in page
    assert "onerror" not in page
    assert "&lt;script&gt;" in page


def test_a_note_with_markup_is_inert(cast, as_):
    check = move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, "<b onclick=x>Year?</b>")
    page = review(as_(cast.ed), move(check, Action.SUBMIT, cast.rita))
    assert "<b onclick" not in page
    assert "&lt;b onclick=x&gt;Year?" in page


def test_two_approvers_are_counted(cast, as_):
    Desk.objects.filter(pk=cast.transport.pk).update(approvals_required=2)
    check = make_check(cast, State.REVIEW)
    page = act(as_(cast.ed), check, "approve").text
    assert "1 of 2 approvals" in page
    assert "Another editor has to approve it too." in page
    page = act(as_(cast.mo), check, "approve").text
    assert "2 of 2 approvals" in page
    assert "Publish now" in page


def test_next_in_queue_goes_round_those_that_wait(cast, as_, monkeypatch):
    first, second, third = make_checks(monkeypatch, cast, State.REVIEW, 3)
    link = '<a class="btn" href="/newsroom/checks/{}/review/" id="next-in-queue">'
    assert link.format(second.pk) in review(as_(cast.ed), first)
    assert link.format(first.pk) in review(as_(cast.ed), third)
    move(second, Action.APPROVE, cast.mo)
    assert link.format(third.pk) in review(as_(cast.ed), first)


def test_ones_own_check_is_not_next_in_the_queue(cast, as_, monkeypatch):
    first, _ = make_checks(monkeypatch, cast, State.REVIEW, by=cast.mo)
    assert "next-in-queue" not in review(as_(cast.mo), first)


def test_it_says_when_there_is_nothing_to_decide(cast, as_):
    page = review(as_(cast.ed), make_check(cast, State.RESEARCH))
    assert "not in review" in page
    assert "/do/" not in page


@pytest.mark.parametrize("more", [0, 12])
def test_the_page_takes_the_same_queries_however_many_sources(cast, as_, more, django_assert_max_num_queries):
    check = make_check(cast, State.RESEARCH)
    for n in range(more):
        sources.add_described(check_id=check.pk, title=f"Call {n}", description="By phone.", by=cast.rita)
    check, client = move(check, Action.SUBMIT, cast.rita), as_(cast.ed)
    with django_assert_max_num_queries(28):
        review(client, check)


def test_the_two_texts_stand_side_by_side(cast, as_):
    body = BODY.replace("Twelve stops", "Eleven stops") + "<p>The council agreed with it in May.</p>"
    page = review(as_(cast.ed), second_round(cast, body=body), show="side")
    assert '<a href="?show=side" data-key="2" aria-current="true">' in page
    assert "<del>Twelve</del> stops were rebuilt." in page
    assert "<ins>Eleven</ins> stops were rebuilt." in page
    assert "<del>Twelve</del><ins>" not in page
    assert "Not there before" in page


def test_a_moved_paragraph_is_marked_as_moved_on_both_ways(cast, as_):
    parts = [f"<p>Paragraph number {word} is here.</p>" for word in ("one", "two", "three", "four", "five")]
    check = move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, NOTE)
    values = {"body": "".join(parts)}
    check = checks.save_text(check_id=check.pk, by=cast.rita, seen_version=check.version, values=values)
    check = move(move(check, Action.SUBMIT, cast.rita), Action.SEND_BACK, cast.ed, NOTE)
    values = {"body": "".join([*parts[1:], parts[0]])}
    check = checks.save_text(check_id=check.pk, by=cast.rita, seen_version=check.version, values=values)
    check = move(check, Action.SUBMIT, cast.rita)
    for show in ("changes", "side"):
        page = review(as_(cast.ed), check, show=show)
        assert page.count("</span>Moved down</span>") == 1
        assert "unchanged paragraphs, <span>show</span>" in page


@pytest.mark.parametrize("show", ["side", "changes", "nonsense"])
def test_a_first_round_has_nothing_to_put_beside_it(cast, as_, show):
    page = review(as_(cast.ed), make_check(cast, State.REVIEW), show=show)
    assert 'data-key="2"' not in page
    assert "Not there before" not in page
    assert "Twelve stops were rebuilt." in page


def test_a_claim_that_is_long_for_the_data_is_a_matter_of_advice(cast, as_):
    check, said = make_check(cast, State.RESEARCH), "The claim has more than 75 characters"
    check.claims.update(text=f"{CLAIM} {CLAIM}")
    check = move(check, Action.SUBMIT, cast.rita)
    page = review(as_(cast.ed), check)
    assert said in page
    assert said not in review(as_(cast.ed), make_check(cast, State.REVIEW))
    assert move(check, Action.APPROVE, cast.ed).approved_digest
