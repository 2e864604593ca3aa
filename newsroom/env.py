"""What the surroundings say: the data folder, the secret key, the database and the broker's address."""

import json
import os
import secrets
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def data_dir() -> Path:
    """The folder in which everything the program writes lives (NEWSROOM_DATA, default `var/`); made if missing."""
    folder = Path(env.str("NEWSROOM_DATA", default="") or BASE_DIR / "var").expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """The key in SECRET_KEY or in `<folder>/secret_key` (0600), which is made on the first run."""
    given = str(env.str("SECRET_KEY", default=""))
    if given:
        return given
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def broker_url(folder: Path) -> str:
    """REDIS_URL, else what the embedded Valkey wrote to `run/valkey.json`, else an empty string."""
    given = str(env.str("REDIS_URL", default=""))
    if given:
        return given
    try:
        return str(json.loads((folder / "run" / "valkey.json").read_text())["url"])
    except (FileNotFoundError, ValueError, KeyError):
        return ""
