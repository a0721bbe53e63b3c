"""Finds the part of an HTML page that is its content, and leaves menus, headers and footers out."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Where content management systems of Japanese municipalities and 例規 systems put the text, surest first.
_CONTENT = (
    "main",
    "[role=main]",
    ".joubun",
    "#main_contents",
    "#tmp_contents",
    "#contents",
    "#content",
    "#main",
    "#honbun",
    "#primary",
    "article",
)
_NEVER = "script,style,noscript,template,iframe,object,embed,svg,canvas,select,button,input,textarea,dialog,audio,video"
_AROUND = "nav,aside,[role=navigation],[role=banner],[role=contentinfo],[role=search],[role=complementary]"
_BOILERPLATE = re.compile(
    r"(?:^|[-_\s])(?:g?nav(?:i|igation)?|menu|breadcrumbs?|pankuzu|topicpath|sidebar|side|sns|share|pagetop|"
    r"back-?to-?top|skip|cookie|banner|footer|header|toc|mokuji|related|search|print|lang(?:uage)?)(?:$|[-_\s])",
    re.IGNORECASE,
)
_LEAST_SHARE = 0.2
_LEAST_CHARACTERS = 40
_HEADINGS = "h1,h2"


def remove_boilerplate(*, tree: LexborHTMLParser) -> LexborNode | None:
    """The element with the page's content, with everything that is not text for a reader taken out of the tree.

    Comments, scripts and forms go everywhere; navigation, header and footer go around and inside the content, except
    a <header> that holds a heading of the content itself. None for a page without a body.
    """
    tree.strip_tags(_NEVER.split(","))
    body = tree.body
    if body is None:
        return None
    content = _content(tree, body)
    for node in content.css(_AROUND):
        node.decompose()
    for node in content.css("header,footer"):
        if node.tag == "footer" or content.tag == "body" or not node.css_first(_HEADINGS):
            node.decompose()
    for node in content.css("div[id],div[class],ul[id],ul[class],section[id],section[class],p[class],form"):
        if node.mem_id != content.mem_id and _is_boilerplate(node):
            node.decompose()
    return content


def _content(tree: LexborHTMLParser, body: LexborNode) -> LexborNode:
    whole = _length(body)
    for selector in _CONTENT:
        found = tree.css(selector)
        if len(found) == 1 or (found and selector in (".joubun", "main")):
            length = _length(found[0])
            if length >= _LEAST_CHARACTERS and length >= _LEAST_SHARE * whole:
                return found[0]
    return body


def _is_boilerplate(node: LexborNode) -> bool:
    if node.parent is None:
        return False
    names = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}"
    if not _BOILERPLATE.search(names):
        return False
    linked = sum(_length(link) for link in node.css("a"))
    # A "header" class on a block of prose is content; on a list of links it is not.
    return linked * 2 >= _length(node) or bool(re.search(r"(?:header|footer|breadcrumb|pankuzu|topicpath)", names))


def _length(node: LexborNode) -> int:
    return len("".join(node.text(deep=True).split()))
