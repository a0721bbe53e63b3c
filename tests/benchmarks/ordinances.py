"""Measures the reader of ordinances on a real city's rules: articles that are found under their number with their text.

`PYTHONPATH=platform:. python -m tests.benchmarks.ordinances` prints one line. What is right is taken from
`reiki_plain.json`, the same rules as text, with the list of articles that the city's own system made.
"""

import json
import re
from collections import defaultdict

from knowledge.ingesting.parse import parse
from tests.knowledge.real_data import DATA

FOLDER = DATA / "sabae-reiki"
_ARTICLE = r"第\d+条(?:の\d+)*"
_SUPPLEMENT = re.compile(r"\n附[\s　]*則")
_CHARACTERS = 12  # of an article's beginning that are compared


def main() -> None:
    """Print rules, articles, those found under their number, those whose text begins right, and numbers too many."""
    texts = {rule["title"]: rule["text"] for rule in json.loads((FOLDER / "reiki_plain.json").read_text("utf-8"))}
    rules = wanted = numbered = right = more = 0
    for path in sorted((FOLDER / "html").glob("*.html")):
        document = parse(content=path.read_bytes(), name=path.name)
        text = texts.get(document.title, "")
        body, _, listed = text.partition("\n条項目次\n")
        articles = re.findall(rf"^({_ARTICLE})$", _main_part(listed.partition("\n体系情報")[0]), re.MULTILINE)
        found: dict[str, str] = defaultdict(str)
        for block in document.blocks:
            if number := re.match(_ARTICLE, block.place):
                found[number[0]] += _bare(block.text)
        rules += bool(text)
        wanted += len(articles)
        numbered += sum(article in found for article in articles)
        right += sum(_begins_right(article, body, found.get(article, "")) for article in articles)
        more += len(set(found) - set(articles)) if text else 0
    print(f"rules {rules}, articles {wanted}, numbered {numbered}, text right {right}, numbers too many {more}")  # noqa: T201


def _main_part(text: str) -> str:
    return _SUPPLEMENT.split(text)[0]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _begins_right(article: str, body: str, found: str) -> bool:
    """Whether what was found holds the article's beginning; its number may also stand at a line of another's text."""
    starts = re.finditer(rf"^{article}(?![の\d])", body, re.MULTILINE)
    beginnings = (_bare(body[start.end() : start.end() + 80])[:_CHARACTERS] for start in starts)
    return bool(found) and any(beginning in found for beginning in beginnings)


if __name__ == "__main__":
    main()
