"""Certificates for a test: an authority, and what it signs for this machine."""

import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class Authority:
    """Signs certificates; `certificate` is what others trust."""

    def __init__(self, name: str):
        self._name = _name(name)
        self._key = ec.generate_private_key(ec.SECP256R1())
        identity = x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())
        may = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
        self.certificate = self._sign(
            _draft(self._name, self._key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(may, critical=True)
            .add_extension(identity, critical=False)
        )

    def server(self, folder: Path, name: str = "localhost") -> None:
        """Write server.crt and server.key for a machine of that name."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        names = x509.SubjectAlternativeName([x509.DNSName(name)])
        draft = _draft(_name(name), key).add_extension(names, critical=False)
        certificate = self._sign(draft.add_extension(issuer, critical=False))
        (folder / "server.crt").write_bytes(certificate)
        (folder / "server.key").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )

    def _sign(self, draft: x509.CertificateBuilder) -> bytes:
        signed = draft.issuer_name(self._name).sign(self._key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.PEM)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])


def _draft(subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + 30 * day)
    )
