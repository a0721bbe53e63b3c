"""Signs files that go to another installation, and checks theirs: ed25519 over canonical JSON."""

import base64
import hashlib
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

KEY_BYTES: Final = 32
_LEAST_SECRET: Final = 32


class NoSigningKey(RuntimeError):
    """The installation has no secret to sign with; docs/operating.md says how to give it one."""


def own_public_key() -> str:
    """What the other side has to know of us, base64. Raises NoSigningKey."""
    return base64.b64encode(_own_key().public_key().public_bytes_raw()).decode()


def signature_of(*, data: bytes) -> str:
    """Our signature, base64. Raises NoSigningKey."""
    return base64.b64encode(_own_key().sign(data)).decode()


def is_signed(*, data: bytes, signature: str, public_key: str) -> bool:
    """Whether the signature was made over exactly these bytes by the owner of the key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature, validate=True), data)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_public_key(*, text: str) -> bool:
    """Whether a text is 32 bytes in base64."""
    try:
        return len(base64.b64decode(text, validate=True)) == KEY_BYTES
    except ValueError:
        return False


def _own_key() -> Ed25519PrivateKey:
    secret = str(settings.LIBRARY_KEY)
    if len(secret) < _LEAST_SECRET:
        raise NoSigningKey
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(secret.encode()).digest())
