"""A person's own settings; password, second factor and sessions are allauth's pages."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from factchecks.forms.profile import ProfileForm, ThemeForm
from factchecks.models import User
from factchecks.models.scopes import scope_of
from factchecks.sure import sure
from factchecks.views.loading import person
from factchecks.views.request import StaffRequest


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: StaffRequest) -> HttpResponse:
    """Shows and saves them."""
    mine = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Your profile is saved.")
        return redirect("profile")
    return render(request, "factchecks/profile.html", {"form": form, "on_a_desk": bool(scope_of(request.user).desks)})


@require_POST
@sure
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Signs one of the person's own sessions out. 404 for anybody else's."""
    get_object_or_404(UserSession, pk=session_id, user=person(request)).end()
    messages.success(request, "It is signed out.")
    return redirect("usersessions_list")


@require_POST
def theme(request: StaffRequest) -> HttpResponse:
    """Sets the look and goes back to where the person was."""
    form = ThemeForm(request.POST, instance=request.user)
    if form.is_valid():
        form.save()
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if ours and back.startswith("/") else "profile")
