"""`make run` (`python -m newsroom.supervisor`): all parts of Newsroom on one machine, from one command."""

import fcntl
import http.client
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from newsroom.children import Spec
from newsroom.embedded import NoServer
from newsroom.env import data_dir
from newsroom.keeper import Keeper
from newsroom.plan import Plan, Refused, make_plan, people_file, preparation, processes, read_facts, write_facts

VALKEY_SECONDS = 10.0
WEB_TRIES = 3


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the data folder's lock; raises Refused with the other's address when another run has it."""
    path = folder / "run" / "supervisor.lock"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            where = read_facts(folder).get("url", "another address")
            raise Refused(f"Newsroom is already running on {folder}: {where}") from None
        yield


def answers(plan: Plan) -> bool:
    """Whether GET /healthz of the web process says 200 now."""
    connection = http.client.HTTPConnection(plan.reached_at, plan.web_port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def sign_in_lines(plan: Plan) -> list[str]:
    """One line a demo person (`role email password`), or how to make the first admin."""
    if not plan.demo:
        return ["Make the first admin with: .venv/bin/python manage.py create_admin EMAIL"]
    try:
        people = json.loads(people_file(plan.data_dir).read_text())
    except (OSError, ValueError):
        return ["The demo's sign-ins are missing: start with an empty NEWSROOM_DATA to load it again."]
    return [f"{person['role']} {person['email']} {person['password']}" for person in people]


def start_valkey(plan: Plan, keeper: Keeper) -> None:
    """Start the embedded server, if there is one, and wait until it answers; raises Refused."""
    if plan.valkey is None:
        return
    keeper.start(plan.valkey.spec)
    deadline = time.monotonic() + VALKEY_SECONDS
    while not plan.valkey.answers() and not keeper.stopping:
        if time.monotonic() > deadline:
            raise Refused(f"The embedded Valkey does not start; see {plan.data_dir}/valkey/valkey.log.")
        keeper.step()


def keep_running(plan: Plan, keeper: Keeper, *, first: Spec, parts: list[Spec]) -> None:
    """Run `first` to its end, then keep `parts` (one named "web") until we are asked to stop.

    Raises Refused when `first` fails or the web process dies three times before it answers.
    """
    if keeper.finish(first) != 0 and not keeper.stopping:
        raise Refused("Newsroom could not be made ready; the lines above say why.")
    for spec in [] if keeper.stopping else parts:
        keeper.start(spec)
    announced = False
    while not keeper.stopping:
        keeper.step()
        if announced:
            continue
        if keeper.deaths("web") >= WEB_TRIES:
            raise Refused("The web process does not start; the lines above say why.")
        if announced := answers(plan):
            for line in [f"Newsroom is running at {plan.url}", *sign_in_lines(plan)]:
                keeper.say(line)
    keeper.say("Stopping.")


def run(folder: Path) -> None:
    """One whole run on a data folder; raises Refused and NoServer (sentences)."""
    with only_one(folder):
        plan = make_plan(os.environ, folder)

        def remember(pids: Mapping[str, int]) -> None:
            write_facts(plan, {"supervisor": os.getpid(), **pids})
            if plan.valkey and "valkey" in pids:
                plan.valkey.announce(pids["valkey"])

        try:
            with Keeper(on_change=remember) as keeper:
                for note in plan.notes():
                    keeper.say(note)
                start_valkey(plan, keeper)
                keep_running(plan, keeper, first=preparation(plan), parts=processes(plan))
        finally:
            if plan.valkey:
                plan.valkey.run_file.unlink(missing_ok=True)


def main() -> int:
    """The exit code: 0 after a normal stop, 1 with one sentence when it cannot run."""
    try:
        run(data_dir())
    except (Refused, NoServer) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    except KeyboardInterrupt:
        return 130  # Ctrl-C before there was anything to stop.
    return 0


if __name__ == "__main__":
    sys.exit(main())
