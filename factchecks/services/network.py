"""How this newsroom meets the outside web: safety policy, limits and the shared politeness gate."""

import os
from functools import cache

from django.conf import settings

from factchecks.links.gate import Gate, HomeGate, LocalGate, RedisGate
from factchecks.links.limits import Limits
from factchecks.links.safety import SafetyPolicy


@cache
def policy() -> SafetyPolicy:
    """What the environment opened on purpose; nothing by default."""
    return SafetyPolicy.from_environ(os.environ)


@cache
def limits() -> Limits:
    """Sizes and times of a fetch."""
    return Limits.from_environ(os.environ)


@cache
def gate() -> Gate:
    """One gate for all workers when there is a broker, else one for this process. The demo's sites need no pace."""
    wait, url = limits().max_wait, settings.BROKER_URL
    shared: Gate = RedisGate.from_url(url, max_wait=wait) if url else LocalGate(max_wait=wait)
    return HomeGate(policy().demo_origins, shared)
