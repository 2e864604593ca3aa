"""The request as staff pages know it: somebody is signed in, and htmx may have sent it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from factchecks.models import User


class StaffRequest(HttpRequest):
    """A request that has passed `LoginRequiredMiddleware`."""

    user: User
    htmx: HtmxDetails
