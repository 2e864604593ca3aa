"""Reads numbers and lists from an environment mapping, with errors that name the variable."""

from collections.abc import Mapping


def number(environ: Mapping[str, str], name: str, default: float) -> float:
    """A number above zero, or `default` when unset or blank. Raises ValueError naming the variable."""
    text = environ.get(name, "").strip()
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{name} must be a number, not {text!r}.") from None
    if not 0 < value < 1e12:
        raise ValueError(f"{name} must be a number above zero, not {text!r}.")
    return value


def count(environ: Mapping[str, str], name: str, default: int) -> int:
    """A whole number above zero, or `default`. Raises ValueError naming the variable."""
    value = number(environ, name, default)
    if value != int(value):
        raise ValueError(f"{name} must be a whole number, not {environ[name]!r}.")
    return int(value)


def items(environ: Mapping[str, str], name: str) -> list[str]:
    """The parts of a comma-separated list, blanks dropped."""
    return [part.strip() for part in environ.get(name, "").split(",") if part.strip()]
