"""Makes the data folder ready before the processes start: tables, static files, the demo on the first run."""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError

from newsroom.plan import people_file


def newest(paths: list[Path]) -> float:
    """The latest change of any file at or below `paths`, in seconds since 1970; 0 for none."""
    found = (file for path in paths for file in ([path] if path.is_file() else path.rglob("*")))
    return max((file.stat().st_mtime for file in found if file.is_file()), default=0.0)


def static_is_stale(*, root: Path, sources: list[Path]) -> bool:
    """Whether the manifest below `root` is missing or older than a file in `sources`."""
    manifest = root / "staticfiles.json"
    return not manifest.is_file() or manifest.stat().st_mtime < newest(sources)


def prepare() -> None:
    """Migrate, collect static files if they changed, load the demo if it never was."""
    call_command("migrate", interactive=False, verbosity=0)
    # The installed packages bring static files too: the mark of their lock stands for them.
    sources = [*map(Path, settings.STATICFILES_DIRS), Path(sys.prefix, ".lock-hash")]
    if static_is_stale(root=Path(settings.STATIC_ROOT), sources=sources):
        call_command("collectstatic", interactive=False, verbosity=0)
    if settings.DEMO and not people_file(settings.DATA_DIR).exists():
        call_command("load_demo")


def main() -> int:
    """Exit code 1 and one sentence when the database or a command refuses."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.dev")
    django.setup()
    try:
        prepare()
    except (CommandError, OperationalError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
