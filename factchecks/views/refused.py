"""Carries a refused move back to the page it came from: the reasons, and note and time as they were typed."""

from dataclasses import asdict, dataclass

from django.http import HttpRequest

from factchecks.guards_review import WHY_NOT_MINE

KEY = "refused_move"
# Where the note of a move is typed, and where its buttons are, by their ids.
FIELDS = {"send_back": "note", "propose_verdict": "why", "decline_verdict": "answer"}
FIELDS |= {"retract": "retract-why", "take_down": "take_down-why", "reinstate": "reinstate-why"}
BOXES = {
    "state_verdict": "own",
    "propose_verdict": "verdict",
    "decline_verdict": "proposal",
    "accept_verdict": "proposal",
    "schedule": "publish-at",
}


@dataclass(frozen=True, kw_only=True)
class RefusedMove:
    """What was asked for, why it was not done, and what was typed."""

    check_id: int
    action: str
    reasons: tuple[str, ...]
    note: str = ""
    verdict: str = ""
    time: str = ""

    @property
    def at(self) -> str:
        """The field on the page that the reasons speak of: the note that is missing, else the box of its buttons."""
        if self.reasons == (WHY_NOT_MINE,):
            return "why-not-mine"
        field = FIELDS.get(self.action, "")
        return field if field and not self.note.strip() else BOXES.get(self.action, "decide")


def keep(request: HttpRequest, refused: RefusedMove) -> None:
    """Keeps it for the next page that takes it."""
    request.session[KEY] = asdict(refused) | {"reasons": list(refused.reasons)}


def keep_note(request: HttpRequest, check_id: int, note: str) -> None:
    """Keeps a note that is typed but not sent; nothing was refused."""
    if note.strip():
        keep(request, RefusedMove(check_id=check_id, action="", reasons=(), note=note))


def take(request: HttpRequest, check_id: int) -> RefusedMove | None:
    """The refusal of a move of this check, once."""
    kept = request.session.get(KEY)
    if not kept or kept["check_id"] != check_id:
        return None
    del request.session[KEY]
    return RefusedMove(**kept | {"reasons": tuple(kept["reasons"])})
