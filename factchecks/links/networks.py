"""Which network addresses may be contacted: public unicast only, after unwrapping every IPv4-in-IPv6 form."""

import ipaddress
from collections.abc import Iterable

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network
type IP = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# `is_global` alone is not enough. IANA special-purpose registries; 168.63.129.16 is a cloud's own host
# address.
REFUSED = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "168.63.129.16/32",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/32",
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)


def refusal(text: str, allowed: Iterable[Network] = ()) -> str:
    """'' when the address may be contacted, else what it is ('inside a private network (10.0.0.1)').

    `allowed`: networks that the operator opened on purpose. A text that is no address is refused.
    """
    try:
        ip = ipaddress.ip_address(text)
    except ValueError:
        return f"at something that is no network address ({text})"
    if getattr(ip, "scope_id", None):
        return f"at one network card only ({text})"
    if any(ip.version == network.version and ip in network for network in allowed):
        return ""
    inner = _unwrapped(ip)
    if inner is not None:
        return refusal(str(inner), allowed)
    kind = _kind(ip)
    return f"{kind} ({text})" if kind else ""


def _unwrapped(ip: IP) -> ipaddress.IPv4Address | None:
    """The IPv4 address that really answers behind a mapped, NAT64 or 6to4 address."""
    if not isinstance(ip, ipaddress.IPv6Address):
        return None
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


def _kind(ip: IP) -> str:
    if ip.is_loopback or ip.is_unspecified:
        return "at this computer itself"
    if ip.is_link_local:
        return "inside the local network segment"
    if ip.is_multicast:
        return "at a multicast group"
    if ip.is_private:
        return "inside a private network"
    if any(ip.version == network.version and ip in network for network in REFUSED):
        return "inside a reserved network"
    if ip.is_reserved or not ip.is_global:
        return "inside a reserved network"
    return ""
