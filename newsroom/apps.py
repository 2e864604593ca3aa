"""What Django loads of the project: our admin site as the default one, and the Celery application."""

from django.contrib.admin.apps import AdminConfig

from newsroom.celery import app as celery_app

__all__ = ["NewsroomAdminConfig", "celery_app"]


class NewsroomAdminConfig(AdminConfig):
    """The Django admin, as `newsroom.admin_site` dresses it."""

    default_site = "newsroom.admin_site.NewsroomAdminSite"
