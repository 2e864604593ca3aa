"""Recognises the pages that stand on a domain which is for sale or only shows advertisements."""

import re

from factchecks.links.addresses import InvalidAddress, parse
from factchecks.links.records import Attempt
from factchecks.links.text import Page

MAIN_TEXT = 3_000
SEARCHED = 100_000
PHRASES = re.compile(
    r"(this |the )?domain( name)?( \S+)? (is|may be|might be|could be) (for sale|available for (sale|purchase))|"
    r"(buy|purchase|get|own|inquire about|make an offer (on|for)) this domain|domain (name )?for sale|"
    r"(this )?domain (is|has been) (parked|registered at)|parked (free|domain)|courtesy of \S+ parking|"
    r"domain (has|was) expired|this domain (name )?(has )?expired|"
    r"(diese |die )?domain( \S+)? (steht zum verkauf|ist zu verkaufen|kaufen|wurde geparkt|ist geparkt)|"
    r"(ce |le )?(nom de )?domaine( \S+)? est (à vendre|en vente|parqué)|"
    r"(este |el )?dominio( \S+)? (está (en|a la) venta|está a la venta|está aparcado)|"
    r"(este )?domínio( \S+)? (está )?à venda|(questo |il )?dominio( \S+)? (è )?in vendita|"
    r"(deze )?domein(naam)?( \S+)? (is )?te koop|domena( \S+)? jest na sprzedaż|"
    r"домен( \S+)? (продается|продаётся|продаж\w+|выставлен на продажу|припаркован)|домен( \S+)? продається|"
    r"(هذا )?(النطاق|الدومين)( \S+)? (معروض )?للبيع|(此|该|本)?域名(正在)?(出售|转让|待售)|"
    r"このドメイン(は|を)?(販売|購入)|alan adı satılık",
    re.IGNORECASE,
)
# Companies whose scripts and frames fill parked domains.
SERVERS = (
    b"sedoparking.com", b"parkingcrew.net", b"bodis.com", b"parklogic.com", b"cashparking", b"skenzo.com",
    b"parking-page", b"domainparking", b"voodoo.com", b"afternic.com/forsale", b"hugedomains.com/domain_profile",
    b"dan.com/buy-domain", b"uniregistry.com/buy", b"above.com/marketplace", b"img.sedoparking", b"caf.js?abp=",
)  # fmt: skip
HOSTS = re.compile(r"(\A|\.)(sedo|sedoparking|hugedomains|afternic|dan|undeveloped|bodis|parkingcrew)\.(com|net)\Z")


def looks_parked(attempt: Attempt, page: Page) -> bool:
    """Whether a short page carries the marks of a domain for sale. Not proof: an article may tell of one."""
    if len(page.text) >= MAIN_TEXT:
        return False
    if PHRASES.search(page.marks.title) or PHRASES.search(page.text):
        return True
    start = attempt.body[:SEARCHED].lower()
    return any(server in start for server in SERVERS) or _led_to_market(attempt)


def _led_to_market(attempt: Attempt) -> bool:
    try:
        asked, reached = parse(attempt.url).host, parse(attempt.final_url).host
    except InvalidAddress:
        return False
    return asked != reached and bool(HOSTS.search(reached))
