"""`make mutate`: takes each rule away in turn and runs its tests; exit 1 when one is not missed.

`--list` names them; words on the command line choose those whose name contains one of them.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.mutations.catalogue import every  # noqa: E402
from tests.mutations.change import Mutation  # noqa: E402

PLUGIN = "tests.mutations.plugin"
# What a run needs to tell pass from fail, and no more: each plugin left out is a third of a second, 280 times.
WITHOUT = ("cacheprovider", "xdist", "hypothesispytest", "unraisableexception", "threadexception")
OPTIONS = ("-x", "-q", "--reuse-db", "--no-header", "--tb=no", "--assert=plain", "-p", PLUGIN)
OPTIONS += tuple(word for name in WITHOUT for word in ("-p", f"no:{name}"))
# pytest's exit codes: everything passed, a test failed, and what else there is (a broken run proves nothing).
PASSED, FAILED = 0, 1
# Seconds; a test that hangs has noticed as well.
LONGEST = 180


def read_arguments():
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only mutations whose name contains one of these")
    parser.add_argument("--list", action="store_true", help="only name them")
    return parser.parse_args()


def chosen(words) -> list[Mutation]:
    """The mutations whose name contains one of the words; all of them without words."""
    return [one for one in every().values() if not words or any(word in one.name for word in words)]


def surroundings(folder: Path, name: str) -> dict[str, str]:
    """A data folder of our own, and the one variable that the plugin reads."""
    own = {"NEWSROOM_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "newsroom.settings.test", "NEWSROOM_MUTATION": name}
    return {**{key: value for key, value in os.environ.items() if key != "DATABASE_URL"}, **own}


def in_fresh_process(mutation: Mutation, folder: Path, screen) -> int:
    """pytest's exit code with a module imported in its changed form."""
    command = [sys.executable, "-m", "pytest", *OPTIONS, *mutation.tests]
    env = surroundings(folder, mutation.name)
    try:
        found = subprocess.run(command, cwd=ROOT, env=env, stdout=screen, stderr=screen, check=False, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return FAILED
    return found.returncode


def in_fork(mutation: Mutation, folder: Path, screen) -> int:
    """The same for a table, in a copy of this process, which has loaded everything already."""
    pid = os.fork()
    if pid == 0:
        os.dup2(screen.fileno(), 1)
        os.dup2(screen.fileno(), 2)
        os.environ.update(surroundings(folder, mutation.name))
        import pytest

        os._exit(int(pytest.main([*OPTIONS, *mutation.tests])))
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def load(folder: Path) -> None:
    """Imports once what every fork needs."""
    os.environ.update(surroundings(folder, ""))
    os.chdir(ROOT)
    import django

    django.setup()


def verdict(code: int, screen: Path) -> str:
    """`caught`, `SURVIVED`, or what else happened, with the last words of the run."""
    said = screen.read_text()
    if code == PASSED:
        return "SURVIVED"
    if code == FAILED or re.search(r"\b\d+ (failed|errors?)\b", said):
        return "caught"
    return f"BROKEN ({' '.join(said.split())[-160:]})"


def unharmed(folder: Path, tests: set[str], screen) -> bool:
    """Whether the tests pass while nothing is taken away: without that, catching proves nothing."""
    whole = Mutation(name="", tests=tuple(sorted(tests)), change=lambda: None)
    return in_fresh_process(whole, folder, screen) == PASSED


def main() -> int:
    """0 when every mutation was caught."""
    arguments = read_arguments()
    mutations = chosen(arguments.words)
    if arguments.list:
        sys.stdout.write("".join(f"{one.name}\n" for one in mutations))
        return 0
    return try_all(mutations)


def try_all(mutations: list[Mutation]) -> int:
    """Runs them one after another and prints a line for each."""
    found, started = Counter(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="newsroom-mutate-") as name:
        folder = Path(name)
        screen = folder / "screen"
        with screen.open("w") as first:
            if not unharmed(folder, {test for one in mutations for test in one.tests}, first):
                sys.stdout.write(f"The tests fail as they are:\n{screen.read_text()}")
                return 1
        load(folder)
        for mutation in mutations:
            with screen.open("w") as out:
                code = (in_fresh_process if mutation.in_source else in_fork)(mutation, folder, out)
            said = verdict(code, screen)
            found[said.partition(" ")[0]] += 1
            sys.stdout.write(f"{said:10} {mutation.name}\n")
            sys.stdout.flush()
    seconds = time.monotonic() - started
    figures = ", ".join(f"{number} {word}" for word, number in sorted(found.items()))
    sys.stdout.write(f"{len(mutations)} mutations in {seconds:.0f} s: {figures}\n")
    return 0 if set(found) == {"caught"} else 1


if __name__ == "__main__":
    sys.exit(main())
