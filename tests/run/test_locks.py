"""Running needs nothing that only the tests bring."""

import os
import subprocess
import sys

import pytest

from newsroom.env import BASE_DIR


@pytest.mark.parametrize("lock", ["run", "embedded", "dev"])
def test_the_program_imports_nothing_that_its_lock_does_not_install(lock, tmp_path):
    own = {"NEWSROOM_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "newsroom.settings.dev"}
    command = [sys.executable, "-m", "tests.run.only_locked", lock]
    done = subprocess.run(command, cwd=BASE_DIR, env=os.environ | own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
