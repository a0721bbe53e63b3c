"""The roles of a town and what each may do. Permissions are words; code asks for words, never for roles."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """役割, product A6."""

    ADMIN = "admin", _("管理者")
    RESPONSIBLE_OFFICER = "responsible_officer", _("統括責任者")
    DEPUTY = "deputy", _("統括責任者補佐")
    SECTION_HEAD = "section_head", _("課長（利用管理者）")
    KNOWLEDGE_EDITOR = "knowledge_editor", _("ナレッジ担当")
    STAFF = "staff", _("職員")
    AUDITOR = "auditor", _("監査")


NOTICES_WORD: Final = "notices.read"  # what the consortium tells the town's admins
_STAFF: Final = frozenset({"home.see", "ai.use", "knowledge.read", "drafts.write", "handovers.answer", "texts.check"})
_EDITOR: Final = _STAFF | {"knowledge.edit", "gaps.see", "conversations.see"}
_HEAD: Final = _STAFF | {"knowledge.edit", "knowledge.approve", "people.approve", "gaps.see", "conversations.see"}
_OFFICER: Final = _HEAD | {
    "policy.edit",
    "audit.read",
    "usage.see",
    "chat.switch",
    "handovers.all",
    "conversations.all",
    NOTICES_WORD,
}
_ANSWERABLE: Final = _OFFICER | {"launch.approve"}  # the officer and the deputy, not the admin: risk is theirs
_ADMIN: Final = _OFFICER | {
    "people.manage",
    "sections.manage",
    "profile.edit",
    "models.edit",
    "onboarding.run",
    "templates.manage",
    "keys.manage",
    "channels.manage",
    "hotlines.edit",
    "budget.edit",
    "support.grant",
}

TOWN_ROLES: Final = (Role.ADMIN, Role.RESPONSIBLE_OFFICER, Role.DEPUTY)  # whatever section they sit in

PERMISSIONS: Final[dict[Role, frozenset[str]]] = {
    Role.STAFF: _STAFF,
    Role.KNOWLEDGE_EDITOR: _EDITOR,
    Role.SECTION_HEAD: _HEAD,
    Role.RESPONSIBLE_OFFICER: _ANSWERABLE,
    Role.DEPUTY: _ANSWERABLE,
    Role.ADMIN: _ADMIN,
    # Reads the logs, nothing else: no AI, no knowledge.
    Role.AUDITOR: frozenset({"home.see", "audit.read", "conversations.see", "conversations.all"}),
}
ALL_PERMISSIONS: Final = frozenset().union(*PERMISSIONS.values())


def permissions_of(*, roles: frozenset[Role]) -> frozenset[str]:
    """Everything that any of the roles allows."""
    return frozenset().union(*(PERMISSIONS[role] for role in roles))
