"""The page of a check's preview links: make one, see who made which and whether it was opened, revoke it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from factchecks.forms.previewlinks import PreviewLinkForm
from factchecks.services import previewlinks
from factchecks.services.previewlinks import Made
from factchecks.views.answers import attempt, attempt_with, in_scope, say
from factchecks.views.loading import check_for, person


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def preview_links(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """GET: the list, for whoever may read the check. POST: a new link, whose address this one answer shows."""
    by, factcheck = person(request), check_for(request, check_id)
    form = PreviewLinkForm(request.POST if request.method == "POST" else None)
    made: list[Made] = []

    def work() -> None:
        made.append(previewlinks.make(check_id=check_id, by=by, **form.cleaned_data))

    done = form.is_bound and attempt_with(form, work)
    context = {
        "check": factcheck,
        "form": PreviewLinkForm() if done else form,
        "made": made[0].link if made else None,
        "address": f"{settings.SITE_URL}{reverse('preview_outside', args=[made[0].token])}" if made else "",
        "why_not": previewlinks.why_not(factcheck=factcheck, by=by),
        "may_revoke": previewlinks.may_revoke(factcheck=factcheck, by=by),
        "links": factcheck.preview_links.with_standing(),
    }
    status = 422 if form.is_bound and not done else 200
    return render(request, "factchecks/preview_links.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def preview_link_revoke(request: HttpRequest, check_id: int, link_id: int) -> HttpResponseBase:
    """POST: ends a link for good. Who comes back from signing in gets the list."""
    check_for(request, check_id)
    if request.method != "POST":
        return redirect("preview_links", check_id=check_id)
    refusals = attempt(lambda: previewlinks.revoke(check_id=check_id, link_id=link_id, by=person(request)))
    for sentence in refusals:
        messages.error(request, sentence)
    if not refusals:
        say(request, "Revoked. The address opens nothing any more.")
    return redirect("preview_links", check_id=check_id)
