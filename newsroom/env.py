"""What the surroundings say: the data folder, the secret key, the database, mail and the broker's address."""

import json
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
# A mail server that does not answer holds nobody up for longer.
MAIL_TIMEOUT_S = 10


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


def mailer() -> dict[str, Any]:
    """How mail goes out: by MAIL_URL (`smtp+tls://user:password@host:587`, or `smtp+ssl:`); else to the log."""
    if not env.str("MAIL_URL", default=""):
        return {"BACKEND": env.str("MAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")}
    told = env.email_url("MAIL_URL")
    options = {
        "host": told["EMAIL_HOST"],
        "port": told["EMAIL_PORT"],
        "username": told["EMAIL_HOST_USER"],
        "password": told["EMAIL_HOST_PASSWORD"],
        "use_tls": told.get("EMAIL_USE_TLS", False),
        "use_ssl": told.get("EMAIL_USE_SSL", False),
        "timeout": MAIL_TIMEOUT_S,
    }
    return {"BACKEND": told["EMAIL_BACKEND"], "OPTIONS": options}
