"""What the surroundings say: the data folder, the secret key, the database and the broker's address."""

import json
import os
import secrets
import tempfile
from contextlib import suppress
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
    if not path.exists():
        _make_key(path)
    return path.read_text().strip()


def _make_key(path: Path) -> None:
    """Of several processes at a first start one makes the key; it is there as a whole or not at all."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix="secret_key.") as file:  # 0600
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)


def broker_url(folder: Path) -> str:
    """REDIS_URL, else what the embedded Valkey wrote to `run/valkey.json`, else an empty string."""
    given = str(env.str("REDIS_URL", default=""))
    if given:
        return given
    try:
        return str(json.loads((folder / "run" / "valkey.json").read_text())["url"])
    except (FileNotFoundError, ValueError, KeyError):
        return ""
