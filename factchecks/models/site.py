"""What the newsroom is called and how readers reach it."""

from django.db import models


class SiteSettings(models.Model):
    """One row. Used on the public pages and as the publisher in the machine-readable data."""

    name = models.CharField(max_length=80, default="The Newsroom")
    tagline = models.CharField(max_length=160, default="Claims, checked. Sources, kept.")
    contact_email = models.EmailField(default="editors@newsroom.example")
    publishing_principles = models.CharField(max_length=200, default="/how-we-work/")
    licence_url = models.URLField(blank=True, help_text="Licence of the published data (sdLicense).")

    class Meta:
        verbose_name = "site settings"
        verbose_name_plural = "site settings"
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="one_site_settings"),)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "SiteSettings":
        """The one row, or its defaults when it has never been saved."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
