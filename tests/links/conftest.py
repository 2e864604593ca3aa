"""The hostile web, and a way to fetch from it on purpose."""

from dataclasses import replace

import pytest

from factchecks.links.engine import fetch
from factchecks.links.gate import OpenGate
from factchecks.links.records import FetchSpec
from tests.links.hostile_web import HostileWeb
from tests.links.opened import QUICK, opened


@pytest.fixture(scope="session")
def web():
    with HostileWeb() as server:
        yield server


@pytest.fixture
def get(web):
    """get("/path", total=0.5, etag=...) -> Attempt; limits and spec fields by name."""

    def one(path, *, gate=None, lookup=None, tls=None, etag="", last_modified="", patient=False, port=80, **limits):
        url = path if path.startswith("http") else web.url(path)
        spec = FetchSpec(url, etag, last_modified, patient)
        policy = opened(web.port, port)
        bounds = replace(QUICK, **limits)
        return fetch(spec, gate or OpenGate(), policy, bounds, lookup=lookup, tls=tls)

    return one
