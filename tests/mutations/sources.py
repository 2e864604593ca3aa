"""Mutations of single lines (`lines.toml`), and of each name and network that the safety rules refuse."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from factchecks.links.networks import REFUSED
from factchecks.links.safety import INTERNAL, NEVER
from tests.mutations.change import Edit, Mutation

SAFETY = "factchecks.links.safety"
NETWORKS = "factchecks.links.networks"
LINES = Path(__file__).with_name("lines.toml")


def _lines() -> Iterator[Mutation]:
    for line in tomllib.loads(LINES.read_text())["edit"]:
        edit = Edit(module=line["module"], old=line["old"], new=line["new"])
        yield Mutation(name=line["name"], tests=tuple(line["tests"]), change=edit)


def _passes_elsewhere(ip) -> bool:
    return ip.is_global and not (ip.is_private or ip.is_reserved or ip.is_multicast or ip.is_link_local)


def _is_only_here(network) -> bool:
    """Whether the standard library alone would let an address of the network pass."""
    some = {network[0], network[-1], network[min(9, network.num_addresses - 1)]}
    return any(_passes_elsewhere(ip) for ip in some)


def _names_and_networks() -> Iterator[Mutation]:
    tests = ("tests/links/test_links_gates.py", "tests/links/test_links_safety.py")
    for ending in (*NEVER, *INTERNAL):
        edit = Edit(module=SAFETY, old=f'"{ending}"', new='"harbourmouth.example"')
        yield Mutation(name=f"safety:name-{ending}", tests=tests, change=edit)
    for network in REFUSED:
        if _is_only_here(network):
            edit = Edit(module=NETWORKS, old=f'        "{network}",\n', new="")
            yield Mutation(name=f"networks:{network}", tests=tests, change=edit)


def mutations() -> Iterator[Mutation]:
    """Every mutation of a source."""
    yield from _lines()
    yield from _names_and_networks()
