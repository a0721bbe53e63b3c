"""Rows of billing, which stand in the public schema and yet are told to some towns only."""

from django.utils import timezone

from billing.models import Allocation, Paper
from tenants.public import current_town, in_public
from tests.walls.secret import SECRET, count

_ISSUER = dict.fromkeys(("name", "representative", "address", "phone", "t_number", "bank_account", "rounding"), SECRET)
_CONTENT = {
    "kind": "invoice",
    "number": SECRET,
    "corrects": "",
    "issuer": _ISSUER,
    "addressee": SECRET,
    "town_code": "000000",
    "title": SECRET,
    "fiscal_year": 2026,
    "issued_on": "2026-11-01",
    "due_on": "2026-12-01",
    "lines": [],
    "taxes": [],
    "net": 9,
    "total": 9,
    "accounts": {},
    "note": SECRET,
}


def allocation() -> Allocation:
    """A share of the consortium's bill of which the entered town alone is told."""
    town = current_town()
    with in_public():
        made = Allocation.objects.create(
            consortium_id=1,
            fiscal_year=2027,
            title=f"{SECRET}{next(count)}",
            total_yen=9,
            state="opinion",
            created_at=timezone.now(),
            parts=[{"base": "equal", "weight": "100", "exponent": "1"}],
        )
        made.members.create(town_id=town.id, code=town.code, name=SECRET)
    return made


def paper() -> Paper:
    """An invoice to the entered town."""
    town, now = current_town(), timezone.now()
    number = next(count)
    with in_public():
        return Paper.objects.create(
            consortium_id=1,
            kind="invoice",
            fiscal_year=2026,
            sequence=number,
            number=f"{SECRET}{number}",
            key=f"wall:{number}",
            town_id=town.id,
            town_name=SECRET,
            title=SECRET,
            issued_on=now.date(),
            due_on=now.date(),
            total_yen=9,
            content=_CONTENT,
            digest="0",
            created_at=now,
        )
