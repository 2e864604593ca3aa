"""The page on which editors ask for a legal check, and the legal group answers."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from factchecks.errors import NotAllowed
from factchecks.forms.restricting import LegalForm
from factchecks.services import legal
from factchecks.states import LEGAL_LABELS
from factchecks.views.answers import attempt_with, in_scope, say
from factchecks.views.loading import check_for, person


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def legal_flag(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """Where it stands, for whoever may read the check; the form for those who may set it."""
    by, factcheck = person(request), check_for(request, check_id)
    choices = legal.choices(factcheck=factcheck, by=by)
    form = LegalForm(request.POST if request.method == "POST" else None, choices=choices)
    if form.is_bound and not choices:
        raise NotAllowed(legal.NOT_EDITOR)

    def work() -> None:
        legal.set_flag(check_id=check_id, by=by, **form.cleaned_data)

    if attempt_with(form, work):
        say(request, f"{LEGAL_LABELS[form.cleaned_data['to']]}.")
        return redirect("workspace", check_id=check_id)
    context = {"check": factcheck, "form": form, "choices": choices}
    return render(request, "factchecks/legal.html", context, status=422 if form.is_bound else 200)
