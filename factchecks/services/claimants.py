"""Finds a claimant by name, or adds one."""

from django.db.models import QuerySet
from django.utils.text import slugify

from factchecks.models import Claimant


def named(*, name: str, role: str = "") -> Claimant:
    """The claimant of that name without regard to case; made with the role as job title when there is none."""
    wanted = " ".join(name.split())
    known = Claimant.objects.filter(name__iexact=wanted).order_by("pk").first()
    return known or Claimant.objects.create(name=wanted, job_title=role, slug=_free_slug(wanted))


def _free_slug(name: str) -> str:
    base = slugify(name)[:150] or "claimant"
    taken: QuerySet[Claimant, str] = Claimant.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    used = set(taken)
    return (
        base if base not in used else next(f"{base}-{n}" for n in range(2, len(used) + 3) if f"{base}-{n}" not in used)
    )
