"""ID tokens as providers sign them, and as they must not."""

import base64
import json
from functools import cache

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KID = "first"


@cache
def key(name=KID):
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(name=KID, **more):
    """The public half as the provider shows it."""
    made = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key(name).public_key()))
    return made | {"kid": name, "use": "sig", "alg": "RS256"} | more


def signed(claims, *, by=KID, kid=KID, algorithm="RS256"):
    return jwt.encode(claims, key(by), algorithm=algorithm, headers={"kid": kid} if kid else {})


def _part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned(claims):
    """alg none."""
    return f"{_part({'alg': 'none', 'kid': KID})}.{_part(claims)}."


def with_the_shared_secret(claims):
    """Signed with what both sides know."""
    return jwt.encode(claims, "a secret of two, and long enough", algorithm="HS256", headers={"kid": KID})


def with_the_public_key(claims):
    """HS256 with the public key as the secret."""
    body = f"{_part({'alg': 'HS256', 'kid': KID})}.{_part(claims)}"
    digest = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    return f"{body}.{base64.urlsafe_b64encode(digest.sign(body.encode(), json.dumps(public()).encode())).decode()}"


def of_another(claims):
    """Signed by a key that is not the provider's, under the name of one that is."""
    return signed(claims, by="stranger")


def changed(claims):
    """An honest token in which somebody has changed a claim afterwards."""
    head, _, signature = signed(claims).split(".")
    return f"{head}.{_part(claims | {'email': 'ada@newsroom.example', 'sub': 'x'})}.{signature}"


def signed_text(text):
    """Honestly signed, whatever it says."""
    return jwt.PyJWS().encode(text.encode(), key(), algorithm="RS256", headers={"kid": KID})
