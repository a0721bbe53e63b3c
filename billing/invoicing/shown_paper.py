"""A paper as page and PDF show it: the frozen content in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from billing.invoicing.content import KIND_LABELS, Kind, digest_of, lines_in
from billing.models import Paper
from billing.planning.charge import ChargeLine
from billing.tax_classes import TaxClass

_STYLE: Final = Path(__file__).resolve().parent.parent / "static" / "billing" / "paper.css"
_MARKS: Final = {TaxClass.REDUCED: "※"}


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """What stands on the paper. `taxes`: class in words, yen before tax, tax. `unchanged`: the digest still fits."""

    heading: str
    number: str
    corrects: str
    addressee: str
    issuer: Mapping[str, str]
    title: str
    opening: str
    issued_on: date
    due_on: date | None
    lines: tuple[tuple[ChargeLine, str], ...]
    taxes: tuple[tuple[str, int, int], ...]
    net: int
    total: int
    accounts: tuple[tuple[str, str], ...]
    note: str
    digest: str
    unchanged: bool


def shown_paper(*, paper: Paper) -> ShownPaper:
    """From the frozen content alone; no query."""
    content: dict[str, Any] = paper.content
    kind = Kind(content["kind"])
    taxes = ((TaxClass(row["tax"]), row["net"], row["yen"]) for row in content["taxes"])
    return ShownPaper(
        heading=_heading(kind, content),
        number=content["number"],
        corrects=content["corrects"],
        addressee=content["addressee"],
        issuer=content["issuer"],
        title=content["title"],
        opening=_opening(kind),
        issued_on=date.fromisoformat(content["issued_on"]),
        due_on=date.fromisoformat(content["due_on"]) if content["due_on"] else None,
        lines=tuple((line, _MARKS.get(line.tax, "")) for line in lines_in(content=content)),
        taxes=tuple((str(tax.label), net, yen) for tax, net, yen in taxes),
        net=content["net"],
        total=content["total"],
        accounts=tuple(content["accounts"].items()),
        note=content["note"],
        digest=paper.digest,
        unchanged=digest_of(content=content) == paper.digest,
    )


def _heading(kind: Kind, content: Mapping[str, Any]) -> str:
    if kind is Kind.INVOICE and content["issuer"]["t_number"]:
        return _("請求書（適格請求書）")
    return str(KIND_LABELS[kind])


def _opening(kind: Kind) -> str:
    return {
        Kind.ESTIMATE: _("下記のとおり見積もります。"),
        Kind.INVOICE: _("下記のとおり請求します。"),
        Kind.COMPLETION: _("下記の業務が完了しましたので、報告します。"),
        Kind.REMINDER: _("下記の請求について、お支払いを確認できていません。行き違いのときはご容赦ください。"),
    }[kind]


def paper_pdf(*, paper: Paper) -> bytes:
    """The paper as PDF/A-3b with its fonts inside; nothing is fetched. Under a second of one core."""
    from weasyprint import CSS, HTML  # noqa: PLC0415  loads Pango: only who prints needs it

    page = render_to_string("billing/print/paper.html", {"paper": shown_paper(paper=paper)})
    style = CSS(string=_STYLE.read_text(encoding="utf-8"))
    return bytes(HTML(string=page).write_pdf(stylesheets=[style], pdf_variant="pdf/a-3b") or b"")
