"""Alters one fact of a sentence, harder than tests.model_server.lies: with other values that stand in the source."""

import random
import re
from collections.abc import Callable, Iterator

from tests.assistants.verifying.material import Told, desks, districts

Lie = Callable[[str, Told, random.Random], str | None]


def _other(pattern: str, text: str, source: str, chance: random.Random, made: Callable[[str], str]) -> str | None:
    """Another value of the same shape from the source, or a made one."""
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    one = chance.choice(found)
    there = sorted({match[0] for match in re.finditer(pattern, source)} - {match[0] for match in found})
    new = chance.choice(there) if there and chance.random() < 0.6 else made(one[0])
    return None if new == one[0] else text[: one.start()] + new + text[one.end() :]


def _moved(number: str) -> str:
    digits = number.replace(",", "")
    value = int(digits)
    return str(value + (1 if value < 20 else 10 if value < 200 else 100))


def phone(text: str, told: Told, chance: random.Random) -> str | None:
    return _other(
        r"0\d{1,4}-\d{1,4}-\d{3,4}", text, told.passages[0].text, chance, lambda n: n[:-1] + str((int(n[-1]) + 1) % 10)
    )


def fee(text: str, told: Told, chance: random.Random) -> str | None:
    return _other(r"(?<![\d,])[\d,]+(?=円)", text, told.passages[0].text, chance, _moved)


def date(text: str, told: Told, chance: random.Random) -> str | None:
    return _other(
        r"(?<!\d)\d{1,2}月\d{1,2}日",
        text,
        told.passages[0].text,
        chance,
        lambda n: re.sub(r"\d+日", lambda f: f"{int(f[0][:-1]) % 28 + 1}日", n),
    )


def month(text: str, told: Told, chance: random.Random) -> str | None:
    return _other(r"(?<!\d)\d{1,2}(?=月)", text, "", chance, lambda n: str(int(n) % 12 + 1))


def weekday(text: str, told: Told, chance: random.Random) -> str | None:
    return _other(
        r"[月火水木金土日](?=曜)",
        text,
        told.passages[0].text,
        chance,
        lambda n: chance.choice([d for d in "月火水木金土日" if d != n]),
    )


def nth(text: str, told: Told, chance: random.Random) -> str | None:
    return _other(r"(?<=第)[1-5](?=[・月火水木金土日])", text, "", chance, lambda n: str(int(n) % 4 + 1))


def time(text: str, told: Told, chance: random.Random) -> str | None:
    return _other(
        r"(?<![\d:])\d{1,2}:\d\d",
        text,
        told.passages[0].text,
        chance,
        lambda n: f"{(int(n.split(':')[0]) + 1) % 24}:{n.split(':')[1]}",
    )


def age(text: str, told: Told, chance: random.Random) -> str | None:
    return _other(r"(?<!\d)\d{1,3}(?=歳)", text, told.passages[0].text, chance, _moved)


def count(text: str, told: Told, chance: random.Random) -> str | None:
    return _other(
        r"(?<![\d,.])\d{1,3}(?=人|枚|回|通|日|か月|年間|週間|個|袋|センチ|％|%|世帯|倍|冊|点|台|階|番)",
        text,
        told.passages[0].text,
        chance,
        _moved,
    )


def year(text: str, told: Told, chance: random.Random) -> str | None:
    return _other(r"(?<=令和)\d+(?=年)", text, "", chance, lambda n: str(int(n) + 1))


def swapped(text: str, told: Told, chance: random.Random) -> str | None:
    """Two amounts of one kind change places."""
    for pattern in (r"(?<![\d,])[\d,]+円", r"(?<!\d)\d{1,3}歳", r"(?<![\d,])\d+(?:日|回|枚|人)"):
        found = list(re.finditer(pattern, text))
        if len(found) > 1 and found[0][0] != found[1][0]:
            one, two = found[:2]
            return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]
    return None


_TURNED = (
    ("できません", "できます"),
    ("できます", "できません"),
    ("必要ありません", "必要です"),
    ("必要はありません", "必要があります"),
    ("必要です", "不要です"),
    ("不要です", "必要です"),
    ("要りません", "要ります"),
    ("いりません", "いります"),
    ("かかりません", "かかります"),
    ("かかります", "かかりません"),
    ("ありません", "あります"),
    ("あります", "ありません"),
    ("使えます", "使えません"),
    ("使えません", "使えます"),
    ("無料", "有料"),
    ("行いません", "行います"),
    ("受けられます", "受けられません"),
    ("出せません", "出せます"),
    ("出せます", "出せません"),
    ("しないで", "して"),
    ("入りません", "入ります"),
    ("なりません", "なります"),
    ("取れます", "取れません"),
    ("してください", "しないでください"),
    ("出してください", "出さないでください"),
    ("お持ちください", "お持ちにならないでください"),
    ("します。", "しません。"),
    ("受け付けます", "受け付けません"),
)


def negation(text: str, told: Told, chance: random.Random) -> str | None:
    there = [(said, turned) for said, turned in _TURNED if said in text and "なければなりません" not in text]
    if not there:
        return None
    said, turned = chance.choice(there)
    if said == "できます" and "できません" in text:
        return None
    return text.replace(said, turned, 1)


_LIMITS = (
    ("以上", "未満"),
    ("未満", "以上"),
    ("以内", "以降"),
    ("以下", "超"),
    ("以降", "以前"),
    ("までに", "以降に"),
    ("まで", "から"),
    ("超える", "下回る"),
)


def boundary(text: str, told: Told, chance: random.Random) -> str | None:
    there = [(said, turned) for said, turned in _LIMITS if re.search(rf"\d[^、。]{{0,4}}{said}", text)]
    if not there:
        return None
    said, turned = chance.choice(there)
    return re.sub(rf"(\d[^、。]{{0,4}}){said}", rf"\g<1>{turned}", text, count=1)


_SIDES = (
    ("の前に", "の後に"),
    ("前までに", "後までに"),
    ("村内", "村外"),
    ("町内", "町外"),
    ("転入", "転出"),
    ("転出", "転入"),
    ("可燃", "不燃"),
    ("燃やせるごみ", "燃やせないごみ"),
    ("上限", "下限"),
    ("本人", "代理人"),
    ("翌月", "翌年"),
    ("小学生", "中学生"),
    ("除く", "含む"),
    ("を除き", "を含み"),
    ("午前", "午後"),
    ("毎週", "毎月"),
)


def side(text: str, told: Told, chance: random.Random) -> str | None:
    there = [(said, turned) for said, turned in _SIDES if said in text and turned not in text]
    return text.replace(*chance.choice(there), 1) if there else None


_UNITS = (
    ("センチ", "メートル"),
    ("か月", "週間"),
    ("日以内", "か月以内"),
    ("時間", "日間"),
    ("週間", "か月"),
    ("年間", "か月間"),
    ("円", "ドル"),
    ("リットル", "グラム"),
    ("世帯", "人"),
)


def unit(text: str, told: Told, chance: random.Random) -> str | None:
    there = [(said, turned) for said, turned in _UNITS if re.search(rf"\d{said}", text)]
    if not there:
        return None
    said, turned = chance.choice(there)
    return re.sub(rf"(\d){said}", rf"\g<1>{turned}", text, count=1)


def desk(text: str, told: Told, chance: random.Random) -> str | None:
    names = desks(told.town)
    there = [name for name in names if name in text]
    if not there:
        return None
    one = chance.choice(there)
    rivals = [name for name in names if name in told.passages[0].text and name not in text]
    return text.replace(one, chance.choice(rivals or [name for name in names if name not in text]), 1)


def place(text: str, told: Told, chance: random.Random) -> str | None:
    names = districts(told.town)
    there = [name for name in names if name in text]
    if not there:
        return None
    others = [name for name in names if name not in text]
    rivals = [name for name in others if name in told.passages[0].text]
    return text.replace(chance.choice(there), chance.choice(rivals or others), 1) if others else None


def link(text: str, told: Told, chance: random.Random) -> str | None:
    if found := re.search(r"https?://[a-z0-9./-]+|[a-z.]+@[a-z.]+", text):
        return text.replace(found[0], found[0].replace("kumoi", "kumo1").replace("example", "example.com"), 1)
    return None


def added_link(text: str, told: Told, chance: random.Random) -> str | None:
    return text.removesuffix("。") + "（https://www.town-info.example/）。" if chance.random() < 0.05 else None


LIES: dict[str, Lie] = {
    lie.__name__: lie
    for lie in (
        phone,
        fee,
        date,
        month,
        weekday,
        nth,
        time,
        age,
        count,
        year,
        swapped,
        negation,
        boundary,
        side,
        unit,
        desk,
        place,
        link,
        added_link,
    )
}


def lies(text: str, told: Told, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Every way in which one fact of `text` can be altered: kind, altered text."""
    for kind, lie in LIES.items():
        altered = lie(text, told, chance)
        if altered is not None and altered != text:
            yield kind, altered
