"""Everything that is written to the log while a test runs, as the program writes it."""

import io
import logging
from contextlib import contextmanager

from newsroom.logs import logging_config


@contextmanager
def kept(*, json_lines):
    """A file with the lines, of every level."""
    line = logging_config(json_lines=json_lines)["formatters"]["line"]
    file = io.StringIO()
    handler = logging.StreamHandler(file)
    handler.setFormatter(line["()"](processor=line["processor"], foreign_pre_chain=line["foreign_pre_chain"]))
    root, quiet = logging.getLogger(), logging.getLogger("django_structlog")
    levels = root.level, quiet.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    quiet.setLevel(logging.INFO)
    try:
        yield file
    finally:
        root.removeHandler(handler)
        root.setLevel(levels[0])
        quiet.setLevel(levels[1])
