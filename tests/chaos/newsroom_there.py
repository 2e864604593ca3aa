"""The whole program, running on the database and the files of the running test, and a door into it for its people."""

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from factchecks.jobs import JobKind
from factchecks.models import FactCheck, Job, Link, User
from factchecks.states import Action
from newsroom.plan import read_facts
from tests.chaos.surroundings import surroundings
from tests.run.processes import program
from tests.signed_in import sign_in

TOKEN = "a" * 32
# How often half a minute is waited for the start, on a machine that runs all the other tests as well.
TRIES = 4


def fetch_nothing() -> None:
    """The worker has no page to ask for: those that the checks of the tests cite are nobody's."""
    Job.objects.exclude(kind=JobKind.SELF_CHECK).delete()
    Link.objects.update(next_check_at=None)


@contextmanager
def newsroom_there(folder: Path) -> Iterator[str]:
    """All parts as `make run` starts them, with a Valkey of their own; yields the address. Stopped as by Ctrl-C."""
    env = surroundings(PORT="0", REDIS_URL="", SECRET_KEY=settings.SECRET_KEY)
    with program(folder, "newsroom.supervisor", **env) as run:
        assert any(run.shows("Newsroom is running at") for _ in range(TRIES)), run.lines()
        yield read_facts(Path(settings.DATA_DIR))["url"].rstrip("/")
        run.process.terminate()
        assert run.ends() == 0


def pressing(root: str, check: FactCheck, action: Action, by: User) -> Callable[[], int]:
    """What presses the button of a move as that person, in the running program, and gives the status."""
    client = Client()
    sign_in(client, by)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    headers = {"Cookie": cookies, "X-CSRFToken": TOKEN} | kind
    path, body = f"/newsroom/checks/{check.pk}/do/{action.value}/", f"version={check.version}"

    def press() -> int:
        connection = http.client.HTTPConnection(urlsplit(root).netloc)
        try:
            connection.request("POST", path, body, headers)
            return connection.getresponse().status
        finally:
            connection.close()

    return press
