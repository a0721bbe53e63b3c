"""What tells people something: `{% banner %}`, `{% badge %}`, `{% empty_state %}`, `{% progress %}`."""

from typing import Any, Final, Literal

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.components.actions import link_button
from web.components.icons import icon, icon_if
from web.quantities import percent

register = Library()

Kind = Literal["info", "success", "warning", "error"]
BadgeKind = Literal["neutral", "info", "success", "warning", "error"]
KINDS: Final = ("info", "success", "warning", "error")


@register.simple_block_tag(end_name="endbanner")
def banner(content: str, kind: Kind = "info", title: str = "", level: int = 2, live: bool = False) -> SafeString:
    """A notification banner. `live` reads it out when it arrives in a page that is already open."""
    words = {"info": _("お知らせ"), "success": _("完了"), "warning": _("注意"), "error": _("エラー")}
    head = format_html('<h{0} class="banner__title">{1}</h{0}>', level, title) if title else ""
    return format_html(
        '<div class="banner banner--{}"{}>{}<div class="banner__body">{}{}</div></div>',
        kind,
        SafeString(' role="alert"' if kind == "error" else ' role="status"') if live else "",
        icon(kind, label=words[kind], class_="banner__icon"),
        head,
        SafeString(content),
    )


@register.simple_tag
def badge(word: str, kind: BadgeKind = "neutral", icon: str = "") -> SafeString:
    """A state as a word; the colour and the icon only help."""
    return format_html('<span class="badge badge--{}">{}{}</span>', kind, icon_if(icon), word)


@register.simple_tag
def empty_state(
    title: str, text: str = "", *, icon: str = "folder", action: str = "", href: str = "", action_icon: str = ""
) -> SafeString:
    """Nothing here yet: why, and the next step."""
    return format_html(
        '<div class="empty">{}<p class="empty__title">{}</p>{}{}</div>',
        icon_if(icon, class_="empty__icon"),
        title,
        format_html('<p class="empty__text">{}</p>', text) if text else "",
        link_button(action, href, icon=action_icon) if action else "",
    )


@register.inclusion_tag("web/components/progress.html")
def progress(
    label: str,
    value: float | None = None,
    maximum: float = 100,
    *,
    poll: str = "",
    key: str = "progress",
    note: str = "",
) -> dict[str, Any]:
    """A progress bar; without `value` it only says that work goes on.

    With `poll` (an address that answers with this piece) it asks again each second; the answer drawn without `poll`
    ends the asking. `key` is its id, unique on the page.
    """
    share = "" if value is None else percent(part=value, whole=maximum)
    return {
        "label": label,
        "value": value,
        "maximum": maximum,
        "poll": poll,
        "key": key,
        "note": note,
        "share": share,
    }
