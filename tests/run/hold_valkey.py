"""Holds an embedded Valkey until it is killed: `python -m tests.run.hold_valkey FOLDER`."""

import signal
import sys
from pathlib import Path

from newsroom.embedded import embedded_valkey

if __name__ == "__main__":
    with embedded_valkey(Path(sys.argv[1])):
        signal.pause()
