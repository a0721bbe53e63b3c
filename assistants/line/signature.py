"""Whether a webhook comes from LINE: HMAC-SHA256 of the raw body under the channel secret, in Base64."""

import base64
import binascii
import hashlib
import hmac


def is_signed(*, body: bytes, signature: str, secret: str) -> bool:
    """Compare in constant time; what is no Base64 is no signature."""
    try:
        given = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        return False
    return hmac.compare_digest(given, hmac.new(secret.encode(), body, hashlib.sha256).digest())
