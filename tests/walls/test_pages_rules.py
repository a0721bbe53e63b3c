"""Templates, styles and scripts of every app: nothing inline, no stranger, every word through gettext."""

import ast
import re
from pathlib import Path

import pytest

from tests.walls.tree import APPS, files, modules, name, pages, text, tree

JAPANESE = re.compile(r"[぀-ヺー-ヿ一-鿿々〆ヶ]")  # the middle dot alone is a sign
BRAND = "結まち"  # the product's name is the same in every language
OWN_HOSTS = {"www.w3.org", "kumoi.example"}  # the name space of SVG; the address of the style page's sample
HOST = re.compile(r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})")
INLINE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE)
COMMENT = re.compile(r"{% comment.*?%}.*?{% endcomment %}|{#.*?#}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(
    r"{%-?\s*blocktrans(?:late)?\b.*?{%-?\s*endblocktrans(?:late)?\s*-?%}|{%-?\s*trans(?:late)?\b.*?%}", re.DOTALL
)
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
SAMPLES = "style"  # platform/web/templates/web/style: the sample pages of components, shown to developers only
PAGES = pages()


def _bare(path: Path) -> str:
    """The template without comments and without what is translated, lines kept."""

    def blank(found: re.Match[str]) -> str:
        return "\n" * found.group().count("\n")

    return TRANSLATED.sub(blank, COMMENT.sub(blank, text(path)))


def _lines(path: Path, body: str, pattern: re.Pattern[str]) -> list[str]:
    found = enumerate(body.splitlines(), start=1)
    return [f"{name(path, number)} {line.strip()[:70]}" for number, line in found if pattern.search(line)]


def test_there_are_pages_to_look_at() -> None:
    assert len(PAGES) > 50


@pytest.mark.parametrize("pattern", [INLINE, SCRIPT], ids=["style or handler", "script"])
def test_no_page_holds_anything_inline(pattern: re.Pattern[str]) -> None:
    assert [line for path in PAGES for line in _lines(path, COMMENT.sub("", text(path)), pattern)] == []


def test_no_page_style_or_script_names_another_host() -> None:
    served = [*PAGES, *(p for p in files(".css", ".js", ".svg", under=("platform", *APPS)) if "static" in p.parts)]
    hosts = {name(path): set(HOST.findall(text(path))) - OWN_HOSTS for path in served}
    assert {place: strange for place, strange in hosts.items() if strange} == {}


def test_every_japanese_word_of_a_page_goes_through_gettext() -> None:
    wrong = []
    for path in (page for page in PAGES if SAMPLES not in page.parts):
        body = re.sub(r"""_\(\s*("[^"]*"|'[^']*')\s*\)""", "", _bare(path)).replace(BRAND, "")
        wrong += _lines(path, body, JAPANESE)
    assert wrong == []


def test_every_message_is_written_in_japanese() -> None:
    """The msgid is the Japanese sentence (docs/adr/0008); signs, placeholders and proper names are no language."""
    wrong = []
    for path in modules(tests=False):
        for call in (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)):
            called = getattr(call.func, "id", getattr(call.func, "attr", ""))
            given = call.args[-1:] if called.startswith("pgettext") else call.args[:1]
            if called in GETTEXT and given and isinstance(given[0], ast.Constant) and isinstance(given[0].value, str):
                letters = re.sub(r"%\([a-z_]+\)[sd]|{[a-z_]*}", "", given[0].value)
                if re.search(r"\b[a-z]{2,}", letters) and not JAPANESE.search(letters):
                    wrong.append(f"{name(path, call.lineno)} {given[0].value[:50]}")
    assert wrong == []


def test_no_message_is_put_together_before_it_is_looked_up() -> None:
    """An f-string or a sum is never found in a catalogue."""
    wrong = []
    for path in modules(tests=False):
        for call in (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)):
            called = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if called in GETTEXT and call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp):
                wrong.append(name(path, call.lineno))
    assert wrong == []
