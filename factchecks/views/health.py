"""For machines that watch: alive, ready, and the figures."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from factchecks.jobs import JobState
from factchecks.models import FactCheck, Job

LOOPBACK = ("127.0.0.1", "::1")


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return HttpResponse("the database does not answer\n", content_type="text/plain; charset=utf-8", status=503)
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")


def _told(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    return bool(token) and constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}")


def _beside_us(request: HttpRequest) -> bool:
    """From this computer, and not from anywhere through a proxy on it."""
    proxied = any(name in request.headers for name in ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"))
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not proxied


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus figures: for loopback callers, or with METRICS_TOKEN as bearer."""
    if not (_told(request) or _beside_us(request)):
        return HttpResponseForbidden("METRICS_TOKEN is needed from here.\n", content_type="text/plain; charset=utf-8")
    registry = CollectorRegistry()
    jobs = Gauge("newsroom_jobs", "Jobs in the outbox by state.", ["state"], registry=registry)
    for state in JobState:
        jobs.labels(state.value).set(Job.objects.filter(state=state).count())
    checks = Gauge("newsroom_checks_public", "Published checks.", registry=registry)
    checks.set(FactCheck.objects.public().count())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
