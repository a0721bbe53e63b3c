"""How a passage is cited in a municipal paper: title, number of the ordinance, place; else title, place, day."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from knowledge.models import Document, Passage
from knowledge.retrieving.found import FoundPassage
from web.public import wareki

_PREFACE: Final = 3  # passages in which the number of an ordinance stands, above its first article
_ERA: Final = "明治|大正|昭和|平成|令和"
_COUNT: Final = r"(?:元|\d+|[一二三四五六七八九十百]+)"
_NUMBER: Final = re.compile(
    rf"({_ERA})\s*({_COUNT})\s*年(?:\s*{_COUNT}\s*月\s*{_COUNT}\s*日)?\s*[、,]?\s*"
    rf"((?:条例|規則|規程|告示|訓令|要綱|要領|法律|政令|教育委員会規則|[一-鿿]{{1,12}}(?:規則|告示|訓令|規程)))\s*第\s*({_COUNT})\s*号"
)
_BRACKETS: Final = str.maketrans("()", "（）")


def cite_as(*, found: FoundPassage, number: str) -> str:
    """「結町手数料条例（平成12年条例第5号）第3条第2項」; of other documents title, the day of the text, the place.

    `number` is the ordinance's own, "" when its text does not tell it.
    """
    place = found.place.translate(_BRACKETS)
    if found.kind == Document.Kind.ORDINANCE:
        return f"{found.title}{f'（{number}）' if number else ''}{place}"
    page = f"{found.page}ページ" if found.page and str(found.page) not in re.findall(r"\d+", place) else ""
    steps = [step for step in found.heading.split("\n") if step and step != found.title]
    where = "　".join(part for part in (steps[-1] if steps else "", place, page) if part)
    day = f"（{wareki(day=found.written_on)}）" if found.written_on else ""
    return f"「{found.title}」{day}{where}"


def ordinance_numbers(*, document_ids: frozenset[int]) -> Mapping[int, str]:
    """The numbers that ordinances bear above their first article (平成12年条例第5号), by document; one query."""
    if not document_ids:
        return {}
    rows = Passage.objects.filter(
        document__in=sorted(document_ids),
        document__kind=Document.Kind.ORDINANCE,
        current=True,
        position__lt=_PREFACE,
    )
    numbers: dict[int, str] = {}
    for document_id, place, text in rows.order_by("position").values_list("document_id", "place", "text"):
        number = "" if place else number_in(text=text)
        if number:
            numbers.setdefault(document_id, number)
    return numbers


def number_in(*, text: str) -> str:
    """The first such number in a text, the day left out; "" without one."""
    found = _NUMBER.search(unicodedata.normalize("NFKC", text))
    return f"{found[1]}{found[2]}年{found[3]}第{found[4]}号" if found else ""
