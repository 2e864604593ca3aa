"""The discussion in its tab of the workspace: starts threads, replies, resolves, changes and deletes one's own."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from factchecks.forms.discussion import CommentForm, StartForm
from factchecks.models import Comment, Thread, User
from factchecks.services import comments, discussion, mentions, settling, suggesting
from factchecks.views import review, workbench
from factchecks.views.answers import attempt, attempt_with, posted, say
from factchecks.views.loading import check_for, person

REVIEW = "review"


def _to(request: HttpRequest, check_id: int, place: str = "discussion") -> HttpResponse:
    """Back to where it was written: the review, or the tab."""
    if request.POST.get("origin") == REVIEW:
        return redirect(f"{reverse(REVIEW, args=[check_id])}#{place}")
    return workbench.back(request, check_id, place, tab="discussion")


def _again(request: HttpRequest, check_id: int, **given: Any) -> HttpResponse:
    """The page it was written on, with what was refused and all that was typed."""
    if request.POST.get("origin") == REVIEW:
        return review.page(request, check_id, status=422, **given)
    return workbench.show(request, check_id, status=422, tab="discussion", **given)


def _said(request: HttpRequest, sent: object) -> None:
    say(request, "Comment sent." if sent else "Comment kept. It goes with your decision.")


def _start(check_id: int, by: User, form: StartForm) -> Comment:
    values = form.cleaned_data
    about, text, blocking = form.about(), values["text"], values["blocking"]
    if not values["suggested"]:
        return discussion.start(check_id=check_id, by=by, text=text, about=about, blocking=blocking)
    words = values["suggested"]
    return suggesting.suggest(check_id=check_id, by=by, text=text, about=about, blocking=blocking, words=words)


@posted
def discussion_start(request: HttpRequest, check_id: int) -> HttpResponse:
    """A new thread on words, on a source or on the whole check."""
    by, factcheck = person(request), check_for(request, check_id)
    form = StartForm(request.POST, choices=workbench.sources_of(factcheck, by), auto_id="start_%s")
    made = []

    def work() -> None:
        made.append(_start(check_id, by, form))

    if not attempt_with(form, work, field="exact" if request.POST.get("exact") else "text"):
        return _again(request, check_id, start_form=form)
    _said(request, made[0].sent_at)
    # In a review the decision comes next, and the note that goes with it.
    in_review = request.POST.get("origin") == REVIEW
    return _to(request, check_id, "note" if in_review else f"thread-{made[0].thread_id}")


def _with_words(
    request: HttpRequest, thread: Thread, form: CommentForm, work: Callable[[], object], at: dict[str, int]
) -> HttpResponse | None:
    """The page with the form that was refused; None when the work was done."""
    if attempt_with(form, work, field="text"):
        return None
    return _again(request, thread.factcheck_id, words_form=form, words_at=at)


@posted
def thread_reply(request: HttpRequest, thread_id: int) -> HttpResponse:
    """One more comment."""
    by, form = person(request), CommentForm(request.POST, auto_id=f"reply_{thread_id}_%s")
    thread, made = discussion.get_thread(thread_id=thread_id, by=by), []
    refused = _with_words(
        request,
        thread,
        form,
        lambda: made.append(discussion.reply(thread_id=thread_id, by=by, text=form.cleaned_data["text"])),
        {"thread": thread_id},
    )
    if refused is None:
        _said(request, made[0].sent_at)
    return refused or _to(request, thread.factcheck_id, f"thread-{thread_id}")


@posted
def comment_edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Other words for one's own comment."""
    by, form = person(request), CommentForm(request.POST, auto_id=f"edit_{comment_id}_%s")
    thread = comments.get_comment(comment_id=comment_id, by=by).thread
    refused = _with_words(
        request,
        thread,
        form,
        lambda: comments.edit(comment_id=comment_id, by=by, text=form.cleaned_data["text"]),
        {"comment": comment_id},
    )
    if refused is None:
        say(request, "Comment changed.")
    return refused or _to(request, thread.factcheck_id, f"thread-{thread.pk}")


def _done(request: HttpRequest, check_id: int, work: Callable[[], object], sentence: str) -> HttpResponse:
    """After a button: the sentences of a refusal, or what was done."""
    refusals = attempt(work)
    if refusals:
        return _again(request, check_id, refusals=refusals)
    say(request, sentence)
    return _to(request, check_id)


@posted
def thread_resolve(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Marks a thread as settled."""
    by = person(request)
    check_id = discussion.get_thread(thread_id=thread_id, by=by).factcheck_id
    return _done(request, check_id, lambda: settling.resolve(thread_id=thread_id, by=by), "Resolved.")


@posted
def thread_decline(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Leaves the text as it is."""
    by = person(request)
    check_id = discussion.get_thread(thread_id=thread_id, by=by).factcheck_id
    return _done(request, check_id, lambda: suggesting.decline(thread_id=thread_id, by=by), "Declined. The text stays.")


@posted
def thread_reopen(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Opens a thread again."""
    by = person(request)
    check_id = discussion.get_thread(thread_id=thread_id, by=by).factcheck_id
    return _done(request, check_id, lambda: settling.reopen(thread_id=thread_id, by=by), "Open again.")


@posted
def comment_delete(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Takes back one's own comment that nobody has answered."""
    by = person(request)
    check_id = comments.get_comment(comment_id=comment_id, by=by).thread.factcheck_id
    return _done(request, check_id, lambda: comments.delete(comment_id=comment_id, by=by), "Comment deleted.")


@posted
def discussion_send(request: HttpRequest, check_id: int) -> HttpResponse:
    """Sends what was kept back for a decision that somebody else has made."""
    by = person(request)
    return _done(request, check_id, lambda: discussion.send(check_id=check_id, by=by), "Comments sent.")


@require_safe
def people(request: HttpRequest, check_id: int) -> JsonResponse:
    """Whom a comment can name: `?q=` is what is typed after the @."""
    by, typed = person(request), request.GET.get("q", "").replace("\x00", "").strip()
    found = mentions.suggested(factcheck=check_for(request, check_id), typed=typed, writer=by)
    return JsonResponse({"people": [{"name": one.name, "initials": one.initials} for one in found]})
