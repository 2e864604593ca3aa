"""Tests: quick password hashing, plain static files, a database file a worker."""

import os

from newsroom.settings.base import *  # noqa: F403
from newsroom.settings.base import DATA_DIR, DATABASES, SQLITE_OPTIONS

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / f"test-{worker}.sqlite3")}
    # No test cuts the power: nothing need wait for the disk.
    quick = SQLITE_OPTIONS["init_command"].replace("synchronous=NORMAL", "synchronous=OFF")
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {"init_command": quick}
