"""A person adds a source by its address, and the worker looks at it: nothing inside is ever reached that way."""

import socket

import pytest
from django.urls import reverse

from factchecks.jobs import JobState
from factchecks.links import lookup
from factchecks.links.gate import OpenGate
from factchecks.models import Job, LinkAttempt
from factchecks.services import network, worker
from factchecks.states import State
from tests.abuse.tally import LONG, tell
from tests.factories import make_check
from tests.links.hostile_web import HostileWeb, has_ipv6_loopback
from tests.links.opened import QUICK
from tests.links.test_links_safety import SPELLINGS

# Written by the port; beyond the spellings of this computer that the links' own tests have.
MORE = """
http://{me}@127.0.0.1:{port}/ http://a:b@127.0.0.1:{port}/ http://harbour.example.org@127.0.0.1:{port}/
http://127.0.0.1:{port}\\@harbour.example.org/ http://harbour.example.org:{port}#@127.0.0.1:{port}/
http:127.0.0.1:{port}/ http:/127.0.0.1:{port}/ http:///127.0.0.1:{port}/ //127.0.0.1:{port}/ 127.0.0.1:{port}
gopher://127.0.0.1:{port}/ ftp://127.0.0.1:{port}/ file://127.0.0.1:{port}/etc/passwd ws://127.0.0.1:{port}/
https://127.0.0.1:{port}/ http://127.0.0.1:{port}?x=http://harbour.example.org/ http://[::ffff:0:127.0.0.1]:{port}/
http://[::1%25lo]:{port}/ http://[0:0:0:0:0:ffff:7f00:1]:{port}/ http://[::ffff:2130706433]:{port}/ http://[2130706433]:{port}/
http://0000000000000000000000000000000177.1:{port}/ http://0x0000007f.0.0.1:{port}/ http://4294967297:{port}/
http://127.0.0.1%00.harbour.example.org:{port}/ http://127.0.0.1%23.harbour.example.org:{port}/
http://inner.example.org:{port}/ http://mixed.example.org:{port}/ http://mapped.example.org:{port}/
http://turned.example.org:{front}/to/302?http://127.0.0.1:{port}/page
http://turned.example.org:{front}/to/302?http://localhost:{port}/page
http://turned.example.org:{front}/to/302?http://0x7f.1:{port}/page
http://turned.example.org:{front}/to/302?http://[::ffff:127.0.0.1]:{port}/page
http://turned.example.org:{front}/to/302?http://turned.example.org:{port}/page
http://turned.example.org:{front}/to/307?http://inner.example.org:{port}/page
"""
FRONT = "127.0.0.2"
NAMES = {
    "inner.example.org": [["127.0.0.1"]],
    "mixed.example.org": [["93.184.216.34", "127.0.0.1"]],
    "mapped.example.org": [["::ffff:127.0.0.1"]],
    # Rebinding: at first where it may be read, and then inside.
    "turned.example.org": [[FRONT], ["127.0.0.1"]],
}


@pytest.fixture
def canary():
    """What listens inside, by both families where there are two."""
    with HostileWeb() as first, HostileWeb(host="::1" if has_ipv6_loopback() else "127.0.0.3") as second:
        yield first, second


@pytest.fixture
def front(canary, monkeypatch):
    """A page outside that sends its readers inside; names are answered by the plan, and no other name is asked for."""
    with HostileWeb(host=FRONT) as server:
        ports = ",".join(str(one.port) for one in (*canary, server))
        monkeypatch.setenv("LINKS_ALLOWED_PORTS", ports)
        monkeypatch.setenv("LINKS_ALLOWED_NETWORKS", f"{FRONT}/32")
        monkeypatch.setattr(network, "gate", OpenGate)
        monkeypatch.setattr(network, "limits", lambda: QUICK)
        plain, asked = lookup._getaddrinfo, []

        def planned(host, port):
            plan = NAMES.get(host)
            asked.append(host)
            if host.endswith("example.org") and plan is None:
                raise socket.gaierror(socket.EAI_NONAME, "no such name")
            return plan[min(asked.count(host), len(plan)) - 1] if plan else plain(host, port)

        monkeypatch.setattr(lookup, "_getaddrinfo", planned)
        network.policy.cache_clear()
        server.forget = asked.clear
        yield server
    network.policy.cache_clear()


def addresses(port, front):
    """Every spelling of what listens at the port."""
    spelled = [f"http://{host}:{port}/page" for host in SPELLINGS.split()]
    return spelled + [one.format(port=port, front=front.port, me="me") for one in MORE.split()]


def work():
    """Does all jobs that are queued."""
    for job in Job.objects.filter(state=JobState.QUEUED):
        worker.run(job.pk)


def add(client, check, url):
    """Adds it as a person does, lets the worker look, and puts it in the place of another source."""
    client.post(reverse("sources_add", args=[check.pk]), {"url": url})
    source = check.sources.order_by("pk").first()
    client.post(reverse("source_replace", args=[source.pk]), {"url": url})
    work()


@pytest.fixture
def seat(real_cast, as_, monkeypatch):
    """Rita's client and her check."""
    check = make_check(real_cast, State.RESEARCH)
    Job.objects.all().delete()
    return as_(real_cast.rita), check


def test_no_spelling_and_no_rebinding_reaches_what_is_inside(seat, canary, front):
    client, check = seat
    through, tried = [], 0
    known = [*addresses(canary[1].port, front), *addresses(canary[0].port, front)]
    # The last are those that turn on the way.
    for url in known if LONG else [*known[::20], *known[-3:]]:
        before = [one.connections for one in canary]
        front.forget()
        add(client, check, url)
        through += [url] if [one.connections for one in canary] != before else []
        tried += 1
    assert len(set(addresses(1, front))) >= 40
    assert front.connections > 0
    assert LinkAttempt.objects.filter(error="refused").exists()
    tell(group="web", case="Ways inside by the address of a source", tried=tried, unit="addresses", through=through)


def test_a_way_inside_would_be_found(seat, canary, front, monkeypatch):
    monkeypatch.setenv("LINKS_ALLOWED_NETWORKS", "127.0.0.0/8")
    network.policy.cache_clear()
    add(*seat, canary[0].url("/page"))
    assert canary[0].connections > 0
