"""What a town's home page says of money: allowances that run low, a share that the consortium asks about."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.models import Allocation
from metering.public import AllowanceLevel, allowance_states
from tenants.public import Access, HomeTile, current_town, in_public


def tiles(access: Access) -> list[HomeTile]:
    """For who sees use: one query; for who also speaks for the town: two."""
    if not access.may("usage.see"):
        return []
    now = timezone.now()
    low = [state for state in allowance_states(now=now) if state.level is not AllowanceLevel.OK]
    urgent = any(state.level >= AllowanceLevel.WARN90 for state in low)
    found = [HomeTile(len(low), _("残りの少ない利用枠"), reverse("billing:allowances"), urgent)]
    if access.may("budget.edit"):
        town, today = current_town(), timezone.localdate(now)
        with in_public():
            asked = Allocation.objects.awaiting(town_id=town.id, today=today).count()
        found.append(HomeTile(asked, _("意見を求められている負担金の案"), reverse("billing:shares")))
    return found
