"""Who made a claim: schema.org `Claim.author`."""

from django.db import models


class ClaimantKind(models.TextChoices):
    """What a claimant is."""

    PERSON = "person", "Person"
    ORGANISATION = "organisation", "Organisation"


class Claimant(models.Model):
    """A person or organisation, shared by all checks; the name as used stands on each claim."""

    kind = models.CharField(max_length=12, choices=ClaimantKind, default=ClaimantKind.PERSON)
    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=170, unique=True)
    job_title = models.CharField(max_length=200, blank=True)
    portrait = models.CharField(max_length=64, blank=True, editable=False, help_text="sha256 of the image")
    portrait_extension = models.CharField(max_length=5, blank=True, editable=False)
    same_as = models.URLField(max_length=500, blank=True, help_text="Wikipedia or Wikidata address.")

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name
