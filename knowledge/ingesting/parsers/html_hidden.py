"""Finds what an HTML page holds but does not show."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_AT_BLOCK = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_WHITE = r"(?:#fff(?:fff)?|white|rgba?\(\s*255\s*,\s*255\s*,\s*255[^)]*\))"
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![-\w])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*(?:0*(?:\.\d+)?|0?1)(?:px|pt)?\s*(?:;|!|$)"
    r"|(?:left|top|text-indent|margin-left|margin-top)\s*:\s*-\d{4,}(?:px|em|pt|rem)"
    r"|(?<![-\w])color\s*:\s*transparent",
    re.IGNORECASE,
)
_WHITE_LETTERS = re.compile(rf"(?<![-\w])color\s*:\s*{_WHITE}\s*(?:;|!|$)", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color|-image)?\s*:\s*([^;]+)", re.IGNORECASE)
_NO_BACKGROUND = re.compile(rf"^\s*(?:{_WHITE}|transparent|none|inherit)\s*$", re.IGNORECASE)
_MOST_RULES = 2_000


def hidden_nodes(*, tree: LexborHTMLParser) -> frozenset[int]:
    """mem_ids of the outermost elements that a reader never sees, by their own style or the page's <style> rules.

    Rules inside @media are left out: they hide for one device only. Linked style sheets are never fetched.
    """
    found = {node.mem_id for node in tree.css("[hidden]:not(input), [aria-hidden=true]")}
    found |= {node.mem_id for node in tree.css("[style]") if _hides(node.attributes.get("style") or "", node)}
    for selector, style in _rules(tree):
        if _HIDING.search(style) or (_WHITE_LETTERS.search(style) and not _has_background(style)):
            found |= {node.mem_id for node in _select(tree, selector) if _hides(style, node)}
    return frozenset(found)


def _hides(style: str, node: LexborNode) -> bool:
    if _HIDING.search(style):
        return True
    return bool(_WHITE_LETTERS.search(style)) and not _on_colour(style, node)


def _on_colour(style: str, node: LexborNode) -> bool:
    """White letters are fine on a background; one that a class may give counts as a background too."""
    above: LexborNode | None = node
    while above is not None:
        own = style if above is node else above.attributes.get("style") or ""
        if _has_background(own) or above.attributes.get("class") or above.attributes.get("bgcolor"):
            return True
        above = above.parent
    return False


def _has_background(style: str) -> bool:
    return any(not _NO_BACKGROUND.match(value) for value in _BACKGROUND.findall(style))


def _rules(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    sheets = "\n".join(node.text() for node in tree.css("style"))
    plain = _AT_BLOCK.sub("", _COMMENT.sub("", sheets))
    return [(selector.strip(), style) for selector, style in _RULE.findall(plain)[:_MOST_RULES]]


def _select(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return tree.css(selector)
    except (SelectolaxError, ValueError):
        return []
