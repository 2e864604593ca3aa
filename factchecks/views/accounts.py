"""Doors of the accounts that are ours, not allauth's."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse


@login_not_required
def no_signup(request: HttpRequest) -> HttpResponse:
    """404: people are made by admins only."""
    raise Http404("Sign-up is closed.")
