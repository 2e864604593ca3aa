"""The hostile web, and a way to fetch from it on purpose."""

import ipaddress
from dataclasses import replace

import pytest

from factchecks.links.engine import fetch
from factchecks.links.gate import OpenGate
from factchecks.links.limits import Limits
from factchecks.links.records import FetchSpec
from factchecks.links.safety import SafetyPolicy
from tests.links.hostile_web import HostileWeb

QUICK = Limits(connect=1.0, total=5.0, patient_total=5.0)
LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))


@pytest.fixture(scope="session")
def web():
    with HostileWeb() as server:
        yield server


def opened(*ports):
    """A policy in which loopback was opened on purpose."""
    return SafetyPolicy(allowed_networks=LOOPBACK, allowed_ports=frozenset(ports))


@pytest.fixture
def get(web):
    """get("/path", total=0.5, etag=...) -> Attempt; limits and spec fields by name."""

    def one(
        path, *, gate=None, lookup=None, tls=None, etag="", last_modified="", patient=False, port=80, **limits
    ):
        url = path if path.startswith("http") else web.url(path)
        spec = FetchSpec(url, etag, last_modified, patient)
        policy = opened(web.port, port)
        bounds = replace(QUICK, **limits)
        return fetch(spec, gate or OpenGate(), policy, bounds, lookup=lookup, tls=tls)

    return one
