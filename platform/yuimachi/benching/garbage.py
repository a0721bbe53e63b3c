"""`bench garbage`: items of the demo towns (and of a folder of open data) by name and misspelt, days, and false alarms.

Each town's sheets come in through the product's own door, in a scratch town; days are compared with what the towns'
profiles say, which is written by hand and read here by a rule of its own. Keys in docs/benchmarks.md.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import yaml
from django.utils import timezone

from knowledge.public import AskedFor, EditionFacts, GarbageAnswer, answer_garbage, import_garbage
from tenants.public import in_town, scratch_town
from yuimachi.demo.content import FOLDER, SLUGS

_YEAR: Final = (date(2026, 4, 1), date(2027, 3, 31))
_WORDINGS: Final = (
    "{}の捨て方を教えてください",
    "{}は何ごみですか",
    "{}を捨てたいのですが",
    "{}って何ごみ？",
    "{}の出し方",
    "壊れた{}を処分したい",
    "{}",
)
# Ends of months, holidays, the turn of the year, a February.
_DAYS: Final = (
    date(2026, 4, 30), date(2026, 5, 3), date(2026, 5, 31), date(2026, 8, 11), date(2026, 9, 22), date(2026, 11, 30),
    date(2026, 12, 24), date(2026, 12, 27), date(2027, 1, 2), date(2027, 1, 31), date(2027, 2, 28),
)  # fmt: skip
_CLOSED: Final = (date(2026, 12, 31), date(2027, 1, 3))
_KINDS: Final = {
    "burnable": "可燃ごみ",
    "non_burnable": "不燃ごみ",
    "nonburnable": "不燃ごみ",
    "unburnable": "不燃ごみ",
}
_NOON: Final = time(12)


@dataclass(slots=True)
class Tally:
    """How many were asked and right, and the first that were wrong."""

    asked: int = 0
    right: int = 0
    wrong: list[str] | None = None

    def count(self, right: bool, what: str) -> None:
        """One more."""
        self.asked += 1
        self.right += right
        self.wrong = self.wrong or []
        if not right and len(self.wrong) < 12:  # noqa: PLR2004  shown
            self.wrong.append(what)

    def plain(self) -> dict[str, Any]:
        """For printing."""
        share = round(self.right / self.asked, 4) if self.asked else None
        return {"asked": self.asked, "right": share, "wrong": self.wrong or []}


def run(*, data: Path | None = None) -> dict[str, Any]:
    """Shares right of items by name, of misspelt ones, of days; false alarms; milliseconds a question.

    `data`: a folder with target.csv and area_days.csv (item → kind) beside the demo towns.
    """
    tallies = {key: Tally() for key in ("items", "misspelt", "misspelt_or_offered", "days", "not_garbage")}
    took: list[float] = []
    for slug in SLUGS:
        folder = FOLDER / slug
        with scratch_town(now=timezone.now()) as town, in_town(town):
            _take_in(folder / "documents" / "gomi-hinmoku.csv", _day_files(folder))
            _items(folder / "documents" / "gomi-hinmoku.csv", "品目", "分別区分", tallies, took)
            _misspelt(folder / "documents" / "gomi-hinmoku.csv", tallies)
            _days(folder, tallies["days"])
            _others(folder, tallies["not_garbage"])
    if data:
        with scratch_town(now=timezone.now()) as town, in_town(town):
            _take_in(data / "target.csv", [data / "area_days.csv"])
            open_data = Tally()
            tallies["items_of_data"] = open_data
            _items(data / "target.csv", "name", "type", {"items": open_data}, took)
    took.sort()
    measured = {key: tally.plain() for key, tally in tallies.items()}
    return measured | {"ms_p50": round(took[len(took) // 2], 2), "ms_p95": round(took[int(len(took) * 0.95)], 2)}


def _take_in(items: Path, days: list[Path]) -> None:
    now = timezone.localtime()
    import_garbage(
        facts=EditionFacts("items", "分別表"), files=[(items.name, items.read_bytes())], approve=True, now=now
    )
    facts = EditionFacts("days", "カレンダー", None, "", *_YEAR)
    import_garbage(facts=facts, files=[(d.name, d.read_bytes()) for d in days], approve=True, now=now)


def _day_files(folder: Path) -> list[Path]:
    return [folder / "documents" / name for name in ("gomi-shushubi.csv", "gomi-yasumi.csv")]


def _ask(question: str, day: date = date(2026, 12, 18)) -> GarbageAnswer | None:
    now = timezone.make_aware(datetime.combine(day, _NOON))
    return answer_garbage(question=question, now=now, district_id=None)


def _items(path: Path, name: str, kind: str, tallies: dict[str, Tally], took: list[float]) -> None:
    for number, row in enumerate(_rows(path)):
        question = _WORDINGS[number % len(_WORDINGS)].format(row[name])
        began = perf_counter()
        answer = _ask(question)
        took.append((perf_counter() - began) * 1000)
        tallies["items"].count(_found(answer, row[name], row[kind]), f"{question} → {_said(answer)}")


def _misspelt(path: Path, tallies: dict[str, Tally]) -> None:
    for row in _rows(path):
        for question in _slips(row["品目"], row["よみ"]):
            answer = _ask(f"{question}の捨て方")
            named = _found(answer, row["品目"], row["分別区分"])
            offered = bool(answer) and any(item.name == row["品目"] for item in answer.near) if answer else False
            tallies["misspelt"].count(named, f"{question} → {_said(answer)}")
            tallies["misspelt_or_offered"].count(named or offered, f"{question} → {_said(answer)}")


def _slips(name: str, reading: str) -> Iterator[str]:
    """In hiragana, in katakana, without the long vowels, with a letter left out in the middle."""
    bare = name.split("（", maxsplit=1)[0].split("・", maxsplit=1)[0]
    if len(reading) >= 4 and "・" not in name:  # noqa: PLR2004  shorter ones mean many things
        yield reading
        yield "".join(chr(ord(letter) + 0x60) if "ぁ" <= letter <= "ゖ" else letter for letter in reading)
    if "ー" in bare:
        yield bare.replace("ー", "")
    if len(bare) >= 7:  # noqa: PLR2004  as above
        yield bare[:3] + bare[4:]


def _days(folder: Path, tally: Tally) -> None:
    profile = yaml.safe_load((folder / "profile.yaml").read_text(encoding="utf-8"))
    for area in profile["garbage_areas"]:
        for key, word in _KINDS.items():
            if key not in area or area.get("note") or any("月の" in slot for slot in area[key]):
                continue
            for day in _DAYS:
                question = f"{area['district']}の次の{word}はいつですか"
                answer = _ask(question, day)
                got = answer.kinds[0].days[0] if answer and answer.kinds and answer.kinds[0].days else None
                wanted = _next(area[key], day, folder, area["district"], key)
                tally.count(got == wanted, f"{day} {question} → {got}, not {wanted}")


def _next(slots: list[str], after: date, folder: Path, district: str, key: str) -> date:
    """The next day by the hand-written profile: 「月」 each Monday, 「第1火」 the first Tuesday; exceptions count."""
    extra = {
        date.fromisoformat(row["開始日"])
        for row in _rows(folder / "documents" / "gomi-yasumi.csv")
        if row["内容"] == "振替" and row["地区"] == district and (row["分別区分"] in _NAMES[key])
    }
    day = after + timedelta(days=1)
    while day not in extra and (_CLOSED[0] <= day <= _CLOSED[1] or not any(_is(slot, day) for slot in slots)):
        day += timedelta(days=1)
    return day


_NAMES: Final = {
    "burnable": ("可燃ごみ", "燃やすごみ", "燃やせるごみ"),
    **dict.fromkeys(("non_burnable", "nonburnable", "unburnable"), ("不燃ごみ", "燃やさないごみ", "燃やせないごみ")),
}


def _is(slot: str, day: date) -> bool:
    right_day = "月火水木金土日"[day.weekday()] == slot[-1]
    return right_day and (not slot.startswith("第") or (day.day + 6) // 7 == int(slot[1]))


def _others(folder: Path, tally: Tally) -> None:
    """Questions about other things, from the towns' FAQ and evaluation sets: none may be taken for garbage."""
    questions = [(row["質問"], row.get("言い換え", ""), row.get("分類", "")) for row in _rows(folder / "faq.csv")]
    for question, variants, category in questions:
        if "ごみ" in f"{category}{question}{variants}" or "環境" in category:
            continue
        for words in filter(None, (question, *variants.split("／"))):
            answer = _ask(words)
            tally.count(answer is None, f"{words} → {_said(answer)}")


def _found(answer: GarbageAnswer | None, name: str, kind: str) -> bool:
    if answer is None or answer.asked is not AskedFor.ITEMS:
        return False
    name = " ".join(name.split())
    return any(item.name == name and item.category.name == kind for group in answer.groups for item in group.items)


def _said(answer: GarbageAnswer | None) -> str:
    if answer is None:
        return "not garbage"
    names = [item.name for group in answer.groups for item in group.items]
    return f"{answer.asked.value} {names} near={[item.name for item in answer.near]} unknown={list(answer.unknown)}"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
