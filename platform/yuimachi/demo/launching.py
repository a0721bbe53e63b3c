"""How a demo town came to open its chat: the risk form written by the admin, approved by the officer; a notice."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import yaml
from django.utils import timezone

from audit_log.public import Actor, ActorKind
from tenants.public import (
    FourViewpoints,
    announce,
    approve_risk_form,
    current_town,
    launch_refused,
    town_announcements,
    town_people,
    write_risk_form,
)
from yuimachi.demo.content import DemoTown

_WRITTEN: Final = Path(__file__).parent / "launch.yaml"


def prepare_launch(*, written: DemoTown, now: datetime) -> None:
    """Write and approve the risk form and put up the notice, where that has not happened yet."""
    content = yaml.safe_load(_WRITTEN.read_text(encoding="utf-8"))
    if launch_refused():
        town = current_town().name
        said = FourViewpoints(**{key: text.format(town=town) for key, text in content["risk_form"].items()})
        admin, officer = _actor(written, "admin"), _actor(written, "responsible_officer")
        form_id = write_risk_form(said=said, person_id=int(admin.id), actor=admin, now=now)
        approve_risk_form(form_id=form_id, person_id=int(officer.id), actor=officer, now=now)
    today = timezone.localdate(now)
    if not town_announcements(today=today):
        notice = content["announcement"]
        last_day = today + timedelta(days=notice.pop("days"))
        announce(**notice, first_day=today, last_day=last_day, actor=_actor(written, "admin"), now=now)


def _actor(written: DemoTown, role: str) -> Actor:
    email = next(person.email for person in written.people if person.role == role)
    person = next(person for person in town_people() if person.email == email)
    return Actor(ActorKind.PERSON, str(person.id), person.name)
