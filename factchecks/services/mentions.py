"""Finds whom a comment asks: people named with @Name who may read what it is about."""

import re
from collections import Counter
from itertools import islice

from django.db.models import Q

from factchecks.models import FactCheck, Source, User
from factchecks.models.querysets import may_read_confidential

FIRST = re.compile(r"(?<!\w)@(\w[\w'’-]*)")
# More than these names in one comment are not looked up.
NAMES_MAX = 10
# Suggested at once: as many as a person reads; and how many with such a name are asked whether they may read it.
SHOWN = 8
ASKED = 40


def _may_read(person: User, factcheck: FactCheck, source: Source | None) -> bool:
    if not FactCheck.objects.visible_to(person).filter(pk=factcheck.pk).exists():
        return False
    return not (source and source.confidential) or may_read_confidential(person, factcheck)


def _pattern(name: str) -> re.Pattern[str]:
    """@name, with no letter right before or after it."""
    return re.compile(rf"(?<!\w)@{re.escape(name)}(?!\w)", re.IGNORECASE)


def _meant(text: str, people: list[User]) -> list[User]:
    """By the whole name, the longest first; then by a first name that only one of them has."""
    found = []
    for person in sorted(people, key=lambda one: -len(one.name)):
        text, times = _pattern(person.name).subn("", text)
        found += [person] if times else []
    firsts = Counter(one.get_short_name().casefold() for one in people)
    for person in people:
        first = person.get_short_name()
        if person not in found and firsts[first.casefold()] == 1 and _pattern(first).search(text):
            found.append(person)
    return found


def named(*, text: str, factcheck: FactCheck, source: Source | None, writer: User) -> list[User]:
    """Those whom the text names, the writer aside; a name of somebody who may not read it is only a word."""
    words = list(dict.fromkeys(FIRST.findall(text)))[:NAMES_MAX]
    if not words:
        return []
    called = Q()
    for word in words:
        called |= Q(name__iexact=word) | Q(name__istartswith=f"{word} ")
    found = User.objects.filter(called, is_active=True).exclude(pk=writer.pk)
    people = [one for one in found if _may_read(one, factcheck, source)]
    return _meant(text, people)


def suggested(*, factcheck: FactCheck, typed: str, writer: User) -> list[User]:
    """Up to eight people whose name, or a later word of it, begins with what is typed, and who may read the check."""
    begins = Q(name__istartswith=typed) | Q(name__icontains=f" {typed}")
    found = User.objects.filter(begins, is_active=True).exclude(pk=writer.pk).exclude(name="")
    return list(islice((one for one in found[:ASKED] if _may_read(one, factcheck, None)), SHOWN))
