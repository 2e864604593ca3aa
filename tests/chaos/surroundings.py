"""The environment in which another process meets the database and the files of the running test."""

import os

from django.conf import settings
from django.db import connection


def database_url() -> str:
    """DATABASE_URL of the database of this test."""
    made = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{made['NAME']}"
    return f"postgres://{made['USER']}:{made['PASSWORD']}@{made['HOST']}:{made['PORT']}/{made['NAME']}"


def surroundings(**more: str) -> dict[str, str]:
    """What a child is told: our database, our files, no broker unless `more` names one."""
    kept = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "LINKS_DEMO_ORIGINS")}
    own = {
        "DATABASE_URL": database_url(),
        "NEWSROOM_DATA": str(settings.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings.dev",
        "NEWSROOM_DEMO": "0",
        "PYTHONUNBUFFERED": "1",
    }
    return kept | own | more
