"""Whoever finds a hole learns here whom to tell."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from factchecks.publishing.securitytxt import security_txt
from factchecks.views.readers import SLOW_S, answer, public_page, site, tag_of


@public_page
def security(request: HttpRequest) -> HttpResponse:
    """security.txt: SECURITY_CONTACT, or where that is empty the newsroom's own address of mail."""
    contact = settings.SECURITY_CONTACT or site().contact_email
    body = security_txt(site_url=settings.SITE_URL, contact=contact, today=timezone.now().date())
    return answer(request, lambda: body, etag=tag_of(body), kind="text/plain", age=SLOW_S)
