"""Markdown: rendered by comrak without raw HTML, then read like a page."""

import re

import comrak

from knowledge.ingesting.parsed import ParsedDocument, ParseWarning, WarningCode
from knowledge.ingesting.parsers.charset import decode
from knowledge.ingesting.parsers.html import parse_markup

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def parse_markdown(*, content: bytes, name: str) -> ParsedDocument:
    """A Markdown file; front matter is left out. Raises Refused(UNREADABLE_CHARSET, NO_TEXT)."""
    decoded = decode(content=content)
    warnings = (ParseWarning(WarningCode.CHARSET_GUESSED, detail=decoded.encoding),) if decoded.guessed else ()
    return parse_markup(markup=render_markdown(text=decoded.text), name=name, warnings=warnings)


def render_markdown(*, text: str) -> str:
    """HTML of Markdown with tables and Japanese emphasis; raw HTML in it is shown as text, never passed on."""
    extensions = comrak.ExtensionOptions()
    extensions.table = True
    extensions.strikethrough = True
    extensions.autolink = True
    extensions.cjk_friendly_emphasis = True
    rendering = comrak.RenderOptions()
    rendering.escape = True
    plain = _FRONT_MATTER.sub("", text)
    return str(comrak.render_markdown(plain, extension_options=extensions, render_options=rendering))
