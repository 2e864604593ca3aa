"""Makes our admin site the default one, so that `@admin.register` needs no argument."""

from django.contrib.admin.apps import AdminConfig


class NewsroomAdminConfig(AdminConfig):
    """The Django admin, as `newsroom.admin_site` dresses it."""

    default_site = "newsroom.admin_site.NewsroomAdminSite"
