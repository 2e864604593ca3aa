"""The TLS context of every fetch, and telling the causes of its failures apart."""

import ssl
from functools import cache

from factchecks.links.records import TlsCause

# X509_V_ERR_... of OpenSSL's x509_vfy.h.
CAUSES = {
    9: TlsCause.NOT_YET_VALID,
    10: TlsCause.EXPIRED,
    18: TlsCause.SELF_SIGNED,
    62: TlsCause.WRONG_HOST,
    64: TlsCause.WRONG_HOST,
}
SENTENCES = {
    TlsCause.NOT_YET_VALID: "The site's certificate is not valid yet.",
    TlsCause.EXPIRED: "The site's certificate has expired.",
    TlsCause.SELF_SIGNED: "The site signed its certificate itself.",
    TlsCause.WRONG_HOST: "The site's certificate is for another host name.",
    TlsCause.UNTRUSTED: "The site's certificate comes from an authority that is not known here, "
    "or the site leaves out a link of the chain.",
    TlsCause.HANDSHAKE: "The site and we could not agree on an encrypted connection.",
}


@cache
def system_context() -> ssl.SSLContext:
    """Verifies against the system's authorities; SSL_CERT_FILE is honoured."""
    return ssl.create_default_context()


def cause_of(error: BaseException) -> TlsCause:
    """The cause of a failed handshake; every other certificate error counts as an unknown authority."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return CAUSES.get(error.verify_code, TlsCause.UNTRUSTED)
    return TlsCause.HANDSHAKE
