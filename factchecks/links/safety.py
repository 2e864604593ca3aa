"""The safety policy: which addresses may be contacted at all, with the reason when one may not."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from factchecks.links import environ as env
from factchecks.links.addresses import Address, InvalidAddress, literal_ip, parse, registrable_domain
from factchecks.links.networks import Network, refusal

DEFAULT_PORTS = frozenset({80, 443, 8080, 8443})
# Names that never lead to the public web (RFC 6761, 6762, 7686, 8375, 9476 and common home-router endings).
NEVER = ("onion", "invalid", "alt")
INTERNAL = (
    "localhost",
    "test",
    "local",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "home.arpa",
)


class Refused(Exception):
    """A gate said no; the message is a sentence for the reporter. No connection was or will be made."""


@dataclass(frozen=True, slots=True)
class SafetyPolicy:
    """What the operator opened on purpose.

    `demo_origins`: exact "name.localhost:port" that our own resolver leads to 127.0.0.1; any other way there
    stays shut.
    """

    allowed_networks: tuple[Network, ...] = ()
    allowed_ports: frozenset[int] = DEFAULT_PORTS
    demo_origins: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for origin in self.demo_origins:
            host, _, port = origin.rpartition(":")
            if not host.endswith(".localhost") or not port.isdigit():
                raise ValueError(f"LINKS_DEMO_ORIGINS must hold names such as council.localhost:8100, not {origin!r}.")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Reads LINKS_ALLOWED_NETWORKS, LINKS_ALLOWED_PORTS and LINKS_DEMO_ORIGINS.

        Raises ValueError naming one.
        """
        ports = frozenset(_port(text) for text in env.items(environ, "LINKS_ALLOWED_PORTS"))
        return cls(
            allowed_networks=tuple(_network(text) for text in env.items(environ, "LINKS_ALLOWED_NETWORKS")),
            allowed_ports=ports or DEFAULT_PORTS,
            demo_origins=frozenset(text.lower() for text in env.items(environ, "LINKS_DEMO_ORIGINS")),
        )

    def is_demo(self, address: Address) -> bool:
        """Whether host and port both match a site of the demonstration."""
        return address.origin in self.demo_origins

    def ip_refusal(self, ip: str) -> str:
        """'' when this network address may be contacted, else a sentence."""
        reason = refusal(ip, self.allowed_networks)
        return f"This address points {reason}." if reason else ""

    def politeness_key(self, address: Address) -> str:
        """Who counts as one host for politeness: the registrable domain; each demo site for itself."""
        return address.origin if self.is_demo(address) else registrable_domain(address.host)


def vet(url: str, policy: SafetyPolicy) -> str:
    """'' when the address may be fetched as far as its text tells, else a sentence.

    Makes no look-up, no connection.
    """
    try:
        return vet_address(parse(url), policy)
    except InvalidAddress as problem:
        return str(problem)


def vet_address(address: Address, policy: SafetyPolicy) -> str:
    """'' or the first reason against a parsed address. What its name resolves to is the resolver's gate."""
    if address.scheme not in ("http", "https"):
        return f"Only http and https addresses can be checked, not {address.scheme}:."
    if address.has_user:
        return "This address carries a user name or password. Use the plain address of the page."
    if policy.is_demo(address):
        return ""
    if address.port not in policy.allowed_ports:
        return f"Port {address.port} is not one that web pages use here."
    ip = literal_ip(address.host)
    return _vet_literal(address, ip, policy) if ip else _vet_name(address.host, policy)


def _vet_literal(address: Address, ip: str, policy: SafetyPolicy) -> str:
    if reason := policy.ip_refusal(ip):
        return reason
    return "" if ip == address.host else f"This address spells a number in an unusual way. Write it as {ip}."


def _vet_name(host: str, policy: SafetyPolicy) -> str:
    if host.rpartition(".")[2].isdigit():
        return f"{host} is neither a name nor a network address."
    if _ends_in(host, NEVER):
        return f"{host} is a name that is never on the public web."
    # Where networks were opened an internal name may be meant; the resolver's gate still judges every answer.
    if ("." not in host or _ends_in(host, INTERNAL)) and not policy.allowed_networks:
        return f"{host} is a name inside a local network, not on the public web."
    return ""


def _ends_in(host: str, endings: tuple[str, ...]) -> bool:
    return any(host == ending or host.endswith(f".{ending}") for ending in endings)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text)
    except ValueError:
        raise ValueError(f"LINKS_ALLOWED_NETWORKS must hold networks such as 10.1.0.0/16, not {text!r}.") from None


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise ValueError(f"LINKS_ALLOWED_PORTS must hold port numbers, not {text!r}.")
    return int(text)
