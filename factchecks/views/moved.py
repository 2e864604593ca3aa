"""What others did to a check since a page of it was opened: two light queries, for a page that asks often."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from factchecks.errors import NotFound
from factchecks.models import Event, FactCheck, User
from factchecks.services import presence
from factchecks.services.steps import STEPS
from factchecks.views.history import VERBS

# Moves that raise the version; the others change nothing that an open page stands on.
COUNTED = (*(action.value for action, step in STEPS.items() if not step.quiet), "schedule_failed")


@dataclass(frozen=True, kw_only=True)
class Moved:
    """How many changes, and the last of them."""

    changes: int
    actor: str
    words: str


def moved_since(*, check_id: int, user: User, seen: str) -> Moved | None:
    """None while the version is the one that was seen. Raises NotFound outside the person's scope."""
    now = FactCheck.objects.visible_to(user).filter(pk=check_id).values_list("version", flat=True).first()
    if now is None:
        raise NotFound("There is no such check, or it is not on a desk of yours.")
    changes = now - int(seen) if seen.isdecimal() and len(seen) < len("1000000000") else 0
    return _last(check_id, user, now, changes) if changes > 0 else None


def _last(check_id: int, user: User, now: int, changes: int) -> Moved:
    saver = presence.saved_by(check_id=check_id, version=now)
    if saver:
        return Moved(changes=changes, actor="You" if saver[0] == user.pk else saver[1], words="saved")
    name = User.objects.filter(pk=OuterRef("actor")).values("name")
    events = Event.objects.filter(chain=f"check:{check_id}", verb__in=COUNTED).order_by("-seq")
    last = events.annotate(name=Subquery(name)).values_list("verb", "name", "actor").first()
    verb, actor, who = last or ("", "", None)
    person = "You" if who == user.pk else actor or ("The newsroom" if verb else "Somebody")
    return Moved(changes=changes, actor=person, words=VERBS.get(verb, "saved"))
