"""Pages as PDF/A-3b in Japanese with their fonts inside; nothing is fetched. Under a second of one core."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.translation import override

PAPER_LANGUAGE: Final = "ja"  # of what is frozen and printed, whatever language the person reads the pages in
_STYLES: Final = Path(__file__).resolve().parent / "static" / "billing"


def pdf_of(*, template: str, context: Mapping[str, Any], style: str) -> bytes:
    """A template as PDF. `style`: a file of this app's static files."""
    from weasyprint import CSS, HTML  # noqa: PLC0415  loads Pango: only who prints needs it

    with override(PAPER_LANGUAGE):
        page = render_to_string(template, dict(context))
    css = CSS(string=(_STYLES / style).read_text(encoding="utf-8"))
    return bytes(HTML(string=page).write_pdf(stylesheets=[css], pdf_variant="pdf/a-3b") or b"")
