"""A certificate authority for tests, and certificates with one fault each."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

NOW = datetime.now(UTC)


class Authority:
    """Signs certificates; `trusting()` is a client context that knows it."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = _build("Harbourmouth Test CA", self.key, self.key, ca=True)
        self._between = None

    def trusting(self):
        context = ssl.create_default_context()
        context.load_verify_locations(cadata=self.certificate.public_bytes(Encoding.PEM).decode())
        return context

    def between(self):
        """An authority of its own, signed by this one."""
        if self._between is None:
            self._between = Authority()
            key = self._between.key
            self._between.certificate = _build("Harbourmouth Middle CA", key, self.key, issuer=self, ca=True)
        return self._between

    def server(self, folder, *, host="127.0.0.1", days=30, from_days=-60, self_signed=False, between=""):
        """A server context whose certificate ends `days` from now and is for `host`.

        `between`: signed by an authority in the middle whose own certificate is "sent" or "missing".
        """
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = None if self_signed else self.between() if between else self
        signing = issuer.key if issuer else key
        certificate = _build(host, key, signing, issuer=issuer, host=host, days=days, start=from_days, public=between)
        chain = [certificate, issuer.certificate] if between == "sent" else [certificate]
        path = folder / f"{host}-{days}-{from_days}-{self_signed}-{between}.pem"
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(secret + b"".join(one.public_bytes(Encoding.PEM) for one in chain))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _build(name, key, signing_key, *, issuer=None, host="", days=30, start=-60, ca=False, public=""):
    issuer_name = issuer.certificate.subject if issuer else _name(name)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=ca, crl_sign=ca, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    authority_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key())
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=start))
        .not_valid_after(NOW + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(authority_id, critical=False)
        .add_extension(usage, critical=True)
    )
    if host:
        builder = builder.add_extension(x509.SubjectAlternativeName([_general_name(host)]), critical=False)
    if public:
        place = x509.UniformResourceIdentifier("http://ca.harbourmouth.example/middle.der")
        access = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, place)
        builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
    return builder.sign(signing_key, hashes.SHA256())


def _general_name(host):
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
