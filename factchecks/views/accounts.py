"""Doors of the accounts that are ours, not allauth's."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse


@login_not_required
def closed(request: HttpRequest, key: str = "") -> HttpResponse:
    """404: people are made by admins only, and it is admins who change an address."""
    raise Http404("There is no such page.")
