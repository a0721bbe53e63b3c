"""The consortium that a step of the operator is about."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from tenants.public import consortiums


def consortium_of(*, asked: int | None) -> int:
    """The one asked for, else the only one. Raises CommandError."""
    bodies = {one.id: one.name for one in consortiums()}
    if asked is None and len(bodies) == 1:
        return next(iter(bodies))
    if asked not in bodies:
        known = "、".join(f"{key} {name}" for key, name in bodies.items()) or _("まだありません")
        raise CommandError(_("協議会を --consortium で選んでください（%(known)s）。") % {"known": known})
    return asked
