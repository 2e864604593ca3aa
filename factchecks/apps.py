"""The application: registers its system checks and its tasks."""

from django.apps import AppConfig


class FactchecksConfig(AppConfig):
    """Newsroom's one application."""

    name = "factchecks"
    verbose_name = "Newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Celery looks tasks up by name: they must be imported before the first message.
        from factchecks import checks, tasks  # noqa: F401
