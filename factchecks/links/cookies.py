"""Cookies of one check: kept by host, gone when the check ends."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import Morsel

from factchecks.links.addresses import Address

MAX_COOKIES = 50
MAX_VALUE = 4096


@dataclass(frozen=True, slots=True)
class _Cookie:
    value: str
    secure: bool


@dataclass(slots=True)
class CookieJar:
    """Only the host that set a cookie gets it back; Domain attributes are ignored."""

    _hosts: dict[str, dict[str, _Cookie]] = field(default_factory=dict)

    def store(self, address: Address, cookies: Iterable[Morsel[str]]) -> None:
        """Keep what a response set; Max-Age=0 or less deletes."""
        jar = self._hosts.setdefault(address.host, {})
        for morsel in cookies:
            if morsel["max-age"] and str(morsel["max-age"]).lstrip().startswith(("0", "-")):
                jar.pop(morsel.key, None)
            elif len(jar) < MAX_COOKIES and len(morsel.value) <= MAX_VALUE:
                jar[morsel.key] = _Cookie(morsel.coded_value, secure=bool(morsel["secure"]))

    def header(self, address: Address) -> str:
        """The Cookie header for this address, '' for none."""
        jar = self._hosts.get(address.host, {})
        sent = [(name, c.value) for name, c in jar.items() if address.scheme == "https" or not c.secure]
        return "; ".join(f"{name}={value}" for name, value in sent)
