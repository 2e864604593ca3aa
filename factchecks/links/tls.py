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
# "unable to get local issuer certificate" and "unable to verify the first certificate".
NO_ISSUER = frozenset({20, 21})
# DER of 1.3.6.1.5.5.7.48.2, id-ad-caIssuers (RFC 5280, 4.2.2.1): where the issuer's certificate can be had.
CA_ISSUERS = bytes.fromhex("06082b06010505073002")
SENTENCES = {
    TlsCause.NOT_YET_VALID: "The site's certificate is not valid yet.",
    TlsCause.EXPIRED: "The site's certificate has expired.",
    TlsCause.SELF_SIGNED: "The site signed its certificate itself.",
    TlsCause.WRONG_HOST: "The site's certificate is for another host name.",
    TlsCause.UNTRUSTED: "The site's certificate comes from an authority that is not known here.",
    TlsCause.INCOMPLETE_CHAIN: "The site sends its certificate without those between it and a known authority.",
    TlsCause.HANDSHAKE: "The site and we could not agree on an encrypted connection.",
}


class TellingSSL(ssl.SSLObject):
    """A connection whose failed verification carries what the server sent, for `cause_of`."""

    def do_handshake(self) -> None:
        try:
            super().do_handshake()
        except ssl.SSLCertVerificationError as error:
            error.add_note(f"{CHAIN}{_lacks_a_link(self)}")
            raise


CHAIN = "chain lacks a link: "


def _lacks_a_link(connection: ssl.SSLObject) -> bool:
    """One certificate alone that names where its issuer's is: what a public authority signs looks so."""
    chain = connection.get_unverified_chain()
    return len(chain) == 1 and CA_ISSUERS in chain[0]


@cache
def system_context() -> ssl.SSLContext:
    """Verifies against the system's authorities; SSL_CERT_FILE is honoured."""
    return ssl.create_default_context()


def telling(context: ssl.SSLContext) -> ssl.SSLContext:
    """The same context; its failures can be told apart by `cause_of`."""
    context.sslobject_class = TellingSSL
    return context


def cause_of(error: BaseException) -> TlsCause:
    """The cause of a failed handshake; every other certificate error counts as an unknown authority."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        return TlsCause.HANDSHAKE
    if error.verify_code in NO_ISSUER and f"{CHAIN}True" in getattr(error, "__notes__", ()):
        return TlsCause.INCOMPLETE_CHAIN
    return CAUSES.get(error.verify_code, TlsCause.UNTRUSTED)
