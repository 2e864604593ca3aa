"""Takes back what was just decided on a letter of a reader."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from factchecks.errors import Overtaken
from factchecks.services import readerpost, readerundo
from factchecks.views.answers import attempt, posted, say
from factchecks.views.loading import person
from factchecks.views.triage import Post, overtaken, queue_of


def _undone(request: HttpRequest, found: Post, work: Callable[[], Post]) -> HttpResponseBase:
    try:
        refusals = attempt(work)
    except Overtaken as error:
        return overtaken(request, found, error)
    for sentence in refusals:
        messages.error(request, sentence)
    if not refusals:
        say(request, "Taken back. It waits again.")
    return redirect(queue_of(found))


@posted
def suggestion_undo(request: HttpRequest, suggestion_id: int) -> HttpResponseBase:
    """Takes back what was just decided on a suggestion."""
    by = person(request)
    found = readerpost.suggestion_for(suggestion_id=suggestion_id, by=by)
    return _undone(request, found, lambda: readerundo.undo_suggestion(suggestion_id=suggestion_id, by=by))


@posted
def report_undo(request: HttpRequest, report_id: int) -> HttpResponseBase:
    """Takes back what was just decided on a report."""
    by = person(request)
    found = readerpost.report_for(report_id=report_id, by=by)
    return _undone(request, found, lambda: readerundo.undo_report(report_id=report_id, by=by))
