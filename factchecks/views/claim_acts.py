"""Orders and removes claims, and places where they were made, by buttons of the workspace, once its text is saved."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string

from factchecks.errors import Refused, Stale
from factchecks.models import FactCheck
from factchecks.publishing.body import KEY_DIGITS
from factchecks.services import appearances, claims, presence
from factchecks.views import refused
from factchecks.views.answers import say
from factchecks.views.loading import person

type Act = Callable[[HttpRequest, FactCheck, int], FactCheck]

PREFIX = "claim-"
FIRST = "The verdict of the first claim is the verdict of the check."
MOVED_ON = "What you typed is saved. The check has changed meanwhile, so the claims stay as they are. Look again."


def _claim(
    work: Callable[..., FactCheck], told: str, request: HttpRequest, factcheck: FactCheck, key: int
) -> FactCheck:
    saved = work(check_id=factcheck.pk, claim_id=key, by=person(request), seen_version=factcheck.version)
    say(request, told)
    return saved


def _unplace(request: HttpRequest, factcheck: FactCheck, key: int) -> FactCheck:
    """Takes a place off, and offers to add it again as it was."""
    seen = {"check_id": factcheck.pk, "seen_version": factcheck.version}
    saved, one = appearances.remove(appearance_id=key, by=person(request), **seen)
    context = {"check": saved, "one": one}
    messages.success(request, render_to_string("factchecks/appearance_removed.html", context, request))
    return saved


ACTS: dict[str, Act] = {
    "up": partial(_claim, partial(claims.move, up=True), f"Moved up. {FIRST}"),
    "down": partial(_claim, partial(claims.move, up=False), f"Moved down. {FIRST}"),
    "remove": partial(_claim, claims.remove, "Claim removed. What it said is kept in the history as a version."),
    "unplace": _unplace,
}


def act(request: HttpRequest, factcheck: FactCheck, then: str) -> HttpResponseBase:
    """Does what `then` asks, an act and a key as `claim-up:ID`, to a check as it was just saved.

    The note for the reviewer comes back on the next page. Raises Http404, NotFound, or Refused.
    """
    name, _, key = then.removeprefix(PREFIX).partition(":")
    if name not in ACTS or not key.isdecimal() or len(key) > KEY_DIGITS:
        raise Http404("There is no such claim.")
    refused.keep_note(request, factcheck.pk, request.POST.get("note", ""))
    try:
        saved = ACTS[name](request, factcheck, int(key))
    except Stale as error:
        raise Refused(MOVED_ON) from error
    presence.saved(factcheck=saved, by=person(request))
    return redirect("workspace", check_id=factcheck.pk)
