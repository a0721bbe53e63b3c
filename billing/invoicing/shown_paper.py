"""A paper as page and PDF show it: the frozen content in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from billing.fiscal_words import fiscal_words
from billing.invoicing.content import KIND_LABELS, Kind, lines_in
from billing.invoicing.seal_image import seal_uri
from billing.models import Paper
from billing.planning.charge import ChargeLine
from billing.printing import PAPER_LANGUAGE, pdf_of
from billing.sealing import digest_of
from billing.tax_classes import TaxClass
from tenants.public import in_public
from web.public import wareki


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """What stands on the paper, days as 令和8年12月1日 ("" without). `lines`: each with its mark, first and last day.
    `seal`: the picture for a page, "" without. `taxes`: class in words, yen before tax, tax. `unchanged`: the digest
    still fits."""

    heading: str
    number: str
    corrects: str
    addressee: str
    issuer: Mapping[str, str]
    seal: str
    title: str
    opening: str
    issued_on: str
    due_on: str
    lines: tuple[tuple[ChargeLine, str, str, str], ...]
    taxes: tuple[tuple[str, int, int], ...]
    net: int
    tax: int
    total: int
    accounts: tuple[tuple[str, str], ...]
    note: str
    digest: str
    unchanged: bool

    @property
    def has_reduced(self) -> bool:
        """Whether a line has the mark of the reduced rate, which the paper then explains."""
        return any(mark for _line, mark, _first, _last in self.lines)


def shown_paper(*, paper: Paper) -> ShownPaper:
    """From the frozen content alone; a query only for the picture of a seal."""
    content: dict[str, Any] = paper.content
    kind = Kind(content["kind"])
    taxes = ((TaxClass(row["tax"]), row["net"], row["yen"]) for row in content["taxes"])
    return ShownPaper(
        heading=_heading(kind, content),
        number=content["number"],
        corrects=content["corrects"],
        addressee=content["addressee"],
        issuer=content["issuer"],
        seal=_seal(paper),
        title=content["title"],
        opening=_opening(kind),
        issued_on=wareki(day=date.fromisoformat(content["issued_on"])),
        due_on=wareki(day=date.fromisoformat(content["due_on"])) if content["due_on"] else "",
        lines=tuple(_line(line) for line in lines_in(content=content)),
        taxes=tuple((str(tax.label), net, yen) for tax, net, yen in taxes),
        net=content["net"],
        tax=content["total"] - content["net"],
        total=content["total"],
        accounts=((_("会計年度"), fiscal_words(year=content["fiscal_year"])), *content["accounts"].items()),
        note=content["note"],
        digest=paper.digest,
        unchanged=digest_of(content=content) == paper.digest,
    )


def _line(line: ChargeLine) -> tuple[ChargeLine, str, str, str]:
    return line, "※" if line.tax is TaxClass.REDUCED else "", wareki(day=line.first), wareki(day=line.last)


def _seal(paper: Paper) -> str:
    digest = paper.content["issuer"].get("seal", "")
    if not digest:
        return ""
    with in_public():
        return seal_uri(consortium_id=paper.consortium_id, digest=digest)


def _heading(kind: Kind, content: Mapping[str, Any]) -> str:
    """適格請求書 is what a registered issuer writes of a taxed sale; a 負担金 alone is none."""
    taxed = any(TaxClass(row["tax"]).percent for row in content["taxes"])
    if kind is Kind.INVOICE and taxed and content["issuer"]["t_number"]:
        return _("請求書（適格請求書）")
    if kind is Kind.CREDIT and taxed and content["issuer"]["t_number"]:
        return _("減額通知書（適格返還請求書）")
    return str(KIND_LABELS[kind])


def _opening(kind: Kind) -> str:
    return {
        Kind.ESTIMATE: _("下記のとおり見積もります。"),
        Kind.INVOICE: _("下記のとおり請求します。"),
        Kind.CREDIT: _("下記のとおり請求額を減額します。"),
        Kind.COMPLETION: _("下記の業務が完了しましたので、報告します。"),
        Kind.REMINDER: _("下記の請求について、お支払いを確認できていません。行き違いのときはご容赦ください。"),
    }[kind]


def paper_pdf(*, paper: Paper) -> bytes:
    """The paper as a file."""
    with override(PAPER_LANGUAGE):
        shown = shown_paper(paper=paper)
    return pdf_of(template="billing/print/paper.html", context={"paper": shown}, style="paper.css")
