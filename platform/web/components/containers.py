"""What holds content: `{% card %}`, `{% disclosure %}`, `{% dialog %}`, `{% group %}`, `{% table %}`."""

from zlib import crc32

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.components.attributes import attributes
from web.components.icons import icon, icon_if

register = Library()


@register.simple_block_tag(end_name="endcard")
def card(content: str, title: str = "", href: str = "", icon: str = "", level: int = 3) -> SafeString:
    """A card; with `href` its title is a link and the whole card can be pressed."""
    name = format_html('<a class="card__link" href="{}">{}</a>', href, title) if href else title
    head = format_html('<h{0} class="card__title">{1}</h{0}>', level, name) if title else ""
    return format_html('<div class="card">{}{}{}</div>', icon_if(icon, class_="card__icon"), head, SafeString(content))


@register.simple_block_tag(end_name="enddisclosure")
def disclosure(content: str, summary: str, open: bool = False) -> SafeString:  # noqa: A002  the attribute's own name
    """A part that is opened when needed; works without JavaScript."""
    return format_html(
        '<details class="disclosure"{}><summary>{}<span>{}</span></summary>'
        '<div class="disclosure__body">{}</div></details>',
        attributes({"open": open}),
        icon("chevron-right"),
        summary,
        SafeString(content),
    )


@register.simple_block_tag(end_name="enddialog")
def dialog(content: str, key: str, title: str) -> SafeString:
    """A native dialog with the id `key`. Its opener: `{% link_button "…" href="#key" data_dialog_open=True %}`.

    Without JavaScript the same link shows it in place. Put `{% dialog_close %}` among its actions.
    """
    return format_html(
        '<dialog class="dialog" id="{0}" aria-labelledby="{0}-title"><h2 class="dialog__title" id="{0}-title">{1}</h2>'
        "{2}</dialog>",
        key,
        title,
        SafeString(content),
    )


@register.simple_tag
def dialog_close(label: str = "") -> SafeString:
    """Leaves a dialog and changes nothing."""
    return format_html(
        '<a class="button button--secondary" href="#main" data-dialog-close>{}</a>', label or _("キャンセル")
    )


@register.simple_block_tag(end_name="endgroup")
def group(content: str, legend: str) -> SafeString:
    """Fields that belong together."""
    return format_html('<fieldset class="group"><legend>{}</legend>{}</fieldset>', legend, SafeString(content))


@register.simple_block_tag(end_name="endtable")
def table(content: str, caption: str, quiet_caption: bool = False) -> SafeString:
    """A table in a box of its own that scrolls sideways, also by keyboard. Content: thead and tbody.

    `quiet_caption` keeps the caption for screen readers where a heading above already says it.
    """
    key = f"table-{crc32(caption.encode()):08x}"
    return format_html(
        '<div class="table-scroll" role="region" tabindex="0" aria-labelledby="{0}">'
        '<table class="table"><caption id="{0}"{1}>{2}</caption>{3}</table></div>',
        key,
        attributes({"class": "for-ears" if quiet_caption else ""}),
        caption,
        SafeString(content),
    )
