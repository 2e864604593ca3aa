"""The table of who may do what, for admins: read off the rules, so that it cannot be out of date."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factchecks.permissions import PARTS, by_state


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every action in every state, a column a role. No query of its own."""
    context = {"title": "Who may do what", "columns": [part.name for part in PARTS], "states": by_state()}
    return render(request, "admin/permissions.html", admin.site.each_context(request) | context)
