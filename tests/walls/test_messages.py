"""Nothing is said in Japanese alone: every text goes through gettext and has its English, with the same blanks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message as Entry
from django.template.base import Lexer, TokenType
from django.utils.translation import gettext, override

from yuimachi.messages.catalogue import as_text, compiled, fresh, list_of, untranslated
from yuimachi.messages.gather import APPS, NAMES, ROOT, gather, is_japanese, page_files

SPEAKING = [app for app in APPS if list_of(app=app).exists()]
BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|%%")
TAG = re.compile(r"</?[a-z][^>]*>")
# Pages of the style guide show made-up content; the wordmark is a name.
NOT_FOR_READERS = ("web/templates/web/style/",)
# Rooms whose words people see. Rules, parsers and the demo's content speak the towns' language on purpose.
DOORS = ("desk", "chat", "operating", "onboarding", "joining", "configuring", "components", "models")
HINT = {"help_text", "verbose_name"}  # seen by developers only
NAMES_AS_THEY_ARE = re.compile("結まち|日本語")
# Without punctuation.
LETTERS = re.compile(r"[\u3005-\u3007\u3040-\u30fa\u30fc-\u9fff\uff10-\uff19\uff21-\uff5a\uff66-\uff9d]")


@pytest.mark.parametrize("app", APPS)
def test_every_message_has_its_english(app: str) -> None:
    assert [entry.id for entry in untranslated(fresh(app=app))] == [], f"translate in {list_of(app=app)}: make messages"


@pytest.mark.parametrize("app", SPEAKING)
def test_the_lists_are_current(app: str) -> None:
    wanted = fresh(app=app)
    assert list_of(app=app).read_bytes() == as_text(wanted), "make messages"
    assert list_of(app=app).with_suffix(".mo").read_bytes() == compiled(wanted), "make messages"


@pytest.mark.parametrize("app", SPEAKING)
def test_english_has_the_same_blanks_and_tags(app: str) -> None:
    for entry in _entries(app):
        for said in _forms(entry.string):
            assert _blanks(said) == _blanks(_forms(entry.id)[0]), entry.id
            assert sorted(TAG.findall(said)) == sorted(TAG.findall(_forms(entry.id)[0])), entry.id


def test_the_same_words_have_the_same_english_everywhere() -> None:
    """Django keeps one list for all apps: of two translations one would be lost."""
    said: dict[tuple[str, str | None], set[str]] = {}
    for app in SPEAKING:
        for entry in _entries(app):
            said.setdefault((_forms(entry.id)[0], entry.context), set()).add(str(entry.string))
    assert {words: english for words, english in said.items() if len(english) > 1} == {}


def test_pages_read_our_lists_and_japanese_stays_as_written() -> None:
    """Neither Django's nor allauth's Japanese lists say anything else for a text of ours."""
    for app in SPEAKING:
        for message in gather(app=app):
            if isinstance(message.text, str) and message.context is None:
                with override("ja"):
                    assert gettext(message.text) == message.text
                with override("en"):
                    assert not gettext(message.text).startswith(message.text), message.text


def test_other_libraries_speak_the_language_of_the_page() -> None:
    for words in ("This field is required.", "Enter a valid email address.", "Authenticator App"):
        with override("en"):
            assert gettext(words) == words
        with override("ja"):
            assert is_japanese(gettext(words)), words


@pytest.mark.parametrize("app", APPS)
def test_no_page_says_japanese_outside_of_translation(app: str) -> None:
    found = [
        (file.relative_to(ROOT).as_posix(), line, text)
        for file in page_files(app=app)
        if not any(part in file.as_posix() for part in NOT_FOR_READERS)
        for line, text in _untranslatable(file)
    ]
    assert found == []


@pytest.mark.parametrize("app", APPS)
def test_no_door_says_japanese_outside_of_gettext(app: str) -> None:
    files = [file for file in (ROOT / app).rglob("*.py") if set(DOORS) & set(file.relative_to(ROOT / app).parts[:-1])]
    assert [(file.name, line, text) for file in files for line, text in _bare_literals(file)] == []


def _entries(app: str) -> Iterator[Entry]:
    return (entry for entry in fresh(app=app) if entry.id)


def _forms(words: object) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)  # type: ignore[arg-type]


def _blanks(words: str) -> list[str]:
    return sorted(BLANK.findall(words))


def _untranslatable(file: Path) -> Iterator[tuple[int, str]]:
    """Japanese in a page's own text or in an argument of a tag, apart from comments and translations."""
    within = ""
    for token in Lexer(file.read_text(encoding="utf-8")).tokenize():
        name = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if within:
            within = "" if name == f"end{within}" else within
        elif name in {"comment", "blocktranslate"}:
            within = name
        elif token.token_type != TokenType.COMMENT and name != "translate":
            rest = re.sub(r"""_\((".*?"|'.*?')\)""", "", token.contents)
            if _says_something(rest):
                yield token.lineno, rest.strip()


def _says_something(text: str) -> bool:
    return bool(LETTERS.search(NAMES_AS_THEY_ARE.sub("", text)))


def _bare_literals(file: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    spoken: set[int] = set()
    for node in ast.walk(tree):
        named = isinstance(node, ast.Call) and getattr(node.func, "id", "") in NAMES
        hint = isinstance(node, ast.keyword) and node.arg in HINT
        if named or hint:
            spoken |= {id(one) for one in ast.walk(node)}
        if isinstance(node, ast.Expr | ast.Assign) and _is_hint(node):
            spoken |= {id(one) for one in ast.walk(node)}
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) and id(node) not in spoken else ""
        if isinstance(said, str) and _says_something(said):
            yield node.lineno, said


def _is_hint(node: ast.Expr | ast.Assign) -> bool:
    """A docstring, or Meta.verbose_name."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return any(isinstance(target, ast.Name) and target.id in HINT for target in node.targets)
