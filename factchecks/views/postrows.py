"""Rows of the reader post: each letter with what this person may see of it, and the forms of a decision."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm

from factchecks.forms.triage import AcceptForm, DeclineForm, MergeForm, desks_of
from factchecks.models import ClaimSuggestion, Desk, ReaderReport, User
from factchecks.models.scopes import scope_of
from factchecks.roles import Right
from factchecks.services import readerpost

SIZE = 20
DIGITS = 18


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter. `email` is empty unless the person may read it; without forms the person only looks on."""

    post: ClaimSuggestion | ReaderReport
    email: str = ""
    forms: dict[str, BaseForm] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Page:
    """Letters, the oldest first, and the ids from which the neighbouring page goes on; 0 where there is none."""

    letters: list[Letter]
    after: int = 0
    first: bool = True


def _suggestion(post: ClaimSuggestion, user: User, desks: list[Desk]) -> Letter:
    reads = bool(scope_of(user).desk_ids(Right.REVIEW)) or user.is_staff
    forms: dict[str, BaseForm] = {}
    if desks:
        forms = {
            "accept": AcceptForm(desks=desks, auto_id=f"accept{post.pk}_%s"),
            "merge": MergeForm(auto_id=f"merge{post.pk}_%s"),
            "decline": DeclineForm(auto_id=f"decline{post.pk}_%s"),
        }
    return Letter(post=post, email=post.email if reads else "", forms=forms)


def _report(post: ReaderReport, user: User) -> Letter:
    check = post.factcheck
    held = scope_of(user).rights(check_id=check.pk, desk_id=check.desk_id, restricted=check.restricted)
    reads = Right.REVIEW in held or user.is_staff
    decline = DeclineForm(auto_id=f"decline{post.pk}_%s")
    forms: dict[str, BaseForm] = {"decline": decline} if readerpost.may_decide(report=post, by=user) else {}
    return Letter(post=post, email=post.email if reads else "", forms=forms)


def letters(posts: list[Any], user: User) -> list[Letter]:
    """The rows of these letters: one query for the desks, whatever their number."""
    if not posts:
        return []
    if isinstance(posts[0], ReaderReport):
        return [_report(post, user) for post in posts]
    desks = desks_of(user)
    return [_suggestion(post, user, desks) for post in posts]


def page_of(posts: QuerySet[Any], after: str, user: User) -> Page:
    """The page behind the letter with this id; what is no id gives the first page."""
    begin = int(after) if after.isdecimal() and len(after) <= DIGITS else 0
    found = list(posts.filter(pk__gt=begin)[: SIZE + 1])
    more = len(found) > SIZE
    return Page(letters=letters(found[:SIZE], user), after=found[SIZE - 1].pk if more else 0, first=not begin)
