"""The pytest plugin that takes one rule away: `NEWSROOM_MUTATION=name pytest -p tests.mutations.plugin ...`."""

import os

from tests.mutations.catalogue import find

name = os.environ.get("NEWSROOM_MUTATION", "")
if name:
    find(name).change()
