"""Imports the whole program as if only one lock were installed: `python -m tests.run.only_locked embedded`.

Modules of all other installed packages are as good as missing; what is optional is left out without a word.
"""

import importlib
import pkgutil
import re
import sys
from importlib.metadata import packages_distributions

from newsroom.env import BASE_DIR

# What the processes of `make run` import besides our own modules.
PROGRAMS = ("granian.cli", "celery.bin.celery", "celery.apps.worker", "celery.beat", "celery.concurrency.thread")
LOCKED = re.compile(r"^([a-z0-9][\w.-]*)==", re.MULTILINE)


def plain(name):
    """The name of a package as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


class OnlyLocked:
    """A finder that comes first and refuses the modules of packages that are not in the lock."""

    def __init__(self, lock):
        locked = set(LOCKED.findall((BASE_DIR / "requirements" / f"{lock}.txt").read_text()))
        self._missing = {
            module for module, packages in packages_distributions().items() if not {*map(plain, packages)} & locked
        }

    def find_spec(self, name, path=None, target=None):
        if name in self._missing:
            raise ModuleNotFoundError(f"{name} is in no package of the lock.", name=name)


def main():
    sys.meta_path.insert(0, OnlyLocked(sys.argv[1]))
    for name in ("newsroom.wsgi", "newsroom.celery", "newsroom.supervisor", *PROGRAMS):
        importlib.import_module(name)
    for found in pkgutil.walk_packages(importlib.import_module("factchecks").__path__, "factchecks."):
        importlib.import_module(found.name)
    # The transport is imported with the first connection, which is opened only when it is used.
    importlib.import_module("newsroom.celery").app.connection_for_write()


if __name__ == "__main__":
    main()
