"""Takes in what readers write, once each, and erases their addresses when the time is up."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotFound, Refused
from factchecks.models import ClaimSuggestion, FactCheck, ReaderReport

# The same words within this time are one letter: somebody pressed twice, or a machine sends it again and again.
REPEATED = timedelta(days=30)
EMAILS_KEPT = timedelta(days=90)


def _fingerprint(*parts: str) -> str:
    """sha256 (hex) over the words, without regard to case and spaces."""
    words = "\n".join(" ".join(part.split()).casefold() for part in parts)
    return hashlib.sha256(words.encode()).hexdigest()


def _text(text: str, asked: str) -> str:
    if not text.strip():
        raise Refused(asked)
    return text.strip()


def public_check(*, slug: str) -> FactCheck:
    """The published check at this address. Raises NotFound."""
    found = FactCheck.objects.public().select_related("live_edition").filter(slug=slug).first()
    if found is None:
        raise NotFound("No check is published at this address.")
    return found


@transaction.atomic
def suggest(*, text: str, who: str = "", url: str = "", why: str = "", email: str = "") -> ClaimSuggestion:
    """Keeps a suggested claim; the same words again give the one that is there. Raises Refused without words."""
    text = _text(text, "Write down what was said.")
    mark = _fingerprint(text, who)
    same = ClaimSuggestion.objects.filter(fingerprint=mark, at__gte=timezone.now() - REPEATED).first()
    return same or ClaimSuggestion.objects.create(
        text=text, who=who.strip(), url=url, why=why.strip(), email=email, fingerprint=mark, at=timezone.now()
    )


@transaction.atomic
def report(*, slug: str, text: str, url: str = "", email: str = "") -> ReaderReport:
    """Keeps a reported mistake; the same words about the same check are one. Raises NotFound, or Refused."""
    factcheck = public_check(slug=slug)
    text = _text(text, "Write what is wrong.")
    mark = _fingerprint(text)
    known = factcheck.reader_reports.filter(fingerprint=mark, at__gte=timezone.now() - REPEATED).first()
    return known or ReaderReport.objects.create(
        factcheck=factcheck, text=text, url=url, email=email, fingerprint=mark, at=timezone.now()
    )


def is_ours(*, reference: str) -> bool:
    """Whether a letter has this reference."""
    return any(kind.objects.filter(reference=reference).exists() for kind in (ClaimSuggestion, ReaderReport))


def forget_emails() -> int:
    """Erases the addresses of readers who wrote more than 90 days ago; how many."""
    old = {"at__lt": timezone.now() - EMAILS_KEPT}
    kinds = (ClaimSuggestion, ReaderReport)
    return sum(kind.objects.filter(**old).exclude(email="").update(email="") for kind in kinds)
