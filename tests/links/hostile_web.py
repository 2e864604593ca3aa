"""A web of bad manners on 127.0.0.1: each path misbehaves in its own way (see the package `hostile`)."""

from tests.links.hostile.server import HostileWeb, has_ipv6_loopback
from tests.links.hostile.wire import PAGE, Request, answer, at

__all__ = ["PAGE", "HostileWeb", "Request", "answer", "at", "has_ipv6_loopback"]
