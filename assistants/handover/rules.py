"""The town's rules for hand-overs: read, written, and said to residents."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assistants.audit_actions import HANDOVER_RULES_WRITTEN
from assistants.models import HandoverRules
from audit_log.public import Actor, record


def handover_rules() -> HandoverRules:
    """The rules of the entered town; the defaults before they were saved. One query."""
    return HandoverRules.objects.filter(pk=1).first() or HandoverRules(pk=1)


def save_rules(*, values: Mapping[str, Any], labels: Mapping[str, str], actor: Actor, now: datetime) -> list[str]:
    """Write what differs and say in the audit log what it was; names of the changed fields."""
    rules = handover_rules()
    changed = [name for name, value in values.items() if getattr(rules, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(rules, name, values[name])
    with transaction.atomic():
        rules.save()
        fields = "、".join(labels.get(name, name) for name in changed)
        record(action=HANDOVER_RULES_WRITTEN, actor=actor, subject=None, detail={"fields": fields}, at=now)
    return changed


def consent_sentence(*, rules: HandoverRules) -> str:
    """What a resident agrees to; kept beside the hand-over as it was shown."""
    return _(
        "書いた内容（名前・連絡先を含みます）は、「%(purpose)s」のために担当の課だけが使い、"
        "相談が終わってから%(days)s日後に、名前と連絡先を消します。"
    ) % {"purpose": rules.purpose, "days": rules.contact_kept_days}
