"""The picture of an issuer's seal: written anew as PNG, kept for good, named by papers through its digest."""

import base64
import hashlib
from datetime import datetime
from io import BytesIO
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from billing.models import SealImage

MOST_BYTES: Final = 1_000_000
PIXELS: Final = 400
_MOST_PIXELS: Final = 16_000_000
_KINDS: Final = ("PNG", "JPEG")


class SealRefused(ValueError):
    """The file is not taken; the sentence says why and what to do."""


def keep_seal(*, consortium_id: int, content: bytes, now: datetime) -> str:
    """Keep a picture of a seal, 400 pixels at most; its digest. In the public schema. Raises SealRefused."""
    png = _written_anew(content)
    digest = hashlib.sha256(png).hexdigest()
    SealImage.objects.get_or_create(
        consortium_id=consortium_id, digest=digest, defaults={"png": png, "created_at": now}
    )
    return digest


def seal_uri(*, consortium_id: int, digest: str) -> str:
    """The picture as it stands in a page or PDF; "" without one. One query. In the public schema."""
    row = SealImage.objects.filter(consortium_id=consortium_id, digest=digest).first() if digest else None
    return f"data:image/png;base64,{base64.b64encode(bytes(row.png)).decode()}" if row else ""


def _written_anew(content: bytes) -> bytes:
    """Nothing but pixels."""
    if len(content) > MOST_BYTES:
        raise SealRefused(_("画像が大きすぎます。1MB以下の画像を選んでください。"))
    try:
        with Image.open(BytesIO(content), formats=_KINDS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise SealRefused(_("画像の画素数が多すぎます。縦横4,000ピクセル以下に縮めてください。"))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        if isinstance(broken, SealRefused):
            raise
        raise SealRefused(_("画像として読み取れません。PNGかJPEGの画像を選んでください。")) from broken
    upright.thumbnail((PIXELS, PIXELS))
    clean = Image.new("RGBA", upright.size)
    clean.paste(upright)
    out = BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()
