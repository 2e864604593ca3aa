"""Web addresses: parsing, one spelling for one address, and the domain that a host belongs to."""

import ipaddress
import re
import socket
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from urllib.parse import quote, urljoin, urlsplit

import idna
from publicsuffixlist import PublicSuffixList

MAX_LENGTH = 8000
REMEMBERED = 2048
DEFAULT_PORTS = {"http": 80, "https": 443}
# RFC 3986: what may stand in a path or query; '%' too, so that existing escapes stay byte for byte.
_KEEP = "%:/?#[]@!$&'()*+,;=-._~|^`{}"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\Z")


class InvalidAddress(ValueError):
    """The text is no web address; the message is a sentence for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed address. `host` is ASCII and lower case, IPv6 without brackets; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str
    fragment: str = ""
    has_user: bool = False

    @property
    def origin(self) -> str:
        """host:port, always with the port."""
        return f"{self.bracketed_host}:{self.port}"

    @property
    def bracketed_host(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def key(self) -> str:
        """The one spelling under which an address is stored: no fragment, no default port."""
        port = "" if DEFAULT_PORTS.get(self.scheme) == self.port else f":{self.port}"
        return f"{self.scheme}://{self.bracketed_host}{port}{self.target}"

    def without_fragment(self) -> "Address":
        return replace(self, fragment="")


def parse(text: str) -> Address:
    """Parse what a person or a server wrote. Raises InvalidAddress with the reason."""
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise InvalidAddress("This address is too long.")
    if _CONTROL.search(text):
        raise InvalidAddress("This address contains a line break or another control character.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise InvalidAddress("This address cannot be read as a web address.") from None
    if not parts.scheme or not parts.netloc or "\\" in parts.netloc:
        raise InvalidAddress("This is not a complete web address. It must begin with http:// or https://.")
    return Address(
        scheme=parts.scheme.lower(),
        host=ascii_host(parts.hostname or ""),
        port=DEFAULT_PORTS.get(parts.scheme.lower(), 0) if port is None else port,
        target=(escape(parts.path) or "/") + (f"?{escape(parts.query)}" if parts.query else ""),
        fragment=parts.fragment,
        has_user="@" in parts.netloc,
    )


def normalise(text: str) -> str:
    """The key of an address: two spellings of one address give one key. Raises InvalidAddress."""
    return parse(text).key


def join(base: Address, location: str) -> Address:
    """Where a Location header leads. Raises InvalidAddress."""
    # Header bytes beyond ASCII arrive as surrogates; servers mean UTF-8 or a legacy set: keep them as
    # escapes.
    plain = "".join(f"%{ord(char) - 0xDC00:02X}" if 0xDC80 <= ord(char) <= 0xDCFF else char for char in location)
    try:
        return parse(urljoin(base.key, plain.strip())).without_fragment()
    except InvalidAddress:
        raise
    except ValueError:
        raise InvalidAddress("The page redirects to something that is no web address.") from None


def escape(part: str) -> str:
    """Percent-encode what a path or query cannot hold (spaces, letters beyond ASCII).

    Leave the rest alone.
    """
    return quote(part, safe=_KEEP, errors="replace")


# One host is met many times in a batch, and each spelling costs more than the rest of the parsing.
@lru_cache(REMEMBERED)
def ascii_host(host: str) -> str:
    """Lower case, UTS-46 for international names, IPv6 and IPv4 literals in one spelling.

    Raises InvalidAddress.
    """
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise InvalidAddress(f"{host!r} is not a valid host name.") from None
    try:
        mapped = idna.uts46_remap(host, std3_rules=False).rstrip(".")
    except UnicodeError:
        raise InvalidAddress(f"{host!r} is not a valid host name.") from None
    labels = [_ascii_label(label, host) for label in mapped.split(".")]
    if sum(map(len, labels)) + len(labels) > 254:
        raise InvalidAddress("The host name of this address is too long.")
    return ".".join(labels)


def _ascii_label(label: str, host: str) -> str:
    if _LABEL.match(label):
        return label
    try:
        return idna.alabel(label).decode("ascii")
    except UnicodeError:
        raise InvalidAddress(f"{host!r} is not a valid host name.") from None


@lru_cache(REMEMBERED)
def literal_ip(host: str) -> str:
    """The IP address that a host spells, also as 0x7f.1, 0177.1 or 2130706433; '' for a name."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return ""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(REMEMBERED)
def registrable_domain(host: str) -> str:
    """The domain that one owner registered (news.example.co.uk -> example.co.uk).

    A literal or lone name as is.
    """
    if literal_ip(host):
        return host
    return _suffixes().privatesuffix(host) or host
