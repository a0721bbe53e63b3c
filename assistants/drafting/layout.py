"""A draft's Markdown as HTML: headings, lists, tables; nothing that runs, nothing from elsewhere."""

import comrak
import nh3

_TAGS = {
    *("h1", "h2", "h3", "h4", "p", "br", "ul", "ol", "li", "strong", "em", "del", "blockquote", "hr", "code", "pre"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


def as_html(*, text: str) -> str:
    """Safe HTML of a Markdown text; links and pictures become their words."""
    extensions = comrak.ExtensionOptions()
    extensions.table = True
    extensions.strikethrough = True
    rendering = comrak.RenderOptions()
    rendering.escape = True
    rendering.hardbreaks = True
    html = comrak.render_markdown(text, extension_options=extensions, render_options=rendering)
    return nh3.clean(html, tags=_TAGS, attributes={"ol": {"start"}})
