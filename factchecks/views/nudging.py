"""The button by which somebody who waits says so."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from factchecks.services import nudges
from factchecks.views.answers import attempt, posted, say
from factchecks.views.loading import person


@posted
def nudge(request: HttpRequest, check_id: int) -> HttpResponse:
    """Nudges those whose turn it is, and goes back to Home."""
    refusals = attempt(lambda: nudges.nudge(check_id=check_id, by=person(request)))
    for sentence in refusals:
        messages.error(request, sentence)
    if not refusals:
        say(request, "Nudged. Their Home says that you wait.")
    return redirect("home")
