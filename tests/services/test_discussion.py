"""The discussion: who may write, answer and resolve, what is kept until the decision, what the ledger is told."""

import json

import pytest
import time_machine
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import Comment, Event, FactCheck, Source, Thread
from factchecks.models.facts import facts_of
from factchecks.services import access, comments, discussion, ledger, settling
from factchecks.services.anchoring import About
from factchecks.states import Action, State
from tests.factories import make_user, move
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

WORDS = "Twelve stops were rebuilt."
SECRET = "I doubt that the chair counted them."


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


@pytest.fixture
def reviewed(cast):
    return make_check(cast, State.REVIEW)


def say(check, by, text="Since when?", **more):
    return discussion.start(check_id=check.pk, by=by, text=text, **more)


def read_by(check, user):
    """Texts of the comments that the person may read."""
    found = Thread.objects.visible_to(user, FactCheck.objects.get(pk=check.pk)).with_comments(user)
    return [one.text for thread in found for one in thread.shown]


def events(check):
    return list(Event.objects.filter(chain=ledger.chain_of(check)).order_by("seq"))


@pytest.mark.parametrize("name", ["rita", "ines", "ed", "cleo"])
def test_whoever_may_read_the_check_may_comment(cast, check, name):
    comment = say(check, getattr(cast, name))
    assert comment.sent_at
    assert read_by(check, cast.rita) == ["Since when?"]


@pytest.mark.parametrize("name", ["otto", "noor", "ada", "sue"])
def test_others_do_not_learn_that_it_is_there(cast, check, name):
    thread_id, outsider = say(check, cast.rita).thread_id, getattr(cast, name)
    with pytest.raises(NotFound):
        say(check, outsider)
    with pytest.raises(NotFound):
        discussion.reply(thread_id=thread_id, by=outsider, text="Me too.")
    with pytest.raises(NotFound):
        settling.resolve(thread_id=thread_id, by=outsider)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001])
def test_no_words_or_too_many_are_refused(cast, check, text):
    with pytest.raises(Refused):
        say(check, cast.rita, text)
    assert not Thread.objects.exists()


def test_words_of_the_article_are_kept_with_what_stands_around_them(cast, check):
    thread = say(check, cast.ed, about=About(exact="  were\n rebuilt ")).thread
    assert (thread.exact, thread.after) == ("were rebuilt", ".")
    assert thread.before.endswith("What changed Twelve stops ")


def test_words_that_the_article_has_not_are_refused(cast, check):
    with pytest.raises(Refused, match="not in the article"):
        say(check, cast.ed, about=About(exact="Forty stops"))


def test_a_thread_is_about_one_thing(cast, check):
    source = check.sources.first()
    with pytest.raises(Refused, match="not both"):
        say(check, cast.ed, about=About(exact=WORDS, source_id=source.pk))
    assert say(check, cast.ed, about=About(source_id=source.pk)).thread.source == source


def test_a_source_of_another_check_is_refused(cast, check):
    other = make_check(cast, State.RESEARCH, by=cast.ines).sources.first()
    with pytest.raises(Refused, match="not in the list"):
        say(check, cast.rita, about=About(source_id=other.pk))


def test_what_is_said_about_a_confidential_source_stays_with_those_who_may_read_it(cast, check):
    source = check.sources.first()
    Source.objects.filter(pk=source.pk).update(confidential=True)
    thread = say(check, cast.rita, SECRET + " @Ines", about=About(source_id=source.pk)).thread
    assert read_by(check, cast.rita) == [SECRET + " @Ines"]
    assert read_by(check, cast.ines) == []
    assert not thread.comments.get().mentions.exists()
    with pytest.raises(NotFound):
        discussion.reply(thread_id=thread.pk, by=cast.ines, text="What?")


@pytest.mark.parametrize(("name", "may"), [("ines", True), ("rita", True), ("ed", True), ("mo", True), ("una", False)])
def test_the_starter_the_author_and_editors_resolve(cast, check, name, may):
    thread_id = say(check, cast.ines).thread_id
    cast_and_una = vars(cast) | {"una": make_user("Una", *cast.ines.groups.all())}
    by = cast_and_una[name]
    if not may:
        with pytest.raises(NotAllowed):
            settling.resolve(thread_id=thread_id, by=by)
        return
    assert settling.resolve(thread_id=thread_id, by=by)
    assert Thread.objects.get(pk=thread_id).resolved_by == by


def test_a_resolved_thread_takes_no_reply_until_it_is_open_again(cast, check):
    thread_id = say(check, cast.ed).thread_id
    settling.resolve(thread_id=thread_id, by=cast.rita)
    for work in (lambda: discussion.reply(thread_id=thread_id, by=cast.ed, text="But"), lambda: resolve(thread_id)):
        with pytest.raises(Refused, match="resolved"):
            work()
    settling.reopen(thread_id=thread_id, by=cast.ed)
    with pytest.raises(Refused, match="open already"):
        settling.reopen(thread_id=thread_id, by=cast.ed)
    assert discussion.reply(thread_id=thread_id, by=cast.ed, text="But").sent_at


def resolve(thread_id):
    return settling.resolve(thread_id=thread_id, by=Thread.objects.get(pk=thread_id).started_by)


def test_the_ledger_is_told_ids_and_never_words(cast, check):
    comment = say(check, cast.ed, SECRET)
    settling.resolve(thread_id=comment.thread_id, by=cast.rita)
    told = events(check)[-2:]
    assert [(one.verb, one.actor) for one in told] == [("comment", cast.ed.pk), ("resolve", cast.rita.pk)]
    assert [one.details for one in told] == [{"comments": [comment.pk]}, {"thread": comment.thread_id}]
    assert SECRET not in json.dumps(list(Event.objects.values()), default=str)
    assert list(ledger.faults()) == []


def test_a_blocking_thread_keeps_the_check_from_review_until_it_is_resolved(cast, check):
    thread_id = say(check, cast.ed, blocking=True).thread_id
    say(check, cast.ed)
    with pytest.raises(Refused, match="One comment that must be settled"):
        move(check, Action.SUBMIT, cast.rita)
    settling.resolve(thread_id=thread_id, by=cast.ed)
    assert move(check, Action.SUBMIT, cast.rita).state == State.REVIEW


def test_a_blocking_thread_keeps_an_approved_check_from_readers(cast):
    check = make_check(cast, State.REVIEW, approved=True)
    say(check, cast.mo, blocking=True)
    with pytest.raises(Refused, match="One comment that must be settled"):
        move(check, Action.PUBLISH, cast.ed)


def test_threads_that_block_are_counted_once_each_and_only_when_sent(cast, reviewed):
    thread_id = say(reviewed, cast.rita, blocking=True).thread_id
    discussion.reply(thread_id=thread_id, by=cast.rita, text="And where?")
    say(reviewed, cast.ed, blocking=True)
    assert facts_of(access.get_check(check_id=reviewed.pk, by=cast.rita)).open_blocking == 1


@pytest.mark.parametrize("action", [Action.SEND_BACK, Action.APPROVE])
def test_what_a_reviewer_writes_is_sent_together_with_the_decision(cast, reviewed, action):
    thread_id = say(reviewed, cast.rita, "Ask me.").thread_id
    kept = [say(reviewed, cast.ed, SECRET), discussion.reply(thread_id=thread_id, by=cast.ed, text="Why?")]
    assert [one.sent_at for one in kept] == [None, None]
    assert read_by(reviewed, cast.rita) == ["Ask me."]
    assert read_by(reviewed, cast.mo) == ["Ask me."]
    assert len(read_by(reviewed, cast.ed)) == 3
    move(reviewed, action, cast.ed, "See my comments.")
    assert sorted(read_by(reviewed, cast.rita)) == sorted(["Ask me.", "Why?", SECRET])
    assert [one.verb for one in events(reviewed)][-2:] == [action.value, "comment"]
    assert events(reviewed)[-1].details == {"comments": [one.pk for one in kept]}


def test_nothing_is_told_of_a_comment_that_is_not_sent(cast, reviewed):
    before = len(events(reviewed))
    comment = say(reviewed, cast.ed, f"{SECRET} @Rita")
    comments.edit(comment_id=comment.pk, by=cast.ed, text="Other words. @Rita")
    assert not Comment.objects.asking(cast.rita).exists()
    with pytest.raises(NotFound):
        discussion.reply(thread_id=comment.thread_id, by=cast.rita, text="?")
    with pytest.raises(Refused, match="not sent yet"):
        settling.resolve(thread_id=comment.thread_id, by=cast.ed)
    comments.delete(comment_id=comment.pk, by=cast.ed)
    assert len(events(reviewed)) == before


def test_the_author_in_review_and_those_who_have_decided_send_at_once(cast, reviewed):
    assert say(reviewed, cast.rita).sent_at
    move(reviewed, Action.APPROVE, cast.ed)
    assert say(reviewed, cast.ed).sent_at
    assert say(reviewed, cast.mo).sent_at


def test_what_was_kept_for_a_decision_that_another_made_can_be_sent(cast, reviewed):
    say(reviewed, cast.mo, SECRET)
    with pytest.raises(Refused, match="go with your decision"):
        discussion.send(check_id=reviewed.pk, by=cast.mo)
    move(reviewed, Action.SEND_BACK, cast.ed, "More.")
    assert read_by(reviewed, cast.rita) == []
    assert discussion.send(check_id=reviewed.pk, by=cast.mo) == 1
    assert read_by(reviewed, cast.rita) == [SECRET]


def test_ones_own_words_can_be_changed_for_ten_minutes(cast, check):
    comment = say(check, cast.rita, "Since wen?")
    comments.edit(comment_id=comment.pk, by=cast.rita, text="Since when?")
    comment.refresh_from_db()
    assert (comment.text, bool(comment.edited_at)) == ("Since when?", True)
    with pytest.raises(NotAllowed):
        comments.edit(comment_id=comment.pk, by=cast.ed, text="Never.")
    with time_machine.travel(timezone.now() + comments.EDIT_FOR * 1.1), pytest.raises(Refused, match="Ten minutes"):
        comments.edit(comment_id=comment.pk, by=cast.rita, text="Until when?")


def test_ones_own_comment_can_be_deleted_until_it_is_answered(cast, check):
    first = say(check, cast.rita)
    answer = discussion.reply(thread_id=first.thread_id, by=cast.ed, text="Since May.")
    with pytest.raises(Refused, match="answered"):
        comments.delete(comment_id=first.pk, by=cast.rita)
    with pytest.raises(NotAllowed):
        comments.delete(comment_id=answer.pk, by=cast.rita)
    comments.delete(comment_id=answer.pk, by=cast.ed)
    comments.delete(comment_id=first.pk, by=cast.rita)
    assert not Thread.objects.exists()
    assert [one.verb for one in events(check)][-2:] == ["remove_comment"] * 2


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("@Ed, since when?", ["Ed"]),
        ("@ed and @Ines: since when?", ["Ed", "Ines"]),
        ("@Ines Park knows", ["Ines Park"]),
        ("@Edward", []),
        ("@Otto @Noor @Ada", []),
        ("@Rita myself", []),
        ("ed@newsroom.example", []),
        ("no one", []),
    ],
)
def test_those_who_are_named_and_may_read_it_are_asked(cast, check, text, asked):
    if "Park" in text:
        make_user("Ines Park", *cast.ines.groups.all())
    assert [str(one) for one in say(check, cast.rita, text).mentions.all()] == asked


def test_a_first_name_that_two_have_names_nobody(cast, check):
    group = cast.ines.groups.get()
    make_user("Kim Abe", group)
    comment = say(check, cast.rita, "@Kim?")
    assert comment.mentions.count() == 1
    make_user("Kim Bell", group)
    assert not say(check, cast.rita, "@Kim?").mentions.exists()


def test_one_is_asked_until_one_has_answered_or_it_is_resolved(cast, check):
    first, second = say(check, cast.rita, "@Ed?"), say(check, cast.rita, "@Ed!")
    assert list(Comment.objects.asking(cast.ed)) == [first, second]
    discussion.reply(thread_id=first.thread_id, by=cast.ed, text="Yes.")
    assert list(Comment.objects.asking(cast.ed)) == [second]
    settling.resolve(thread_id=second.thread_id, by=cast.rita)
    assert not Comment.objects.asking(cast.ed).exists()
