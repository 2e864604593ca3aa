"""Recognises pages that are there but closed: behind a login, a consent or a payment."""

import re
from enum import StrEnum

from factchecks.links.addresses import Address, InvalidAddress, parse
from factchecks.links.phrases import says_not_found
from factchecks.links.text import Page

MAIN_TEXT = 1_500
# Whole path segments (without a file's ending); a word inside a headline's address is none.
_LOGIN = (
    "login log-in log_in logon signin sign-in sign_in auth authenticate authentication authorize sso oauth oauth2 "
    "saml saml2 openid wp-login accounts-login servicelogin user-login member-login register signup sign-up "
    "anmelden anmeldung einloggen connexion se-connecter identification iniciar-sesion "
    "inicio-sesion acceder entrar iniciar-sessao accedi accesso inloggen aanmelden zaloguj logowanie logga-in "
    "kirjaudu prihlaseni vhod avtorizaciya uvijty giris"
)
_CONSENT = (
    "consent cookie-consent cookieconsent cookie-wall cookiewall collectconsent privacy-consent gdpr gdpr-consent "
    "privacy-wall privacywall zustimmung einwilligung consentement consentimiento consenso toestemming"
)
_LOGIN_HOSTS = "login signin sso auth accounts account idp oauth passport anmelden connexion"
_CONSENT_HOSTS = "consent cmp guce gdpr cookiewall"
LOGIN, CONSENT = frozenset(_LOGIN.split()), frozenset(_CONSENT.split())
LOGIN_HOSTS, CONSENT_HOSTS = frozenset(_LOGIN_HOSTS.split()), frozenset(_CONSENT_HOSTS.split())
ENDING = re.compile(r"\.(php|html?|aspx?|jsp|do|action|cgi)\Z")


class Wall(StrEnum):
    """What stands before the page."""

    NONE = ""
    LOGIN = "login"
    CONSENT = "consent"
    PAYMENT = "payment"


def wall_before(url: str, final_url: str, page: Page) -> Wall:
    """The wall that a successful answer shows instead of the page asked for at `url`."""
    if page.paid:
        return Wall.PAYMENT
    led_to = _signs(final_url) - _signs(url)
    if led_to:
        return Wall.LOGIN if Wall.LOGIN in led_to else Wall.CONSENT
    headings = (page.marks.title, *page.marks.headings)
    if page.marks.password and len(page.text) < MAIN_TEXT and not any(map(says_not_found, headings)):
        return Wall.LOGIN
    return Wall.NONE


def _signs(url: str) -> frozenset[Wall]:
    try:
        address = parse(url)
    except InvalidAddress:
        return frozenset()
    words = set(_segments(address))
    label = address.host.partition(".")[0]
    found = {
        Wall.LOGIN: bool(words & LOGIN) or label in LOGIN_HOSTS,
        Wall.CONSENT: bool(words & CONSENT) or label in CONSENT_HOSTS,
    }
    return frozenset(wall for wall, holds in found.items() if holds)


def _segments(address: Address) -> list[str]:
    path = address.target.partition("?")[0].lower()
    return [ENDING.sub("", segment) for segment in path.split("/") if segment]
