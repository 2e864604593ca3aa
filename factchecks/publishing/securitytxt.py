"""security.txt (RFC 9116): whom to tell of a hole, until when that holds, and where the rules stand."""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote

# RFC 9116 recommends less than a year.
HOLDS_FOR = timedelta(days=364)


def address_of(contact: str) -> str:
    """An address as a URI: `mailto:` before one of mail, what is a URI already as it is, both without line ends."""
    given = "".join(contact.split())
    return given if given.startswith(("https://", "mailto:", "tel:")) else f"mailto:{quote(given, safe='@+')}"


def security_txt(*, site_url: str, contact: str, today: date) -> str:
    """The file. It changes once a day at the most: it expires at midnight (UTC), 364 days after `today`."""
    expires = datetime.combine(today + HOLDS_FOR, time.min, UTC)
    fields = {
        "Contact": address_of(contact),
        "Expires": expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Policy": f"{site_url}/contact/",
        "Preferred-Languages": "en",
        "Canonical": f"{site_url}/.well-known/security.txt",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())
