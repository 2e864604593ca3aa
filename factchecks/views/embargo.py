"""The form that sets the embargo of a check, on the workspace and, when it is refused, on a page of its own."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from factchecks.forms.embargo import EmbargoForm
from factchecks.services import access, booking
from factchecks.states import Action
from factchecks.views.answers import attempt_with, in_scope, say
from factchecks.views.loading import check_for, person


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def embargo(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """Sets, moves or lifts the embargo."""
    by, factcheck = person(request), check_for(request, check_id)
    access.demand(factcheck=factcheck, action=Action.SET_EMBARGO, by=by)
    form = EmbargoForm(request.POST if request.method == "POST" else None, factcheck=factcheck)

    def work() -> None:
        booking.set_embargo(check_id=check_id, by=by, until=form.cleaned_data["until"])

    if attempt_with(form, work, field="until"):
        say(request, "The embargo is set." if form.cleaned_data["until"] else "There is no embargo.")
        return redirect("workspace", check_id=check_id)
    context = {"check": factcheck, "form": form, "title": "Embargo", "button": "Set the embargo"}
    return render(request, "factchecks/form_page.html", context, status=422 if form.is_bound else 200)
