"""Filters that write dates, money and sizes; the frame's own small tags."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.template import Context, Library
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from web import dates, quantities
from web.navigation import NavGroup

register = Library()


def _day(value: date | datetime) -> date:
    return dates.local(at=value).date() if isinstance(value, datetime) else value


@register.filter
def wareki(value: date | datetime | None) -> str:
    """令和8年11月23日（月）."""
    return dates.long_date(day=_day(value)) if value else ""


@register.filter
def seireki(value: date | datetime | None) -> str:
    """2026年11月23日（月）."""
    return dates.long_date(day=_day(value), in_era=False) if value else ""


@register.filter
def spoken_time(value: datetime | None) -> str:
    """午前9時30分."""
    return dates.spoken_time(at=value) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """9:30."""
    return dates.clock(at=value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """2026年11月23日（月） 9:30, for logs and lists."""
    return f"{seireki(value)} {clock(value)}" if value else ""


@register.filter
def ago(value: datetime | None) -> SafeString:
    """5分前, with the exact moment for those who point at it and for machines."""
    if not value:
        return SafeString("")
    words = dates.relative(at=value, now=timezone.now())
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), moment(value), words)


@register.filter
def yen(value: float | Decimal | None) -> str:
    """1,234円."""
    return "" if value is None else quantities.yen(amount=Decimal(value))


@register.filter
def grouped(value: float | None) -> str:
    """1,234,567."""
    return "" if value is None else quantities.grouped(number=value)


@register.filter
def file_size(value: int | None) -> str:
    """1.2MB."""
    return "" if value is None else quantities.file_size(size=value)


@register.filter
def message_kind(level: str) -> str:
    """Our kind of banner for a level of django.contrib.messages."""
    return {"success": "success", "warning": "warning", "error": "error"}.get(level, "info")


@register.simple_tag(takes_context=True)
def nav_groups(context: Context, name: str) -> tuple[NavGroup, ...]:
    """The groups of one frame's navigation; nothing when the page is drawn without a request."""
    frame = context.get("frame")
    return frame.navigation(name) if frame else ()


@register.inclusion_tag("web/components/language.html", takes_context=True)
def language_switch(context: Context) -> dict[str, Any]:
    """Buttons that change the language of the pages; nothing when the page is drawn without a request."""
    names = {"ja": "日本語", "en": "English"}
    return {
        "request": context.get("request"),
        "csrf_token": context.get("csrf_token"),
        "languages": [(code, names.get(code, name)) for code, name in settings.LANGUAGES],
        "now": get_language(),
    }
