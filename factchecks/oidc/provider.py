"""The first half of the conversation: where the provider's doors are, and the code for tokens."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from factchecks.oidc.address import is_encrypted, stays_here
from factchecks.oidc.asking import Failed, ask

DOORS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, kw_only=True)
class Client:
    """How Newsroom is registered at the provider."""

    issuer: str
    client_id: str
    secret: str


def discover(issuer: str) -> dict[str, Any]:
    """What the provider says of itself. Raises Failed; all doors are https (on this computer: may be http)."""
    config = ask("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if config.get("issuer") != issuer:
        raise Failed("the provider calls itself by another issuer")
    optional = ("userinfo_endpoint",) if "userinfo_endpoint" in config else ()
    for door in (*DOORS, *optional):
        if not is_encrypted(config.get(door)) and not (stays_here(issuer) and stays_here(config.get(door))):
            raise Failed(f"the provider names no safe {door}")
    return config


def exchange(config: dict[str, Any], client: Client, *, code: str, verifier: str, back: str) -> dict[str, Any]:
    """The tokens for a code that came to the address `back`; id_token and access_token are strings. Raises Failed."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    auth = None
    if _takes_post(config):
        form |= {"client_id": client.client_id, "client_secret": client.secret}
    else:
        # RFC 6749, 2.3.1: both are encoded as in a form first.
        auth = (quote(client.client_id, safe=""), quote(client.secret, safe=""))
    tokens = ask("POST", config["token_endpoint"], data=form, auth=auth)
    if not isinstance(tokens.get("id_token"), str) or not isinstance(tokens.get("access_token"), str):
        raise Failed("the provider gave no tokens")
    return tokens


def _takes_post(config: dict[str, Any]) -> bool:
    """Whether the secret goes in the form; a provider that says nothing takes it in the header."""
    methods = config.get("token_endpoint_auth_methods_supported")
    return isinstance(methods, list) and "client_secret_basic" not in methods and "client_secret_post" in methods
