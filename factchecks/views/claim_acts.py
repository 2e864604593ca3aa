"""Orders and removes claims by the buttons of the workspace, once what was typed there has been saved."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from factchecks.errors import Refused, Stale
from factchecks.models import FactCheck
from factchecks.publishing.body import KEY_DIGITS
from factchecks.services import claims, presence
from factchecks.views import refused
from factchecks.views.answers import say
from factchecks.views.loading import person

PREFIX = "claim-"
FIRST = "The verdict of the first claim is the verdict of the check."
ACTS: dict[str, tuple[Callable[..., FactCheck], str]] = {
    "up": (partial(claims.move, up=True), f"Moved up. {FIRST}"),
    "down": (partial(claims.move, up=False), f"Moved down. {FIRST}"),
    "remove": (claims.remove, "Claim removed. What it said is kept in the history as a version."),
}
MOVED_ON = "What you typed is saved. The check has changed meanwhile, so the claims stay as they are. Look again."


def act(request: HttpRequest, factcheck: FactCheck, then: str) -> HttpResponseBase:
    """Does what `then` asks, `claim-up:ID`, `claim-down:ID` or `claim-remove:ID`, to a check as it was just saved.

    The note for the reviewer comes back on the next page. Raises Http404, NotFound, or Refused.
    """
    name, _, claim_id = then.removeprefix(PREFIX).partition(":")
    if name not in ACTS or not claim_id.isdecimal() or len(claim_id) > KEY_DIGITS:
        raise Http404("There is no such claim.")
    work, told = ACTS[name]
    by = person(request)
    refused.keep_note(request, factcheck.pk, request.POST.get("note", ""))
    try:
        saved = work(check_id=factcheck.pk, claim_id=int(claim_id), by=by, seen_version=factcheck.version)
    except Stale as error:
        raise Refused(MOVED_ON) from error
    presence.saved(factcheck=saved, by=by)
    say(request, told)
    return redirect("workspace", check_id=factcheck.pk)
