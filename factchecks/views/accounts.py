"""Doors of the accounts that are ours, not allauth's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from factchecks.errors import NotFound
from factchecks.forms.invitation import PasswordForm
from factchecks.services import invitations
from factchecks.views.answers import attempt_with


@login_not_required
def closed(request: HttpRequest, key: str = "") -> HttpResponse:
    """404: people are made by admins only, and it is admins who change an address."""
    raise Http404("There is no such page.")


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: the person chooses a password, once. 410 when the invitation is over."""
    try:
        found = invitations.found(token=token)
    except NotFound as error:
        return render(request, "account/invitation.html", {"gone": str(error)}, status=410)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    given = form.data.get("password1", "")
    if form.is_bound and attempt_with(form, lambda: invitations.accept(token=token, password=given), field="password1"):
        messages.success(request, "Your password is set. Sign in with it.")
        return redirect("account_login")
    status = 422 if form.errors else 200
    return render(request, "account/invitation.html", {"form": form, "person": found.person}, status=status)
