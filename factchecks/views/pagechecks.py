"""The button by which an editor has the program read a published page again."""

from django.http import HttpRequest, HttpResponseBase

from factchecks.services import selfcheck
from factchecks.views.answers import posted, say
from factchecks.views.loading import person
from factchecks.views.workbench import back


@posted
def page_check(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """Asks for a look; what it finds is on the check's page soon after."""
    selfcheck.ask_again(check_id=check_id, by=person(request))
    say(request, "The page is being read. Load this page again in a moment to see what was found.")
    return back(request, check_id)
