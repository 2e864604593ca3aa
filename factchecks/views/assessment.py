"""How the newsroom works: the page for editors and whoever assesses them, and its two forms to take away."""

import base64
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from factchecks.forms.assessment import PeriodForm, year_to
from factchecks.models import SiteSettings
from factchecks.models.assessment import Checked, Period
from factchecks.publishing import assessment_csv
from factchecks.publishing.assessment import KINDS, figures
from factchecks.services import assessment as service
from factchecks.services.assessment import Format
from factchecks.sure import sure
from factchecks.views.answers import in_scope, posted
from factchecks.views.assessment_plots import plots
from factchecks.views.download import HEADERS
from factchecks.views.loading import person

PAGE, REPORT = "factchecks/assessment.html", "factchecks/assessment_report.html"
STYLE = "css/report.css"


def _drawn(rows: list[Checked], period: Period) -> dict[str, Any]:
    found = figures(rows, period, timezone.get_default_timezone())
    return {"found": found, "plots": plots(found, KINDS), "period": period, "zone": settings.TIME_ZONE}


def _unclear(request: HttpRequest, form: PeriodForm, *refusals: str) -> HttpResponse:
    given = {"form": form, "heading": "Choose another period", "refusals": refusals}
    return render(request, PAGE, given, status=400)


@require_safe
@in_scope
def assessment(request: HttpRequest) -> HttpResponse:
    """The page: of a year up to today, or of the period in the address. At most 12 queries, however many checks."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    form = PeriodForm(year_to(today) | request.GET.dict())
    # Who may not read the page does not learn that the dates are wrong either.
    service.may_read(by=person(request))
    if not form.is_valid():
        return _unclear(request, form)
    rows = service.read(period=form.period, by=person(request))
    return render(request, PAGE, {"form": form} | _drawn(rows, form.period))


@posted
@sure
def assessment_export(request: HttpRequest) -> HttpResponseBase:
    """POST, with the period and `form` csv or html: the file; an event of the site."""
    service.may_read(by=person(request))
    form, kind = PeriodForm(request.POST), request.POST.get("form", "")
    if not form.is_valid():
        return _unclear(request, form)
    if kind not in set(Format):
        return _unclear(request, form, "Take the figures away as CSV or as a page.")
    rows = service.export(period=form.period, form=Format(kind), by=person(request))
    name = f"how-we-work-{form.period.first}-to-{form.period.last}.{kind}"
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == Format.CSV:
        lines = assessment_csv.lines(rows, site_url=settings.SITE_URL)
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
    return HttpResponse(_report(rows, form.period), headers=headers)


def _report(rows: list[Checked], period: Period) -> str:
    """A page that carries its style in itself and asks for nothing from outside."""
    style = base64.b64encode(Path(str(finders.find(STYLE))).read_bytes()).decode()
    given = {"rows": rows, "report": True, "style": style, "made": timezone.now()}
    given |= {"house": SiteSettings.current(), "site_url": settings.SITE_URL}
    return render_to_string(REPORT, _drawn(rows, period) | given)
