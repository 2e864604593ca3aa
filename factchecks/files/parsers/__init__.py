"""Real parsers of hostile bytes. Each module is a program, run only as a child of `files/sandbox.py`."""
