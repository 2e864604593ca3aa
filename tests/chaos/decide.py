"""Makes moves when told to, as a process of its own: `python -m tests.chaos.decide`, a JSON line an order.

{"at": monotonic seconds, "check": id, "action": ..., "by": id, "version": n, "note": ...} -> {"done": ..., ...}
{"at": monotonic seconds, "append": n, "writers": m} -> {"appended": n * m}
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.db import connection  # noqa: E402

from factchecks.errors import NewsroomError  # noqa: E402
from factchecks.models import User  # noqa: E402
from factchecks.services import ledger  # noqa: E402
from factchecks.services.transitions import transition  # noqa: E402
from factchecks.states import Action  # noqa: E402


def _wait(at):
    """The barrier: the clock is the same in every process of a machine. Sleeps, and spins the last millisecond."""
    time.sleep(max(0.0, at - time.monotonic() - 0.001))
    while time.monotonic() < at:
        pass


def _move(order):
    by = User.objects.get(pk=order["by"])
    action = Action(order["action"])
    _wait(order["at"])
    try:
        moved = transition(
            check_id=order["check"], action=action, by=by, seen_version=order["version"], note=order["note"]
        )
    except NewsroomError as error:
        return {"done": False, "error": type(error).__name__, "says": str(error)}
    return {"done": True, "version": moved.version}


def _append(number, at):
    _wait(at)
    for _ in range(number):
        ledger.append(chain=ledger.SITE, verb="race", by=None, target="site")
    connection.close()
    return number


def _append_all(order):
    with ThreadPoolExecutor(order["writers"]) as pool:
        asked = [pool.submit(_append, order["append"], order["at"]) for _ in range(order["writers"])]
        return {"appended": sum(one.result() for one in asked)}


def main():
    for line in sys.stdin:
        order = json.loads(line)
        answer = _append_all(order) if "append" in order else _move(order)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
