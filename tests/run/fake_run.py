"""Small shell processes under the real Keeper: `python -m tests.run.fake_run FOLDER`."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from newsroom.children import Spec
from newsroom.embedded import write_private
from newsroom.keeper import Keeper

STEADY = "trap 'echo steady >>stops; exit' TERM; cd {folder}; echo ready; while :; do sleep 0.05; done"
FAMILY = "sleep 1000 & echo grandchild $! ; wait"
LAST = "trap 'echo last >>stops; exit' TERM; cd {folder}; while :; do sleep 0.05; done"
EXTRA = {
    "deaf": "trap '' TERM; echo deaf; while :; do sleep 0.05; done",
    "chatty": "while :; do echo again; sleep 0.05; done",
}


def main() -> None:
    """Keep three processes, and those of EXTRA named as arguments, until we are asked to stop."""
    folder = Path(sys.argv[1])

    def remember(pids: Mapping[str, int]) -> None:
        write_private(folder / "pids.json", json.dumps(dict(pids)))

    scripts = {"steady": STEADY, "family": FAMILY} | {name: EXTRA[name] for name in sys.argv[2:]}
    with Keeper(on_change=remember) as keeper:
        last = ("sh", "-c", LAST.format(folder=folder))
        keeper.start(Spec(name="last", command=last, outlives_others=True))
        for name, script in scripts.items():
            keeper.start(Spec(name=name, command=("sh", "-c", script.format(folder=folder))))
        while not keeper.stopping:
            keeper.step()


if __name__ == "__main__":
    main()
