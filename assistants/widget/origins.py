"""Which sites may read the widget's answers: origins, written by people as addresses, compared exactly."""

from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from assistants.audit_actions import WIDGET_SITES_SET
from assistants.models import WidgetSettings
from audit_log.public import Actor, Subject, record

MOST: Final = 20
_USUAL_PORTS: Final = {"https": 443, "http": 80}


class NotAnOrigin(ValueError):
    """The text is no address of a site; its text says why."""


def origin_of(*, address: str) -> str:
    """The origin of an address as browsers send it: lower case, no usual port, no path. Raises NotAnOrigin."""
    written = address.strip()
    try:
        parts = urlsplit(written if "://" in written else f"https://{written}")
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError) as broken:
        raise NotAnOrigin(_("「%(address)s」はアドレスとして読めません。") % {"address": written[:60]}) from broken
    if parts.scheme not in _USUAL_PORTS or not host or parts.username is not None or "*" in host:
        raise NotAnOrigin(
            _("「%(address)s」は使えません。https:// で始まるサイトのアドレスを書いてください。")
            % {"address": written[:60]}
        )
    shown = f":{port}" if port and port != _USUAL_PORTS[parts.scheme] else ""
    return f"{parts.scheme}://{host}{shown}"


def allowed_origins() -> list[str]:
    """The town's sites. One query."""
    row = WidgetSettings.objects.filter(pk=1).first()
    return list(row.origins) if row else []


def may_read(*, origin: str, own: str) -> bool:
    """Whether a page of `origin` may read answers: the town's own host (`own`) and the named sites, exactly."""
    return bool(origin) and (origin == own or origin in allowed_origins())


def set_origins(*, origins: list[str], actor: Actor, now: datetime) -> None:
    """Name the sites anew; each is an origin already."""
    with transaction.atomic():
        WidgetSettings.objects.update_or_create(pk=1, defaults={"origins": origins})
        subject = Subject("assistants.widget", "1", "widget")
        record(action=WIDGET_SITES_SET, actor=actor, subject=subject, detail={"sites": "、".join(origins)}, at=now)
