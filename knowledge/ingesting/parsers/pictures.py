"""Looks at the sizes of pictures inside Office files, by their headers alone; too large a one is refused."""

import warnings
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from PIL import Image, UnidentifiedImageError

from knowledge.ingesting.limits import Limits
from knowledge.ingesting.refused import FailureCode, Refused

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")


def check_pictures(*, content: bytes, limits: Limits) -> None:
    """Raises Refused(PIXEL_BOMB, BROKEN). No picture is decoded."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.lower().endswith(_ENDINGS):
                    _check(archive.read(name), limits)
    except BadZipFile as broken:
        raise Refused(FailureCode.BROKEN) from broken


def _check(picture: bytes, limits: Limits) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            width, height = Image.open(BytesIO(picture)).size
    except Image.DecompressionBombError as bomb:
        raise Refused(FailureCode.PIXEL_BOMB) from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return
    if width * height > limits.pixels:
        raise Refused(FailureCode.PIXEL_BOMB, f"{width:,}×{height:,}")
