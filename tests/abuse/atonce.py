"""Several works at the same moment, in threads with a connection each."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from factchecks.errors import Refused


def at_once(*works: Callable[[], object]) -> list[str]:
    """What each was refused with; an empty text for one that was done."""
    ready = threading.Barrier(len(works))

    def one(work: Callable[[], object]) -> str:
        ready.wait()
        try:
            work()
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))
