"""Makes moves when told to, as a process of its own: `python -m tests.chaos.decide`, a JSON line an order.

{"at": monotonic seconds, "check": id, "action": ..., "by": id, "version": n, "note": ...}
  -> {"status": ..., "page": ...}
{"at": monotonic seconds, "fire": id of a job} -> {"done": whether this process did it}
{"at": monotonic seconds, "append": n, "writers": m} -> {"appended": n * m}
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from factchecks.models import User  # noqa: E402
from factchecks.services import ledger, worker  # noqa: E402
from tests.signed_in import sign_in  # noqa: E402


def _wait(at):
    """The barrier: the clock is the same in every process of a machine. Sleeps, and spins the last millisecond."""
    time.sleep(max(0.0, at - time.monotonic() - 0.001))
    while time.monotonic() < at:
        pass


@cache
def _browser(user_id):
    """Signed in once; through all of Django but the socket."""
    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
    sign_in(client, User.objects.get(pk=user_id))
    return client


def _move(order):
    client = _browser(order["by"])
    form = {"version": order["version"], "note": order["note"], "origin": "review"}
    _wait(order["at"])
    page = client.post(f"/newsroom/checks/{order['check']}/do/{order['action']}/", form)
    return {"status": page.status_code, "page": page.text}


def _fire(order):
    _wait(order["at"])
    done = worker.run(order["fire"])
    connection.close()
    return {"done": done}


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
        answer = _append_all(order) if "append" in order else _fire(order) if "fire" in order else _move(order)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
