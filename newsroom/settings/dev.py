"""The default: one machine, SQLite and an embedded Valkey unless the environment says otherwise."""

from newsroom.settings.base import *  # noqa: F403
from newsroom.settings.base import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "newsroom.static.QuickStorage"}
