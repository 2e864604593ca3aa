"""The real program on its own data folder, and a real browser in front of it."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from newsroom.env import BASE_DIR
from tests.run.processes import eventually

ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_SECONDS = 180


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """One line that `make run` prints."""

    role: str
    email: str
    password: str


@dataclass(frozen=True, kw_only=True)
class Program:
    """The running program: its address, the port of the demo web, and who can sign in."""

    url: str
    demo_port: int
    people: dict[str, SignIn]
    data: Path
    process: subprocess.Popen[bytes]

    def site(self, name: str, path: str) -> str:
        """Address of a page of the demo web."""
        return f"http://{name}.localhost:{self.demo_port}{path}"

    def get(self, path: str) -> bytes:
        """What a reader without a browser gets."""
        with urllib.request.urlopen(self.url.rstrip("/") + path, timeout=30) as answer:
            return answer.read()


def _people(screen: Path) -> dict[str, SignIn]:
    found = {}
    for line in screen.read_text().splitlines():
        words = line.split(" ")
        if len(words) == 3 and "@" in words[1]:
            found[words[0]] = SignIn(role=words[0], email=words[1], password=words[2])
    return found


def _wait(screen: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while "Newsroom is running at" not in screen.read_text() or len(_people(screen)) < 5:
        assert process.poll() is None, screen.read_text()[-4000:]
        assert time.monotonic() < deadline, screen.read_text()[-4000:]
        time.sleep(0.1)


@contextmanager
def program(folder: Path) -> Iterator[Program]:
    """Starts what `make run` starts, with free ports, and stops it at the end."""
    screen = folder / "screen.txt"
    data = folder / "data"
    env = os.environ | {"NEWSROOM_DATA": str(data), "PORT": "0", "DJANGO_SETTINGS_MODULE": "newsroom.settings.dev"}
    for name in ("DATABASE_URL", "REDIS_URL", "NEWSROOM_DEMO", "SITE_URL"):
        env.pop(name, None)
    with screen.open("wb") as out:
        command = [sys.executable, "-m", "newsroom.supervisor"]
        process = subprocess.Popen(command, cwd=BASE_DIR, env=env, stdout=out, stderr=out)
    try:
        _wait(screen, process)
        facts = json.loads((data / "run" / "ports.json").read_text())
        yield Program(
            url=facts["url"], demo_port=int(facts["demo"]), people=_people(screen), data=data, process=process
        )
    finally:
        process.terminate()
        eventually(lambda: process.poll() is not None)
        process.kill()
        if os.environ.get("NEWSROOM_SHOW_LOG"):
            sys.stderr.write(screen.read_text())


def executable() -> str:
    """A browser on this machine, or an empty string."""
    named = os.environ.get("NEWSROOM_BROWSER", "")
    return named or next((path for name in NAMES if (path := shutil.which(name))), "")


@contextmanager
def browser() -> Iterator[Browser]:
    """A real browser without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield opened
        opened.close()


@dataclass
class Seat:
    """One person at a browser of their own. `complaints` holds console errors and broken scripts."""

    page: Page
    context: BrowserContext
    program: Program
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Opens a path; asserts that the answer is a page."""
        answer = self.page.goto(self.program.url.rstrip("/") + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        return self.page


def take_seat(opened: Browser, running: Program, role: str = "", **options) -> Seat:
    """A fresh browser context, signed in as a role unless it is a reader's."""
    context = opened.new_context(viewport={"width": 1440, "height": 1000}, **options)
    seat = Seat(page=context.new_page(), context=context, program=running)
    seat.page.on("pageerror", lambda error: seat.complaints.append(str(error)))
    seat.page.on("console", lambda said: seat.complaints.append(said.text) if said.type == "error" else None)
    if role:
        person = running.people[role]
        page = seat.go("/accounts/login/")
        page.get_by_label("E-mail").fill(person.email)
        page.get_by_label("Password", exact=True).fill(person.password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/newsroom/")
    return seat
