"""What is taken out of log lines: control characters, questions, tokens of links, and values inside errors."""

import re
import traceback
from typing import Any

# Whoever reads the log is not whom these links were for: their address opens something.
_TOKEN = re.compile(r"(/preview/|/invitation/|/reset/key/|/confirm-email/)[^/\s]+")
# In the words of an error: what it quotes, addresses of pages and of people, and what a database says of a row.
_VALUES = re.compile(r"'[^']*'|\"[^\"]*\"|\b\w+://\S+|\S+@\S+|\bDETAIL:.*", re.DOTALL)
ERROR_MAX = 300


def _on_one_line(text: str) -> str:
    """The text with every character that is not printed spelled out: no line is begun, no terminal is told anything."""
    return text if text.isprintable() else "".join(_spelled(char) for char in text)


def _spelled(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode()


def _said(error: BaseException) -> str:
    """The kind of an error and its words, without the values in them: these may be a password, or a source."""
    words = _VALUES.sub("'...'", _TOKEN.sub(r"\1...", str(error)))
    return f"{type(error).__module__}.{type(error).__qualname__}: {_on_one_line(words[:ERROR_MAX])}"


def told(exc_info: Any) -> str:
    """The errors from the first cause to the last, each with its lines of code, as Python writes them."""
    parts: list[str] = []
    error: BaseException | None = exc_info[1]
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = "".join(traceback.format_tb(error.__traceback__))
        inner = "".join(f"\n  {_said(one)}" for one in getattr(error, "exceptions", ()))
        parts.append(f"Traceback (most recent call last):\n{frames}{_said(error)}{inner}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\nThe above led to:\n\n".join(reversed(parts))


def _clean(key: str, value: Any) -> Any:
    if not isinstance(value, str) or key == "exception":
        return value
    if key == "request" and "?" in value:
        # What was searched for or handed over in the address.
        value = f"{value.split('?')[0]}?..."
    return _on_one_line(_TOKEN.sub(r"\1...", value))


def cleaned(logger: Any, method: str, event: Any) -> Any:
    """A processor of structlog: every text on one line, without tokens and questions."""
    return {key: _clean(key, value) for key, value in event.items()}
