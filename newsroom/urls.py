"""All addresses: accounts and admin here, everything else in `factchecks.urls`."""

from django.contrib import admin
from django.urls import include, path

from factchecks.views import accounts, errors

urlpatterns = [
    # Before allauth's own: people are made by admins, who also change their addresses.
    path("accounts/signup/", accounts.closed, name="no_signup"),
    path("accounts/email/", accounts.closed),
    path("accounts/confirm-email/", accounts.closed),
    path("accounts/confirm-email/<path:key>", accounts.closed),
    path("accounts/login/code/confirm/", accounts.closed),
    path("accounts/invitation/<str:token>/", accounts.invitation, name="invitation"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("factchecks.urls")),
]
handler403 = "factchecks.views.errors.forbidden"
handler404 = "factchecks.views.errors.not_found"
# allauth calls this one itself, so it is the view and not its name.
handler429 = errors.too_many
handler500 = "factchecks.views.errors.server_error"
