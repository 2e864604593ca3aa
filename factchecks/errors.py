"""What a service may raise. Doors turn these into pages and answers; nothing else is caught there."""


class NewsroomError(Exception):
    """The base: its text is a sentence for the person who asked."""


class Refused(NewsroomError):
    """A rule says no. `reasons` holds a sentence for each rule, in the order of the table."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class NotAllowed(Refused):
    """The person lacks a right; the sentence names it and says who can give it."""


class Stale(NewsroomError):
    """Somebody else changed the thing since the form was opened (HTTP 409)."""

    def __init__(self, *, seen: int, now: int) -> None:
        super().__init__(f"This was changed since you opened it (you saw version {seen}, it is now {now}).")
        self.seen = seen
        self.now = now


class Overtaken(NewsroomError):
    """Somebody else decided first; the sentence says who, and what (HTTP 409)."""


class NotFound(NewsroomError):
    """There is no such thing within what this person may see (HTTP 404)."""
