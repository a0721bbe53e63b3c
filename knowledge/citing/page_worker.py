"""Draws one page of a PDF: the file comes in, a WebP picture goes out; dies rather than grow. Django-free."""

import resource
import sys

from pypdfium2 import PdfDocument

_MEMORY_BYTES = 1024 * 1024 * 1024
_CPU_SECONDS = 20
_MOST_PIXELS = 16_000_000
_QUALITY = 82


def draw(*, content: bytes, number: int, width: int) -> None:
    """Write page `number` (from 1), `width` pixels wide, or narrower where it would have too many. Raises on a
    bad file."""
    page = PdfDocument(content)[number - 1]
    wide, high = page.get_size()
    scale = width / max(wide, 1)
    scale = min(scale, (_MOST_PIXELS / max(wide * high, 1)) ** 0.5)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    picture.save(sys.stdout.buffer, "WEBP", quality=_QUALITY, method=3)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    draw(content=sys.stdin.buffer.read(), number=int(sys.argv[1]), width=int(sys.argv[2]))
