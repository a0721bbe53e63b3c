"""What a paper says, as data, and what has to be true of it before it is issued. No database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.invoicing.tax import Rounding, tax_rows
from billing.planning.charge import ChargeLine
from billing.tax_classes import TaxClass
from metering.public import fiscal_year_of


class Kind(StrEnum):
    """What kind of paper; each has numbers of its own."""

    ESTIMATE = "estimate"
    INVOICE = "invoice"
    COMPLETION = "completion"
    REMINDER = "reminder"
    CREDIT = "credit"


KIND_LABELS: Final[Mapping[Kind, str | Promise]] = {
    Kind.ESTIMATE: gettext_lazy("見積書"),
    Kind.INVOICE: gettext_lazy("請求書"),
    Kind.COMPLETION: gettext_lazy("納品書・業務完了報告書"),
    Kind.REMINDER: gettext_lazy("督促状"),
    Kind.CREDIT: gettext_lazy("減額通知書"),
}
KIND_LETTERS: Final[Mapping[Kind, str]] = {
    Kind.ESTIMATE: "見",
    Kind.INVOICE: "請",
    Kind.COMPLETION: "納",
    Kind.REMINDER: "督",
    Kind.CREDIT: "減",
}


@dataclass(frozen=True, slots=True)
class IssuerFacts:
    """Who issues, copied into each paper. `t_number` "" for one that is not registered; `seal`: digest of a picture."""

    name: str
    representative: str
    address: str
    phone: str
    t_number: str
    rounding: Rounding
    bank_account: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper before it has a number. `key` says what it is for: the same key never gives two papers. `accounts`: the
    town's 会計・款・項・目・節, as far as they are known."""

    kind: Kind
    key: str
    consortium_id: int
    town_id: int
    town_code: str
    town_name: str
    title: str
    lines: tuple[ChargeLine, ...]
    issued_on: date
    due_on: date | None = None
    note: str = ""
    accounts: Mapping[str, str] = field(default_factory=dict)


class PaperRefused(ValueError):
    """The paper may not be issued; `faults` are Japanese sentences, one for each reason."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(faults))


def faults_of(*, draft: Draft) -> tuple[str, ...]:
    """What is wrong, in sentences; empty when it can be issued."""
    faults = []
    if not draft.lines:
        faults.append(_("明細がありません。1行以上を入れてください。"))
    years = {fiscal_year_of(day=day) for line in draft.lines for day in (line.first, line.last)}
    if len(years) > 1:
        faults.append(_("明細が年度をまたいでいます。3月31日までと4月1日からの請求書に分けてください。"))
    if any(line.last < line.first for line in draft.lines):
        faults.append(_("明細の期間の終わりが、始まりより前になっています。"))
    if not draft.town_name:
        faults.append(_("宛先の自治体がありません。"))
    if draft.kind is Kind.INVOICE and draft.due_on is None:
        faults.append(_("支払期限がありません。"))
    if draft.due_on and draft.due_on < draft.issued_on:
        faults.append(_("支払期限が発行日より前になっています。"))
    return tuple(faults)


def content_of(*, draft: Draft, number: str, issuer: IssuerFacts, corrects: str) -> dict[str, Any]:
    """The paper as it is frozen: texts and whole numbers that JSON keeps exactly. `corrects`: a number or ""."""
    rows = tax_rows(amounts=[(line.tax, line.yen) for line in draft.lines], rounding=issuer.rounding)
    return {
        "kind": draft.kind.value,
        "number": number,
        "corrects": corrects,
        "issuer": {
            "name": issuer.name,
            "representative": issuer.representative,
            "address": issuer.address,
            "phone": issuer.phone,
            "t_number": issuer.t_number,
            "bank_account": issuer.bank_account,
            "rounding": issuer.rounding.value,
            **({"seal": issuer.seal} if issuer.seal else {}),
        },
        "addressee": _("%(town)s長") % {"town": draft.town_name},
        "town_code": draft.town_code,
        "title": draft.title,
        "fiscal_year": fiscal_year_of(day=draft.lines[0].first),
        "issued_on": draft.issued_on.isoformat(),
        "due_on": draft.due_on.isoformat() if draft.due_on else "",
        "lines": [_line(line) for line in draft.lines],
        "taxes": [{"tax": row.tax.value, "net": row.net, "yen": row.yen} for row in rows],
        "net": sum(row.net for row in rows),
        "total": sum(row.net + row.yen for row in rows),
        "accounts": dict(draft.accounts),
        "note": draft.note,
    }


def _line(line: ChargeLine) -> dict[str, Any]:
    return {
        "what": line.what,
        "first": line.first.isoformat(),
        "last": line.last.isoformat(),
        "quantity": f"{line.quantity:f}",
        "unit": line.unit,
        "unit_price": f"{line.unit_price:f}",
        "yen": line.yen,
        "tax": line.tax.value,
    }


def lines_in(*, content: Mapping[str, Any]) -> tuple[ChargeLine, ...]:
    """The lines of a frozen paper."""
    return tuple(
        ChargeLine(
            what=line["what"],
            first=date.fromisoformat(line["first"]),
            last=date.fromisoformat(line["last"]),
            quantity=Decimal(line["quantity"]),
            unit=line["unit"],
            unit_price=Decimal(line["unit_price"]),
            yen=line["yen"],
            tax=TaxClass(line["tax"]),
        )
        for line in content["lines"]
    )
