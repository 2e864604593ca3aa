"""The Django admin with our name, our look, and allauth's sign-in."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin


class NewsroomAdminSite(admin.AdminSite):
    """The admin site of people, desks, scales and settings."""

    site_header = "Newsroom admin"
    site_title = "Newsroom admin"
    index_title = "People, desks and settings"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.login = secure_admin_login(self.login)  # type: ignore[method-assign]
