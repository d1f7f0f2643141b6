"""A passkey keeper in software: makes keys, signs challenges, and errs on demand."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


def b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """One device with one passkey. `verifies`: it saw a finger, a face or a code."""

    origin: str = "https://doithoai.test"
    site: str = "doithoai.test"
    verifies: bool = True
    counts: bool = True
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    count: int = 0
    user: bytes = b""

    def make(self, options: str) -> str:
        """The answer to the options for a new passkey."""
        asked = json.loads(options)
        self.user = unb64(asked["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        data = self._data(HAS_KEY) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            {"clientDataJSON": self._said("webauthn.create", asked["challenge"]), "attestationObject": b64(attested)}
        )

    def use(self, options: str) -> str:
        """The answer to the options for signing in."""
        said = self._said("webauthn.get", json.loads(options)["challenge"])
        data = self._data()
        signature = self.key.sign(data + hashlib.sha256(unb64(said)).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": said,
                "authenticatorData": b64(data),
                "signature": b64(signature),
                "userHandle": b64(self.user),
            }
        )

    def _said(self, kind: str, challenge: str) -> str:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return b64(json.dumps(told).encode())

    def _data(self, more: int = 0) -> bytes:
        self.count += self.counts
        flags = PRESENT | (VERIFIED if self.verifies else 0) | more
        return hashlib.sha256(self.site.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _answer(self, response: dict[str, str]) -> str:
        return json.dumps({"id": b64(self.id), "rawId": b64(self.id), "type": "public-key", "response": response})
