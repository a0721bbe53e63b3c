"""HTML on A4 as PDF; nothing is fetched from elsewhere."""

from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from assistants.refusals import Refused

_STYLE: Final = Path(__file__).with_name("paper.css")


def as_pdf(*, page: str) -> bytes:
    """The page, an HTML document, as PDF. Raises Refused where the parts for it are not installed."""
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415  needs system libraries (pango) that a small machine may lack
    except OSError as missing:
        told = _("この環境ではPDFを作れません（部品が入っていません）。Wordで書き出すか、印刷を使ってください。")
        raise Refused(told) from missing
    return bytes(HTML(string=page, url_fetcher=_nothing_from_elsewhere).write_pdf(stylesheets=[CSS(_STYLE)]))


def _nothing_from_elsewhere(url: str, *_rest: object) -> dict[str, object]:
    raise ValueError(url)
