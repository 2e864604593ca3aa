"""How often readers may write and knock: counted by connection and hour, in the cache that goes on without Redis."""

import ipaddress
import time
from datetime import UTC, datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# Letters from one connection in an hour. A class at school shares one.
MOST = 10
HOUR_S = 3600
# A provider gives a household as much as this of IPv6.
HOUSEHOLD = 64


def _connection(request: HttpRequest) -> str:
    """Where the request comes from, as sign-in reads it; a household for IPv6."""
    text = str(get_adapter(request).get_client_ip(request))
    try:
        ip = ipaddress.ip_address(text)
    except ValueError:
        return text
    return str(ipaddress.ip_network(f"{ip}/{HOUSEHOLD}", strict=False)) if ip.version == 6 else str(ip)


def held_until(
    request: HttpRequest, counts: BaseCache = cache, *, kind: str = "letters", most: int = MOST
) -> datetime | None:
    """Counts one letter, or one of another kind; when the next one is taken if this was too many, else None."""
    hour = int(time.time()) // HOUR_S
    # The address of a reader stands nowhere, not in the cache either.
    mark = salted_hmac(kind, f"{hour} {_connection(request)}", algorithm="sha256")
    key = f"{kind}:{mark.hexdigest()}"
    counts.add(key, 0, HOUR_S)
    try:
        sent = counts.incr(key)
    except ValueError:  # the cache came or went between the two lines
        return None
    return datetime.fromtimestamp((hour + 1) * HOUR_S, UTC) if sent > most else None
