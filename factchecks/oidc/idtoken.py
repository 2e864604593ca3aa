"""The second half of the conversation: the ID token for a person, or for nobody."""

from dataclasses import dataclass
from typing import Any

import jwt

from factchecks.oidc.asking import Failed, ask
from factchecks.oidc.provider import Client

# Signed with a key of the provider's alone: not "none", nor with the secret that both sides know.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
CLAIMS = ("iss", "sub", "aud", "exp", "iat", "nonce")
# Seconds by which the two clocks may differ.
LEEWAY = 60
SUBJECT_LETTERS = 191


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Whom the provider says it has in front of it. `email` is empty unless the provider has verified it."""

    subject: str
    email: str


def identify(
    config: dict[str, Any], client: Client, tokens: dict[str, Any], *, nonce: str, since: float = 0
) -> Identity:
    """Who it is by the ID token: its signature, issuer, audience, times and nonce are checked. Raises Failed.

    `since` (seconds of the epoch): the person must have proved it to the provider after that; 0: at any time.
    """
    try:
        claims = _claims(config, client, tokens["id_token"])
    except (jwt.PyJWTError, ValueError, TypeError, ArithmeticError, RecursionError) as error:
        raise Failed(f"the ID token is not believed: {type(error).__name__}") from error
    if not nonce or claims["nonce"] != nonce:
        raise Failed("the ID token is for another sign-in")
    if claims.get("azp", client.client_id) != client.client_id:
        raise Failed("the ID token is for another program")
    if since and not _is_later(claims.get("auth_time"), since - LEEWAY):
        raise Failed("the provider did not ask the person anew")
    subject = claims["sub"]
    if not 0 < len(subject) <= SUBJECT_LETTERS or not subject.isascii() or not subject.isprintable():
        raise Failed("the ID token names no subject that can be kept")
    return Identity(subject=subject, email=_email(config, tokens, claims))


def _is_later(moment: object, than: float) -> bool:
    return isinstance(moment, int | float) and moment >= than


def _claims(config: dict[str, Any], client: Client, token: str) -> dict[str, Any]:
    kid = jwt.get_unverified_header(token).get("kid")
    key = _key(ask("GET", config["jwks_uri"]).get("keys"), kid)
    return jwt.decode(
        token,
        key,
        algorithms=ALGORITHMS,
        issuer=client.issuer,
        audience=client.client_id,
        leeway=LEEWAY,
        options={"require": list(CLAIMS)},
    )


def _key(keys: object, kid: str | None) -> jwt.PyJWK:
    """The provider's key of that name; the only one there is, for a token that names none."""
    listed = keys if isinstance(keys, list) else []
    signing = [key for key in listed if isinstance(key, dict) and key.get("use", "sig") == "sig"]
    named = [key for key in signing if key.get("kid") == kid] if kid else signing
    if len(named) != 1:
        raise Failed("the ID token is signed with a key that the provider does not show")
    return jwt.PyJWK(named[0])


def _email(config: dict[str, Any], tokens: dict[str, Any], claims: dict[str, Any]) -> str:
    """The address that the provider has verified: from the token, else from where it tells more of the same person."""
    told = claims
    if "email" not in claims and "userinfo_endpoint" in config:
        told = ask("GET", config["userinfo_endpoint"], headers={"Authorization": f"Bearer {tokens['access_token']}"})
        if told.get("sub") != claims["sub"]:
            raise Failed("the provider tells of another person than the ID token")
    email = told.get("email")
    return email if isinstance(email, str) and told.get("email_verified") is True else ""
