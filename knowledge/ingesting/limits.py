"""The limits of what is taken in, in one place."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, pages, characters, pixels, seconds. The defaults suit a town on one small server."""

    file_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 500 * MEGABYTE
    unpacked_ratio: int = 100
    archive_members: int = 10_000
    pages: int = 3_000
    characters: int = 5_000_000
    pixels: int = 100_000_000
    page_points: int = 15_000
    parse_seconds: int = 120
    parse_memory_bytes: int = 2_048 * MEGABYTE
    convert_seconds: int = 60
    convert_memory_bytes: int = 3_072 * MEGABYTE
    ocr_pages: int = 300
    ocr_dpi: int = 200
    ocr_page_seconds: int = 60
    ocr_seconds: int = 1_200


DEFAULT_LIMITS = Limits()
