"""Sign-in through the house's own identity provider (OpenID Connect): docs/how-to/sso.md. Off without OIDC_ISSUER."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from factchecks.oidc.address import is_encrypted, stays_here
from newsroom.env import env

_NEEDED = ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
# What the column holds in which allauth keeps whose subject it is; its columns for the other two are narrower.
_ISSUER_LETTERS = 200
_CLIENT_LETTERS = 191


def read() -> dict[str, Any]:
    """The settings OIDC_... from the environment. Raises ImproperlyConfigured (a sentence) for half of them."""
    texts = {name: env.str(name, default="").strip() for name in ("OIDC_ISSUER", *_NEEDED, "OIDC_NAME")}
    flags = {name: env.bool(name, default=False) for name in ("OIDC_ONLY", "OIDC_TRUSTED_MFA")}
    if not texts["OIDC_ISSUER"]:
        _refuse_half(texts | flags)
        return texts | flags
    _check_issuer(texts["OIDC_ISSUER"])
    for name in _NEEDED:
        if not 0 < len(texts[name]) <= _CLIENT_LETTERS:
            raise ImproperlyConfigured(
                f"OIDC_ISSUER needs {name} too (up to {_CLIENT_LETTERS} characters): the provider shows it where"
                " Newsroom is registered."
            )
    texts["OIDC_NAME"] = texts["OIDC_NAME"] or "your organisation"
    return texts | flags


def _refuse_half(given: dict[str, Any]) -> None:
    alone = sorted(name for name, value in given.items() if value)
    if alone:
        raise ImproperlyConfigured(f"{alone[0]} is set, but OIDC_ISSUER is not: set both, or neither.")


def _check_issuer(issuer: str) -> None:
    if not (is_encrypted(issuer) or stays_here(issuer)) or "?" in issuer or "#" in issuer:
        raise ImproperlyConfigured(
            "OIDC_ISSUER must be the https address that the provider calls its issuer, such as"
            " https://id.example.org (http only on this computer)."
        )
    if len(issuer) > _ISSUER_LETTERS:
        raise ImproperlyConfigured(f"OIDC_ISSUER is longer than {_ISSUER_LETTERS} characters.")


_given = read()
OIDC_ISSUER: str = _given["OIDC_ISSUER"]
OIDC_CLIENT_ID: str = _given["OIDC_CLIENT_ID"]
OIDC_CLIENT_SECRET: str = _given["OIDC_CLIENT_SECRET"]
# Behind "Sign in with".
OIDC_NAME: str = _given["OIDC_NAME"]
# Passwords open nothing any more.
OIDC_ONLY: bool = _given["OIDC_ONLY"]
# The provider asks for a second factor itself: whoever came in through it has shown one.
OIDC_TRUSTED_MFA: bool = _given["OIDC_TRUSTED_MFA"]
SOCIALACCOUNT_ADAPTER = "factchecks.sso.adapter.SocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
