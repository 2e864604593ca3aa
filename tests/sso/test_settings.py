"""Half a configuration stops the start with a sentence; none leaves everything as it was."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from factchecks.oidc.address import is_encrypted, stays_here
from newsroom.settings import sso

WHOLE = {
    "OIDC_ISSUER": "https://id.example.org/realms/news",
    "OIDC_CLIENT_ID": "newsroom",
    "OIDC_CLIENT_SECRET": "a secret of two",
}


@pytest.fixture
def given(monkeypatch):
    """`given(OIDC_...=...)` reads the settings in an environment of just that."""

    def read(**values):
        for name in (*WHOLE, "OIDC_NAME", "OIDC_ONLY", "OIDC_TRUSTED_MFA"):
            monkeypatch.delenv(name, raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return sso.read()

    return read


def test_nothing_given_is_nothing_set(given):
    assert set(given().values()) == {"", False}
    assert set(given(OIDC_ISSUER=" ", OIDC_ONLY="0").values()) == {"", False}


def test_a_whole_configuration(given):
    assert given(**WHOLE) == WHOLE | {"OIDC_NAME": "your organisation", "OIDC_ONLY": False, "OIDC_TRUSTED_MFA": False}
    more = given(**WHOLE, OIDC_NAME="Harbour House", OIDC_ONLY="1", OIDC_TRUSTED_MFA="1")
    assert (more["OIDC_NAME"], more["OIDC_ONLY"], more["OIDC_TRUSTED_MFA"]) == ("Harbour House", True, True)


@pytest.mark.parametrize("missing", ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"])
def test_an_issuer_alone_is_half(given, missing):
    with pytest.raises(ImproperlyConfigured, match=f"OIDC_ISSUER needs {missing} too"):
        given(**WHOLE | {missing: ""})


@pytest.mark.parametrize("alone", ["CLIENT_ID", "CLIENT_SECRET", "NAME", "ONLY", "TRUSTED_MFA"])
def test_anything_without_the_issuer_is_half(given, alone):
    with pytest.raises(ImproperlyConfigured, match=f"OIDC_{alone} is set, but OIDC_ISSUER is not"):
        given(**{f"OIDC_{alone}": "1"})


@pytest.mark.parametrize(
    "issuer",
    [
        "http://id.example.org",
        "id.example.org",
        "https://",
        "https://id.example.org/?realm=news",
        "https://id.example.org/#news",
        "https://me:secret@id.example.org",
        "https://id.example.org:port",
        "http://127.0.0.1.example.org",
        "file:///etc/passwd",
        "https://id.example.org/ x",
        f"https://id.example.org/{'x' * 200}",
    ],
)
def test_an_issuer_that_is_no_safe_address(given, issuer):
    with pytest.raises(ImproperlyConfigured, match="OIDC_ISSUER"):
        given(**WHOLE | {"OIDC_ISSUER": issuer})


def test_on_this_computer_a_provider_is_tried_out_without_encryption(given):
    assert given(**WHOLE | {"OIDC_ISSUER": "http://127.0.0.1:9000"})["OIDC_ISSUER"] == "http://127.0.0.1:9000"
    assert [stays_here(url) for url in ("http://localhost", "http://[::1]:1/x", "http://example.org")] == [1, 1, 0]
    assert not is_encrypted("http://127.0.0.1:9000")
