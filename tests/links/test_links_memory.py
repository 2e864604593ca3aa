"""A bomb, an endless body and a batch of both stay small, measured from outside in a process of their own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXTRA = 30_000
# The second measurement is the peak of the whole life of the process (VmHWM), the first what it held before.
CHILD = """
import asyncio, json, resource, sys
from factchecks.links.engine import fetch_many
from factchecks.links.gate import OpenGate
from factchecks.links.limits import Limits
from factchecks.links.records import FetchSpec
from tests.links.opened import opened

def kilobytes(name):
    status = open("/proc/self/status").read()
    return int(status.partition(name + ":")[2].split()[0])

async def sizes(paths):
    specs = [FetchSpec(base + path) for path in paths]
    found = []
    async for attempt in fetch_many(specs, OpenGate(), opened(port), Limits(retries=0)):
        found.append([attempt.status, len(attempt.raw), len(attempt.body), attempt.truncated])
        del attempt
    return found

base, port, paths = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
asyncio.run(sizes(["/packed/gzip", "/packed/br", "/page"]))
before = kilobytes("VmRSS")
found = asyncio.run(sizes(paths))
print(json.dumps({"extra": kilobytes("VmHWM") - before, "found": found}))
"""


def measured(web, *paths):
    command = [sys.executable, "-c", CHILD, web.base, str(web.port), *paths]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    return json.loads(ended.stdout)


@pytest.mark.parametrize("kind", ["gzip", "deflate", "br"])
def test_a_bomb_of_200_megabytes_costs_less_than_30(web, kind):
    seen = measured(web, f"/bomb/{kind}/200")
    assert [one[2:] for one in seen["found"]] == [[20_000_000, True]]
    assert seen["extra"] < EXTRA


@pytest.mark.parametrize(("path", "size"), [("/endless", 5_000_000), ("/endless-pdf", 25_000_000)])
def test_an_endless_body_costs_little_more_than_its_cap(web, path, size):
    seen = measured(web, path)
    assert seen["found"] == [[200, size, size, True]]
    assert seen["extra"] < EXTRA


def test_header_floods_cost_next_to_nothing(web):
    seen = measured(web, "/many-headers", "/long-header", "/endless-header", "/chunked-extension")
    assert seen["extra"] < EXTRA
