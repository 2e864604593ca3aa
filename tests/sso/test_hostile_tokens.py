"""An ID token that is not of our provider, not for us, not of now or not of this sign-in signs nobody in."""

import time
from functools import partial

import pytest

from tests.sso import tokens

pytestmark = pytest.mark.usefixtures("alone")

FORGED = {
    "no signature": tokens.unsigned,
    "the shared secret": tokens.with_the_shared_secret,
    "the public key as a secret": tokens.with_the_public_key,
    "another key under the same name": tokens.of_another,
    "an unknown key": partial(tokens.signed, by="stranger", kid="stranger"),
    "changed afterwards": tokens.changed,
    "not a token": lambda claims: "not.a.token",
    "an empty token": lambda claims: "",
    "a list inside": lambda claims: tokens.signed_text("[1]"),
    "no end to the brackets": lambda claims: tokens.signed_text("[" * 100_000),
}
CLAIMS = {
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "another-program"},
    "no audience": {"aud": None},
    "for another, given to us": {"aud": ["newsroom", "another"], "azp": "another"},
    "expired": {"exp": int(time.time()) - 3600},
    "never ends": {"exp": None},
    "an end without end": {"exp": float("inf")},
    "an end that is no time": {"exp": "tomorrow"},
    "from tomorrow": {"iat": int(time.time()) + 86_400},
    "another nonce": {"nonce": "of another sign-in"},
    "no nonce": {"nonce": None},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a subject that is a number": {"sub": 1},
    "an endless subject": {"sub": "s" * 192},
    "a subject with a zero byte": {"sub": "s\0"},
}
NOT_VERIFIED = {
    "false": {"email_verified": False},
    "not said": {"email_verified": None},
    "the word false": {"email_verified": "false"},
    "the word true": {"email_verified": "true"},
    "one": {"email_verified": 1},
    "no address": {"email": None},
    "an empty address": {"email": ""},
    "a list of addresses": {"email": ["rita@newsroom.example"]},
    "a zero byte": {"email": "rita@newsroom.example\0"},
    "half a letter": {"email": "rita\ud800@newsroom.example"},
    "nobody here": {"email": "nobody@newsroom.example"},
    "any of them": {"email": "%@newsroom.example"},
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_forged_token(provider, walk, outside, forge):
    provider.sign = forge
    outside(walk(), 401)


@pytest.mark.parametrize("claims", CLAIMS.values(), ids=CLAIMS)
def test_a_token_that_says_what_it_must_not(provider, walk, outside, claims):
    provider.changes = claims
    outside(walk(), 401)


@pytest.mark.parametrize("claims", NOT_VERIFIED.values(), ids=NOT_VERIFIED)
def test_whom_the_provider_does_not_vouch_for(provider, walk, outside, claims):
    provider.changes, provider.info = claims, {"sub": "s-1"}
    outside(walk(), 403)


def test_a_key_for_other_uses_signs_nothing(provider, walk, outside):
    provider.keys = [tokens.public(use="enc")]
    outside(walk(), 401)


def test_two_keys_and_a_token_that_names_none(provider, walk, outside):
    provider.keys = [tokens.public(), tokens.public("stranger")]
    provider.sign = partial(tokens.signed, kid="")
    outside(walk(), 401)


def test_a_token_of_the_sign_in_before(client, provider, walk, outside):
    kept = []
    provider.sign = lambda claims: kept.append(tokens.signed(claims)) or kept[0]
    walk()
    client.logout()
    provider.person |= {"email": "ed@newsroom.example"}
    outside(walk(), 401)


@pytest.mark.db_rules
def test_an_address_that_only_the_database_takes_for_theirs(alone, provider, walk, outside):
    alone.email = "rita@site.example"
    alone.save()
    provider.person |= {"email": "rita@s\u0131te.example"}
    outside(walk(), 403)
