"""What the newsroom says about itself: a fixed set of pages, written by admins."""

from django.conf import settings
from django.db import models


class PageSlug(models.TextChoices):
    """The pages there are; the value is the address."""

    WHO_PAYS = "who-pays", "Who pays"
    ACCESSIBILITY = "accessibility", "Accessibility"
    CONTACT = "contact", "Contact"
    HOW_WE_WORK = "how-we-work", "How we work"


class SitePage(models.Model):
    """One page as an admin saved it. `body` is HTML of the article's allow-list. No row: our own text is shown."""

    slug = models.CharField("page", max_length=20, choices=PageSlug, unique=True)
    title = models.CharField(max_length=80)
    body = models.TextField(
        max_length=20_000,
        help_text="HTML: paragraphs, headings (h2, h3), lists, quotations, links, strong, em. The rest is taken out.",
    )
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(condition=models.Q(slug__in=PageSlug.values), name="sitepage_is_known"),
            models.CheckConstraint(condition=~models.Q(title="") & ~models.Q(body=""), name="sitepage_says_something"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where readers find it."""
        return f"/{self.slug}/"
