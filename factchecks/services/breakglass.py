"""Breaking the glass: an admin publishes what nobody has approved, in an emergency, and everybody concerned is told.

It can be switched off (`NEWSROOM_BREAK_GLASS=0`), needs a reason, and is refused to whoever worked on the check.
"""

from django.conf import settings

from factchecks.errors import NotFound, Refused
from factchecks.models import Event, FactCheck, User
from factchecks.roles import Role
from factchecks.services import people, publication
from factchecks.services.moves import FREE, UNAPPROVED, Move, Values

OFF = "Publishing without approval is switched off in this newsroom."


def load(*, check_id: int) -> FactCheck:
    """The check with its facts. Who breaks the glass need not be able to read it. Raises NotFound."""
    rows = FactCheck.objects.kept().with_facts().with_ends().filter(pk=check_id).order_by()
    factcheck = next(iter(rows[:1]), None)
    if factcheck is None:
        raise NotFound("There is no such check.")
    return factcheck


def columns(move: Move) -> Values:
    """The public address; no approval and no schedule is left standing. Raises Refused where it is switched off."""
    if not settings.BREAK_GLASS:
        raise Refused(OFF)
    return {"slug": publication.slug_of(move.factcheck)} | FREE | UNAPPROVED


def rows(move: Move, event: Event) -> Values:
    """Publishes, and raises the alarm once that is committed."""
    factcheck, by = move.factcheck, move.by
    made = publication.publish(factcheck=factcheck, content=move.content, by=by, event=event, unapproved=True)
    text = (
        f"{by.name} published {factcheck.number} of the desk {factcheck.desk.name} though nobody has approved it, "
        f"for this reason: {move.note}"
    )
    subject = f"{factcheck.number} was published without approval"
    # Who did it is told as well, so that nobody does it in their name.
    people.tell_admins(by=by, subject=subject, text=text, also=_also(move), to=(by.email,))
    return made


def _also(move: Move) -> tuple[int, ...]:
    """Chief editors and the author, beside the admins."""
    chiefs = User.objects.filter(groups__name=Role.CHIEF.value).values_list("pk", flat=True)
    author = move.factcheck.author_id
    return (*chiefs, *((author,) if author else ()))
