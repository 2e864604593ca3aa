"""`python -m tests.abuse.weigh FOLDER`: inspects and paints every file in it; prints the most that a child held, in MB.

A process of its own, and a small one: Linux counts what a parent holds at the moment of the start to its child.
"""

import resource
import sys
from contextlib import suppress
from pathlib import Path

from factchecks.files.errors import Refused
from factchecks.files.images import publish_image
from factchecks.files.inspect import inspect
from factchecks.files.kinds import Family
from factchecks.files.store import Store


def main(folder: Path) -> None:
    """The files carry the names they would be sent under."""
    for path in sorted(one for one in folder.iterdir() if one.is_file()):
        with suppress(Refused):
            if inspect(path, path.name).kind.family is Family.IMAGE:
                publish_image(path, Store(folder / "store"))
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
