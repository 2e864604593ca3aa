"""Whether two addresses name the same page: only scheme, www, slash, case or tracking differ."""

import re
from urllib.parse import parse_qsl

from factchecks.links.addresses import InvalidAddress, parse

TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|igshid|ref_src|_ga|cmpid)\Z", re.IGNORECASE)


def same_page(one: str, other: str) -> bool:
    """True when a reader would call both the same address. Unreadable addresses are never the same."""
    try:
        return _essence(one) == _essence(other)
    except InvalidAddress:
        return False


def is_bare_root(url: str) -> bool:
    """Whether the address is only a host, without path or query."""
    try:
        return parse(url).target == "/"
    except InvalidAddress:
        return False


def _essence(url: str) -> tuple[str, int, str, tuple[tuple[str, str], ...]]:
    address = parse(url)
    path, _, query = address.target.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = tuple((name, value) for name, value in pairs if not TRACKING.match(name))
    port = 443 if address.port == 80 else address.port
    return address.host.removeprefix("www."), port, path.rstrip("/").casefold(), kept
