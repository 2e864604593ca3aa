"""Every address of the application; `docs/` and the tests read the same list."""

from django.urls import path

from factchecks.views import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]
