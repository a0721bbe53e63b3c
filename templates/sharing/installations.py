"""The other installations that the operator knows by their keys."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from templates.audit_actions import INSTALLATION_KNOWN
from templates.models import KnownInstallation


class InstallationKnown(ValueError):
    """Name or key stand there already."""


def know_installation(*, name: str, public_key: str, actor: Actor, now: datetime) -> None:
    """Take in signed files of this key from now on. Raises InstallationKnown."""
    values = {"name": name, "public_key": public_key, "added_by": actor.label[:60], "added_at": now}
    try:
        with transaction.atomic():
            row = KnownInstallation.objects.create(**values)
            _note(row, _("登録"), actor, now)
    except IntegrityError as wrong:
        raise InstallationKnown(_("同じ名前か同じ公開鍵が、すでに登録されています。")) from wrong


def forget_installation(*, row: KnownInstallation, actor: Actor, now: datetime) -> None:
    """Take in no more of its files; what came before stays."""
    with transaction.atomic():
        _note(row, _("削除"), actor, now)
        row.delete()


def _note(row: KnownInstallation, what: str, actor: Actor, now: datetime) -> None:
    subject = Subject("template_library.installation", str(row.pk), row.name)
    detail = {"what": what, "key": row.public_key}
    record(action=INSTALLATION_KNOWN, actor=actor, subject=subject, detail=detail, at=now)
