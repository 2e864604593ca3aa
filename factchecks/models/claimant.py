"""Who made a claim: schema.org `Claim.author`; and the words by which a claimant is found while a name is typed."""

import re
import unicodedata

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

    listed = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="Made by an admin: offered to everybody."
    )

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


# Letters that have no accent to take off.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
WORDS = 8


def folded(name: str) -> str:
    """The name without case, accents and punctuation, one space between words."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    return " ".join(re.findall(r"[^\W_]+", bare.translate(PLAIN)))


def word_starts(name: str) -> list[bytes]:
    """The folded name from each of its first words on, as UTF-8: what a typed beginning is compared with."""
    words = folded(name).split()
    return [" ".join(words[at:]).encode() for at in range(min(len(words), WORDS))]


class ClaimantWord(models.Model):
    """One place in a name where typing may begin. Bytes sort alike in every database, so a prefix is a range."""

    claimant = models.ForeignKey(Claimant, on_delete=models.CASCADE, related_name="words")
    start = models.BinaryField(max_length=700)

    class Meta:
        indexes = (models.Index(fields=("start", "claimant"), name="claimant_word_start"),)

    def __str__(self) -> str:
        return bytes(self.start).decode()
