"""Facts that have a shape of their own: phones, mails, links, amounts, dates, hours. Works on the folded text."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.public import Morpheme
from templates.delocalising.local_fact import FactKind
from templates.delocalising.span import Span

_KANJI: Final = "〇一二三四五六七八九十百千"
_NUMBER: Final = rf"(?:[0-9][0-9,]*(?:\.[0-9]+)?|[{_KANJI}]+)"
_LOOK: Final = r"(?<![0-9A-Za-z])"
_DIALLED: Final = rf"(?:{_LOOK}|(?<=TEL)|(?<=FAX)|(?<=Tel)|(?<=Fax)|(?<=tel)|(?<=fax))"

_MAIL: Final = re.compile(
    r"[A-Za-z0-9_+-][A-Za-z0-9._%+-]*(?:@| ?[\[(]at[\])] ?|★)(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}", re.IGNORECASE
)
_URL: Final = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9.\-_~:/?#\[\]@!$&'()*+,;=%]+"
    r"|(?<![A-Za-z0-9@.-])(?:[a-z0-9-]+\.)+(?:lg\.jp|go\.jp|or\.jp|co\.jp|ne\.jp|ac\.jp|jp|com|net|org|info|example)"
    r"(?![A-Za-z0-9-])(?:/[A-Za-z0-9\-_/.?=&%#~]*)?",
    re.IGNORECASE,
)
_PHONES: Final = (
    re.compile(
        rf"{_DIALLED}(?<![0-9]-)(?:\+81[ -]?(?:\(0\))?|\(?0)[0-9]{{1,4}}\)?"
        r"[ -]*\(?[0-9]{1,4}\)?[ -]*[0-9]{3,4}(?![0-9A-Za-z])"
    ),
    re.compile(r"(?<![0-9〒-])(?<!〒 )[2-9][0-9]{1,3}-[0-9]{4}(?![0-9-])"),
    re.compile(
        r"\((?:内線|EXT\.?)[ :.]*[0-9]{1,5}\)|(?:内線(?:番号)?(?:は|が)?|EXT\.?)[ :.]*[0-9]{1,5}", re.IGNORECASE
    ),
)
_MONEY: Final = re.compile(
    rf"[¥\\] ?[0-9][0-9,]*(?:-(?![0-9]))?|(?:(?<![一-龥])金 ?)?{_NUMBER}(?:[万億千百]{_NUMBER}?)*[万億千]? ?(?:円|ドル)"
    rf"|(?:[0-9][0-9,]*[万億千])+(?=[のをにとが、。])"
)
_ERA: Final = r"(?:令和|平成|昭和|大正|明治)"
_YEARS: Final = r"(?:[0-9]{1,3}|[〇一二三四五六七八九十百]{1,4}|元)"
_DAYS: Final = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_WEEKDAY: Final = r"(?: ?\([月火水木金土日](?:曜日?)?(?:・祝)?\))?"
_MONTHS: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DATES: Final = (
    re.compile(
        rf"(?:{_ERA} ?{_YEARS}|(?:19|20)[0-9]{{2}}) ?年"
        rf"(?:度|国勢調査| ?{_DAYS}月(?: ?{_DAYS}日|[上中下]旬|末)?)?{_WEEKDAY}"
    ),
    re.compile(
        rf"(?<![0-9〇一二三四五六七八九十翌か]){_DAYS} ?月 ?"
        rf"(?:{_DAYS} ?日(?:間|後|前|以内)?|[上中下]旬|末日?){_WEEKDAY}"
        rf"(?:[・,、] ?{_DAYS}日{_WEEKDAY})*"
    ),
    re.compile(rf"{_LOOK}[MTSHR] ?[0-9]{{1,2}}[./-][0-9]{{1,2}}(?:[./-][0-9]{{1,2}})?(?![0-9]){_WEEKDAY}"),
    re.compile(rf"{_LOOK}(?:19|20)[0-9]{{2}}[./-][0-9]{{1,2}}(?:[./-][0-9]{{1,2}})?(?![0-9]){_WEEKDAY}"),
    re.compile(
        rf"{_LOOK}(?<![/.-])(?:1[0-2]|[1-9])\.(?:3[01]|[12][0-9]|[1-9])(?![0-9.]) ?\([月火水木金土日](?:・祝)?\)"
    ),
    re.compile(rf"\b{_MONTHS} [0-9]{{1,2}}(?:st|nd|rd|th)?(?:, ?(?:19|20)[0-9]{{2}})?(?![0-9])", re.IGNORECASE),
    re.compile(
        rf"{_LOOK}[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTHS}(?: (?:19|20)[0-9]{{2}})?(?![0-9])", re.IGNORECASE
    ),
    re.compile(rf"{_LOOK}(?<![/.-])(?:1[0-2]|[1-9])/(?:3[01]|[12][0-9]|[1-9])(?![0-9/]){_WEEKDAY}"),
    re.compile(r"(?:毎[月週])?第 ?[1-5](?:[・,、] ?第? ?[1-5])*[月火水木金土日]曜日?"),
    re.compile(r"毎月 ?(?:[0-9]{1,2}日|末日)|(?<=毎月)[0-9]{1,2}日"),
    re.compile(
        rf"(?<![0-9〇一二三四五六七八九十]){_DAYS}月(?=[はにまかのか]|より|中)(?!から[0-9一二三四五六七八九十]+月分)"
    ),
    re.compile(rf"(?<![0-9月翌]){_DAYS}日{_WEEKDAY}(?=に|まで|から|の(?:会議|説明|開催))"),
)
_HOURS: Final = (
    re.compile(rf"{_LOOK}(?:(?:平日|毎日|朝|夜|夕方|翌朝)(?= ?[0-9]))?(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?![0-9:])"),
    re.compile(
        rf"(?:午前|午後|平日|朝|夜|夕方|翌朝|正午)? ?(?<![0-9第])(?:[0-9]{{1,2}}|[{_KANJI}]{{1,3}}) ?時"
        r"(?!間|点|価|期|代|効|給|に応)"
        rf"(?: ?(?:[0-9]{{1,2}}|[{_KANJI}]{{1,3}}) ?分|半)?"
    ),
    re.compile(r"正午"),
)
_CLOCK: Final = re.compile(r"(?<=[分半])|から|まで|に|より|頃|ごろ|過ぎ|[~-]")
_OF_A_LAW: Final = re.compile(r" ?(?:法律|政令|勅令|[一-龥・]{0,10}省令|内閣府令|最高裁判所規則)")


def find_shapes(text: str, pieces: Sequence[Morpheme]) -> Iterator[Span]:
    """Every phone, mail, link, amount, date and hour of a folded text; they may overlap. `pieces`: its morphemes."""
    yield from _all(text, FactKind.EMAIL, _MAIL)
    yield from _all(text, FactKind.URL, _URL, trimmed=".,)/;:")
    yield from _all(text, FactKind.PHONE, *_PHONES)
    yield from (Span(m.start(), m.end(), FactKind.PHONE) for m in _extensions(text))
    yield from _all(text, FactKind.AMOUNT, _MONEY)
    yield from (one for one in _all(text, FactKind.DATE, *_DATES) if not _OF_A_LAW.match(text, one.end))
    whiles = {piece.begin + piece.surface.find("一時") for piece in pieces if "一時" in piece.surface}  # 一時停止
    for one in _all(text, FactKind.HOURS, *_HOURS):
        if one.start not in whiles or _CLOCK.match(text, one.end):
            yield one


def _all(text: str, kind: FactKind, *patterns: re.Pattern[str], trimmed: str = "") -> Iterator[Span]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            end = found.start() + len(found[0].rstrip(trimmed)) if trimmed else found.end()
            if end > found.start() and "{{" not in found[0]:
                yield Span(found.start(), end, kind)


def _extensions(text: str) -> Iterator[re.Match[str]]:
    for label in re.finditer(r"内線(?:番号)?(?:は|:|：)? ?", text):
        number = re.compile(r"[0-9]{1,5}(?:[・,、/][0-9]{1,5})*").match(text, label.end())
        if number:
            yield number
