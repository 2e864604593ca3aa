"""The page on which an admin publishes what nobody has approved; the check is met by number and desk."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from factchecks.admin.actor import actor
from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import FactCheck
from factchecks.services import breakglass
from factchecks.services.transitions import carry_on
from factchecks.states import Action
from factchecks.sure import sure
from factchecks.workflow import TABLE

ROW = TABLE[Action.BREAK_GLASS]
REASON_MAX = 2000


class ReasonForm(forms.Form):
    """Why nobody can approve it in time."""

    reason = forms.CharField(
        label="Why nobody can approve it in time",
        help_text="At least 20 characters. It is kept for good, and every admin and chief editor reads it.",
        min_length=ROW.note_min,
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _broken(request: HttpRequest, factcheck: FactCheck, form: ReasonForm) -> bool:
    """Whether it is published now; otherwise the form says why not."""
    if not form.is_valid():
        return False
    given = {"seen_version": factcheck.version, "note": form.cleaned_data["reason"]}
    try:
        carry_on(factcheck=factcheck, action=Action.BREAK_GLASS, by=actor(request), **given)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except Refused as error:
        form.add_error(None, list(error.reasons))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, check_id: int) -> HttpResponse:
    """What it does, and the form. 403 for all but admins, 404 for a check that is not there or is discarded."""
    if not actor(request).has_perm("factchecks.change_user"):
        raise PermissionDenied("Only admins publish without approval.")
    try:
        factcheck = breakglass.load(check_id=check_id)
    except NotFound as error:
        raise Http404(str(error)) from error
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and _broken(request, factcheck, form):
        messages.warning(request, f"{factcheck.number} is published without approval. Everybody concerned is told.")
        return redirect("admin:factchecks_factcheck_changelist")
    title = f"Publish {factcheck.number} without approval"
    context = {**admin.site.each_context(request), "title": title, "opts": FactCheck._meta}
    context |= {
        "check": factcheck,
        "form": form,
        "off": not settings.BREAK_GLASS,
        "open": factcheck.state in ROW.sources,
    }
    return render(request, "admin/break_glass.html", context, status=422 if form.errors else 200)


def urls() -> list[URLPattern]:
    """The address below that of a check."""
    view = admin.site.admin_view(sure(page))
    return [path("<int:check_id>/break-glass/", view, name="factchecks_factcheck_break_glass")]
