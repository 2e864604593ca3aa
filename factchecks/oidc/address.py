"""Which addresses a secret may be sent to."""

from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def is_encrypted(url: object) -> bool:
    """Whether this is an https address with a host, without a name and password in it."""
    return _host(url, "https") != ""


def stays_here(url: object) -> bool:
    """Whether this is an http address of this computer: a provider that is tried out."""
    return _host(url, "http") in LOOPBACK


def _host(url: object, scheme: str) -> str:
    """The host of an address of that scheme; empty for anything else."""
    if not isinstance(url, str) or not url.isascii() or not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme == scheme and "@" not in parts.netloc else ""
