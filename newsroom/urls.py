"""All addresses: accounts and admin here, everything else in `factchecks.urls`."""

from allauth.usersessions.views import ListUserSessionsView
from django.contrib import admin
from django.urls import include, path, re_path

from factchecks.sure import sure
from factchecks.views import accounts, errors, sso

urlpatterns = [
    # Before allauth's own: people are made by admins, who also change their addresses.
    path("accounts/signup/", accounts.closed, name="no_signup"),
    path("accounts/email/", accounts.closed),
    path("accounts/confirm-email/", accounts.closed),
    path("accounts/confirm-email/<path:key>", accounts.closed),
    path("accounts/login/code/confirm/", accounts.closed),
    path("accounts/invitation/<str:token>/", accounts.invitation, name="invitation"),
    path("accounts/oidc/login/", sso.login, name="sso_login"),
    path("accounts/oidc/again/", sso.again, name="sso_again"),
    path("accounts/oidc/callback/", sso.callback, name="sso_callback"),
    path("accounts/", include([re_path(r"^(?:3rdparty|social)/", sso.nobody_connects)])),
    path("accounts/sessions/", sure(ListUserSessionsView.as_view()), name="usersessions_list"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("factchecks.urls")),
]
handler403 = "factchecks.views.errors.forbidden"
handler404 = "factchecks.views.errors.not_found"
# allauth calls this one itself, so it is the view and not its name.
handler429 = errors.too_many
handler500 = "factchecks.views.errors.server_error"
