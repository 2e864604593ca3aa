"""Tasks about sources: opened once a change and source, closed by themselves or by people with the right to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.links.standing import alert as told_of
from factchecks.links.status import LinkStatus, Standing
from factchecks.links.status import State as LinkState
from factchecks.models import Alert, Event, FactCheck, Link, Outcome, Source
from factchecks.services import alerts
from factchecks.services.alerts import NO_SOURCE, NO_TASK
from factchecks.states import State
from tests.factories import make_check
from tests.pages.broken import ask, first

NOW = timezone.now()
FINE = LinkStatus(state=LinkState.OK)
WHY = "The archive has the same table."


@pytest.fixture
def published(cast):
    return make_check(cast, State.PUBLISHED)


def dead(days=7):
    """Told to be dead, not found since so many days."""
    return LinkStatus(state=LinkState.DEAD, standing=Standing.DEAD, not_found_since=NOW - timedelta(days=days))


def tell(source, before, after):
    """What the watch does with a change."""
    told = told_of(before, after)
    if told:
        alerts.tell(link=source.link, told=told, status=after, at=NOW)


def test_a_dead_page_opens_a_task_that_says_since_when(published):
    source = first(published)
    tell(source, FINE, dead())
    alert = Alert.objects.get()
    since = NOW - timedelta(days=7)
    assert (alert.factcheck, alert.source, alert.state) == (published, source, "dead")
    assert alert.detail.startswith(f"The source has not been found since {since.day} {since:%B %Y}.")
    assert alert.detail.endswith("Does the verdict still hold?")


def test_every_article_that_cites_it_is_asked(cast, published):
    make_check(cast, State.PUBLISHED)
    make_check(cast, State.RESEARCH)
    tell(first(published), FINE, dead())
    assert Alert.objects.count() == 2


def test_the_same_change_is_told_once(published):
    source = first(published)
    for _ in range(3):
        tell(source, FINE, dead())
    assert Alert.objects.count() == 1
    assert [one for one in Event.objects.values_list("verb", flat=True) if one == "alert"] == ["alert"]


def test_dead_once_more_after_it_was_back_is_another_change(published):
    source = first(published)
    tell(source, FINE, dead(days=30))
    tell(source, dead(days=30), FINE)
    tell(source, FINE, dead(days=7))
    assert [one.closed_at is None for one in Alert.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize("state", [LinkState.UNSTABLE, LinkState.FAILING, LinkState.UNKNOWN])
def test_what_may_pass_by_itself_opens_none(published, state):
    tell(first(published), FINE, LinkStatus(state=state))
    assert not Alert.objects.exists()


def test_a_page_that_is_back_closes_its_task(published):
    source = first(published)
    tell(source, FINE, dead())
    tell(source, dead(), FINE)
    alert = Alert.objects.get()
    assert (alert.outcome, alert.closed_at, alert.closed_by) == (Outcome.RECOVERED, NOW, None)


@pytest.mark.parametrize("hide", ["removed", "taken_down"])
def test_what_readers_do_not_see_opens_none(published, hide):
    source = first(published)
    if hide == "removed":
        Source.objects.update(removed_at=NOW)
    else:
        FactCheck.objects.update(taken_down_at=NOW)
    tell(source, FINE, dead())
    assert not Alert.objects.exists()


def test_the_verdict_holds_is_kept_with_its_reason(cast, published):
    task = ask(first(published))
    answered = alerts.answer(alert_id=task.pk, by=cast.rita, note=f"  {WHY} ")
    assert (answered.outcome, answered.closed_by, answered.note) == (Outcome.HOLDS, cast.rita, WHY)
    event = Event.objects.get(verb="verdict_holds")
    assert (event.reason, event.actor) == (WHY, cast.rita.pk)


def test_an_answer_needs_a_reason_and_an_open_task(cast, published):
    task = ask(first(published))
    with pytest.raises(Refused, match="Say in a sentence"):
        alerts.answer(alert_id=task.pk, by=cast.ed, note=" ")
    alerts.answer(alert_id=task.pk, by=cast.ed, note=WHY)
    with pytest.raises(Refused, match="answered already"):
        alerts.answer(alert_id=task.pk, by=cast.rita, note="Another.")


@pytest.mark.parametrize("name", ["otto", "noor", "ada", "sue"])
def test_nobody_answers_for_another_desk(cast, published, name):
    source = first(published)
    task = ask(source)
    by = getattr(cast, name)
    with pytest.raises(NotFound, match=NO_TASK):
        alerts.answer(alert_id=task.pk, by=by, note=WHY)
    with pytest.raises(NotFound, match=NO_SOURCE):
        alerts.cite_copies(source_ids=[source.pk], by=by)
    assert Alert.objects.get().closed_at is None


@pytest.fixture
def secret(published):
    """The first source, which is confidential."""
    Source.objects.filter(pk=first(published).pk).update(confidential=True)
    return first(published)


@pytest.mark.parametrize("name", ["ines", "ed", "mo"])
def test_nobody_answers_for_a_confidential_source_that_they_may_not_see(cast, secret, name):
    task, by = ask(secret), getattr(cast, name)
    with pytest.raises(NotFound, match=NO_TASK):
        alerts.answer(alert_id=task.pk, by=by, note=WHY)
    with pytest.raises(NotFound, match=NO_SOURCE):
        alerts.cite_copies(source_ids=[secret.pk], by=by)
    assert Alert.objects.get().closed_at is None


def test_who_works_on_the_check_answers_for_its_confidential_source(cast, secret):
    assert alerts.answer(alert_id=ask(secret).pk, by=cast.rita, note=WHY).closed_by == cast.rita


def test_who_may_only_read_may_not_answer(cast, published):
    rights = cast.transport.deskgroupobjectpermission_set
    rights.filter(permission__codename__in=("draft_for_desk", "review_for_desk")).delete()
    source = first(published)
    task = ask(source)
    with pytest.raises(NotAllowed, match="right to write or to review"):
        alerts.answer(alert_id=task.pk, by=cast.ines, note=WHY)
    with pytest.raises(NotAllowed):
        alerts.cite_copies(source_ids=[source.pk], by=cast.ines)


def test_citing_the_copies_closes_their_tasks_and_leaves_the_approval(cast, published):
    chosen = [one.pk for one in published.sources.current()]
    task = ask(first(published))
    alerts.cite_copies(source_ids=chosen, by=cast.ed)
    task.refresh_from_db()
    after = FactCheck.objects.get(pk=published.pk)
    assert task.outcome == Outcome.COPY
    assert Source.objects.filter(cite_copy=True).count() == 2
    assert (after.digest, after.version, after.state) == (published.digest, published.version, published.state)
    assert Event.objects.filter(verb="cite_copy").count() == 2


def test_one_without_a_copy_and_none_is_cited(cast, published):
    one, other = published.sources.current()
    Link.objects.filter(pk=other.link_id).update(latest_snapshot=None)
    with pytest.raises(Refused, match="no kept copy of"):
        alerts.cite_copies(source_ids=[one.pk, other.pk], by=cast.ed)
    assert not Event.objects.filter(verb="cite_copy").exists()


def test_one_that_is_not_there_and_none_is_cited(cast, published):
    with pytest.raises(NotFound, match=NO_SOURCE):
        alerts.cite_copies(source_ids=[first(published).pk, 77], by=cast.ed)
    with pytest.raises(NotFound, match=NO_TASK):
        alerts.answer(alert_id=77, by=cast.ed, note=WHY)
