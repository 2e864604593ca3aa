"""What many readers share, made once for all of them, and anew after every change of what is published."""

from collections.abc import Callable
from typing import cast
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction

TURN = "public:turn"


def kept[T](key: str, make: Callable[[], T], *, seconds: int) -> T:
    """What `make` gives, made once for all who ask within that time and before the next change. One round trip."""
    name = f"public:{key}"
    found = cache.get_many([TURN, name])
    turn, held = found.get(TURN), found.get(name)
    if held is not None and held[0] == turn:
        return cast(T, held[1])
    made = make()
    # Under the turn that was read before it was made: what a change overtook is never shown after that change.
    cache.set(name, (turn, made), seconds)
    return made


def changed() -> None:
    """Whatever was made before is not shown again, by no process. For what is committed already."""
    cache.set(TURN, uuid4().hex, None)


def renew() -> None:
    """The same once the running transaction is committed: call it with every change that readers see."""
    # What is published is published: a cache that cannot be written runs out by itself.
    transaction.on_commit(changed, robust=True)
