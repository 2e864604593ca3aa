"""Asks the advisories about every locked package: `python -m tests.run.audit`. 1 for a known hole, 0 otherwise.

Where the advisories cannot be reached, nothing is known and nothing fails; the last line says so.
"""

import json
import subprocess
import sys

ASKED = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")
LOCK = "requirements/dev.txt"


def asked() -> str:
    """What pip-audit says of the lock, as JSON; empty when it could not say anything."""
    command = [sys.executable, "-m", "pip_audit", *ASKED, "-r", LOCK]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def read(told: str) -> tuple[int, str]:
    """The exit code and the sentences for people."""
    try:
        packages = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, "audit: the advisories could not be asked, so nothing is known."
    known = [one for one in packages if "vulns" in one]
    holes = [f"{one['name']} {one['version']}: {hole['id']}" for one in known for hole in one["vulns"]]
    if not known:
        return 0, f"audit: the advisories know none of {len(packages)} packages here, so nothing is known."
    unknown = len(packages) - len(known)
    lines = [*holes, f"audit: {len(known)} packages asked, {len(holes)} known holes, {unknown} could not be asked."]
    return int(bool(holes)), "\n".join(lines)


def main() -> int:
    """Asks and tells."""
    code, text = read(asked())
    sys.stdout.write(text + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
