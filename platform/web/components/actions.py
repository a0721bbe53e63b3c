"""Buttons and links that look like buttons: `{% button %}`, `{% link_button %}`, `{% copy_button %}`, `{% chips %}`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.components.attributes import attributes
from web.components.icons import icon_if

register = Library()

Look = Literal["primary", "secondary", "quiet", "danger"]
Size = Literal["large", "medium", "small"]


def _class(look: Look, size: Size, wide: bool) -> str:
    words = ["button", f"button--{look}", f"button--{size}", "button--wide" if wide else ""]
    return " ".join(word for word in words if word)


@register.simple_tag
def button(
    label: str,
    look: Look = "primary",
    *,
    size: Size = "medium",
    icon: str = "",
    type: str = "submit",  # noqa: A002  the attribute's own name
    wide: bool = False,
    **more: Any,
) -> SafeString:
    """A button; every other keyword becomes an attribute (`name=`, `value=`, `hx_post=`, `data_dialog_close=True`)."""
    return format_html(
        '<button type="{}" class="{}"{}>{}<span>{}</span></button>',
        type,
        _class(look, size, wide),
        attributes(more),
        icon_if(icon),
        label,
    )


@register.simple_tag
def link_button(
    label: str,
    href: str,
    look: Look = "primary",
    *,
    size: Size = "medium",
    icon: str = "",
    wide: bool = False,
    **more: Any,
) -> SafeString:
    """A link that looks like a button: it goes somewhere and changes nothing."""
    return format_html(
        '<a href="{}" class="{}"{}>{}<span>{}</span></a>',
        href,
        _class(look, size, wide),
        attributes(more),
        icon_if(icon),
        label,
    )


@register.simple_tag
def copy_button(target: str, label: str = "", look: Look = "secondary", size: Size = "small") -> SafeString:
    """A button that copies the text of the element with the id `target`; not shown without JavaScript."""
    return button(
        label or _("コピー"),
        look=look,
        size=size,
        icon="copy",
        type="button",
        data_copy=f"#{target}",
        data_copied=_("コピーしました"),
        data_needs_script=True,
    )


@dataclass(frozen=True, slots=True)
class Chip:
    """A short choice that is a link."""

    label: str
    url: str
    current: bool = False
    icon: str = ""


@register.simple_tag
def chips(items: Iterable[Chip], label: str = "") -> SafeString:
    """A row of chips; the chosen one is marked for eyes and ears."""
    lines = format_html_join(
        "",
        '<li><a class="chip" href="{}"{}>{}{}</a></li>',
        (
            (chip.url, attributes({"aria-current": "true" if chip.current else ""}), icon_if(chip.icon), chip.label)
            for chip in items
        ),
    )
    return format_html('<ul class="chips"{}>{}</ul>', attributes({"aria-label": label}), lines)
