"""Who else is at a check, and the token with which its open page asks what changed."""

from typing import Any

from factchecks.errors import NotFound
from factchecks.models import User
from factchecks.models.pulse import Pulse
from factchecks.services import presence


def pulse_of(*, check_id: int, user: User) -> dict[str, Any]:
    """For a page that is about to be read: read before it, so that nothing falls between the two. One query."""
    people = presence.others(check_id=check_id, than=user)
    pulse = Pulse.read(check_id=check_id, user=user, people=[(one.user_id, one.doing, one.since) for one in people])
    if pulse is None:
        raise NotFound("There is no such check, or it is not on a desk of yours.")
    return {"people": people, "pulse": pulse, "every": presence.EVERY_S}
