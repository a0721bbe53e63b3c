"""Tenancy's own tiles on the staff home page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.access import Access
from tenants.home_tiles import HomeTile, register_tiles
from tenants.joining.approve import applications_for
from tenants.models import UseApproval


def approvals_waiting(access: Access) -> list[HomeTile]:
    """Applications that wait for this person. One query for those who decide."""
    if not access.may("people.approve"):
        return []
    count = applications_for(access=access).filter(state=UseApproval.State.REQUESTED).count()
    return [HomeTile(count, _("AI利用の申請"), reverse("tenants:approvals"))]


def register_own_tiles() -> None:
    """Called once when the app is ready."""
    register_tiles(approvals_waiting)
