"""The real run with a file server for a web process: `python -m tests.run.fake_newsroom FOLDER FIRST WEB`.

FIRST and WEB are shell commands; `{port}` in WEB becomes the plan's port.
"""

import os
import sys
from pathlib import Path

from newsroom.children import Spec
from newsroom.keeper import Keeper
from newsroom.plan import Refused, make_plan
from newsroom.supervisor import keep_running


def main() -> int:
    """The exit code that `make run` would have."""
    folder, first, web = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    demo = os.environ.get("FAKE_DEMO", "1")
    plan = make_plan({"PORT": "0", "REDIS_URL": "redis://127.0.0.1:1/0", "NEWSROOM_DEMO": demo}, folder)
    part = Spec(name="web", command=("sh", "-c", web.format(port=plan.web_port, folder=folder)))
    try:
        with Keeper() as keeper:
            ready = Spec(name="setup", command=("sh", "-c", first))
            keep_running(plan, keeper, first=ready, parts=[part])
    except Refused as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
