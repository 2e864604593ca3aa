"""What one must know of a measurement to make it again."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"


def said(*command: str) -> str:
    """What a program prints."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def about(command: str, rounds: int) -> dict[str, Any]:
    """The command, the commit (with + where files were changed since), when, and on what machine."""
    return {
        "command": command,
        "commit": said("git", "rev-parse", "--short=12", "HEAD") + ("+" if said("git", "status", "-s") else ""),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "rounds": rounds,
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
    }
