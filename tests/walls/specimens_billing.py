"""Rows of billing, which stand in the public schema and yet are told to some towns only."""

from django.utils import timezone

from billing.models import Allocation
from tenants.public import current_town, in_public
from tests.walls.secret import SECRET, count


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
