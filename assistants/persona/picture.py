"""Takes the guide's picture: looked at, cut to size and written anew, so that nothing but pixels is kept."""

import uuid
from io import BytesIO
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES: Final = 5_000_000
PIXELS: Final = 256
_MOST_PIXELS: Final = 25_000_000
_KINDS: Final = ("PNG", "JPEG", "WEBP")


class PictureRefused(ValueError):
    """The file is not taken as a picture; the argument is a sentence for the clerk."""


def keep_picture(*, content: bytes) -> str:
    """Store a picture as PNG of at most 256 pixels; its name in the town's storage. Raises PictureRefused."""
    if len(content) > MOST_BYTES:
        raise PictureRefused(_("画像が大きすぎます。5MB以下の画像を選んでください。"))
    try:
        with Image.open(BytesIO(content), formats=_KINDS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise PictureRefused(_("画像の画素数が多すぎます。縦横5,000ピクセル以下に縮めてください。"))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        if isinstance(broken, PictureRefused):
            raise
        raise PictureRefused(_("画像として読み取れません。PNG・JPEG・WebPの画像を選んでください。")) from broken
    upright.thumbnail((PIXELS, PIXELS))
    clean = Image.new("RGBA", upright.size)
    clean.paste(upright)
    written = BytesIO()
    clean.save(written, "PNG", optimize=True)
    return str(default_storage.save(f"persona/{uuid.uuid4().hex}.png", ContentFile(written.getvalue())))


def read_picture(*, name: str) -> bytes | None:
    """The bytes of a kept picture; None when it is gone."""
    try:
        with default_storage.open(name, "rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None
