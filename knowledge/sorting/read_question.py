"""Understands a question about garbage: which things, which kind, which day, which district. Deterministic."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from knowledge.retrieving.tokenise import Spoken
from knowledge.sorting.book import Book, Item
from knowledge.sorting.core_words import DISPOSES, PUTS_OUT, core_words, noun_runs
from knowledge.sorting.find_items import Group, find_groups
from knowledge.sorting.fold import fold
from knowledge.sorting.index import Index
from knowledge.sorting.match_words import Matched, asks_about, match_words
from knowledge.sorting.name_places import named_districts, named_kinds
from knowledge.sorting.read_when import When, read_when

_OTHER_MATTERS: Final = re.compile(
    r"捨ててしま|誤って|間違えて|間違って|不法投棄|野焼き|燃やしても|補助|助成|持ち?込|もちこ|クリーンセンター|処理場|処分場|集積所|ステーション|ポイ捨て|アルバイト|求人|屋敷|"
    r"袋.{0,8}(?:いくら|買|どこ|値段|売|もら)|何時|当番|カラス|放置|議会|計画|条例|減量|値上げ|有料化|拾い|清掃|ボランティア|許可|業者|"
    r"事業|滞納|行政処分|懲戒|空き家|土地|農地|財産|だれが|誰が|なぜ|どうして|見学|就職|苦情|におい|臭い|アプリ|何種類|外国語|英語"
)
_ASKS_DAY: Final = re.compile(r"いつ|何曜|なんよう|曜日|収集日|回収日|日程|の日|次|つぎ|何日|カレンダー|予定")
_ASKS_KIND: Final = re.compile(
    r"(?:何|なに|なん|どの|どんな).{0,5}(?:ごみ|ゴミ|収集|回収|日)|(?:ごみ|ゴミ).{0,8}(?:何|なに|なん|ある|あり|出せ|だせ|出し|収集|回収|の日)|"
    r"^.{0,12}の(?:ごみ|ゴミ)(?:は|$)|(?:ごみ|ゴミ)(?:は|の予定)?$|(?:収集|回収)(?:は|が)?(?:ある|あり)"
)
_ALL_DAYS: Final = re.compile(r"(?:ごみ|ゴミ)(?:の|を)?(?:収集日|回収日|日|出す日|カレンダー|収集カレンダー|曜日)")
_FEE: Final = re.compile(r"いくら|手数料|料金|何枚|何円|値段|シール|処理券")

# Words for kinds that mean other things as well, unless collection is spoken of.
_NEEDS_MORE: Final = frozenset(
    fold(text=word) for word in ("ペット", "かん", "プラ", "金属", "資源", "有害", "古着", "新聞", "雑誌", "缶", "びん")
)
_ABOUT_COLLECTION: Final = re.compile(r"ごみ|ゴミ|収集|回収|の日")
_OTHER_DEEDS: Final = re.compile(r"泊|乗|借|貸|もら|買|売|届|配|申請|予約|入れる場所")
# What may stand beside a thing's name alone (folded): asking words, and what it has come to.
_ONLY_ASKS: Final = re.compile(
    r"(?:は|つて|を|の|も|と|や|が|です|ですか|か|どう|どうする|どうしたらいい|どうすればいい|どうすればよい|どうしますか|どうやつて|どこ|なに|何|"
    r"教えて|ください|下さい|お願いします|について|壊れた|割れた|古い|使用済み|使い終わつた|空|いらない|要らない|不要|不用|な|に)*"
)
_MOST_OTHER_NOUNS: Final = 2
_MOST_NEAR: Final = 4


class AskedFor(StrEnum):
    """What a question wants."""

    ITEMS = "items"  # how to throw things away
    KINDS = "kinds"  # when a kind is collected
    DAY = "day"  # what is collected on a day, in a week
    ALL_DAYS = "all_days"  # all collection days of a district


@dataclass(frozen=True, slots=True)
class Asked:
    """A garbage question as understood. `unknown`: things that the list does not name; `districts`: what was named."""

    what: AskedFor
    groups: tuple[Group, ...] = ()
    near: tuple[Item, ...] = ()
    unknown: tuple[str, ...] = ()
    kinds: tuple[int, ...] = ()
    when: When | None = None
    districts: tuple[int, ...] = ()


def read_question(*, question: str, book: Book, index: Index, today: date) -> Asked | None:
    """What a question asks of the garbage book; None when it asks something else."""
    plain = unicodedata.normalize("NFKC", question).strip()
    if book.is_empty or _OTHER_MATTERS.search(plain):
        return None
    matched, words = match_words(question=plain, index=index)
    kinds, places = named_kinds(words=words, index=index), named_districts(words=words, index=index)
    districts = tuple(sorted(places.ids))
    when = read_when(text=plain, today=today)
    others = _other_nouns(words, [*matched, *kinds.spans, *places.spans])
    things = [each for each in matched if not _is_kind(each, kinds.spans)]
    if not any(each.sure for each in things):
        surely = any(fold(text=span.written) not in _NEEDS_MORE for span in kinds.spans)
        asked = _days(plain, kinds.ids, when, others, surely=surely)
        if asked:
            return Asked(asked, kinds=tuple(sorted(kinds.ids)), when=when, districts=districts)
    asked_items = _items(_Reading(plain, matched, others, book, index))
    return replace(asked_items, districts=districts) if asked_items else None


def _days(
    plain: str, kinds: frozenset[int], when: When | None, others: Sequence[str], *, surely: bool
) -> AskedFor | None:
    if len(others) > 1:
        return None
    if when and _ASKS_KIND.search(plain):
        return AskedFor.DAY
    if when and kinds and not _ASKS_DAY.search(plain.replace("次", "")):
        return AskedFor.DAY if _ABOUT_COLLECTION.search(plain) else None
    if kinds and not surely and not _ABOUT_COLLECTION.search(plain):
        return None
    if kinds and _ASKS_DAY.search(plain) and not re.search(r"方法|方(?:は|を|$)|出し方|だし方|分け方|捨て方", plain):
        return AskedFor.DAY if when and when.is_one_day else AskedFor.KINDS
    return AskedFor.ALL_DAYS if _ALL_DAYS.search(plain) and not others else None


@dataclass(frozen=True, slots=True)
class _Reading:
    plain: str
    matched: list[Matched]
    others: Sequence[str]
    book: Book
    index: Index


def _items(read: _Reading) -> Asked | None:
    disposes, puts_out = bool(DISPOSES.search(read.plain)), bool(PUTS_OUT.search(read.plain))
    sure = _things(read.matched)
    others = [word for word in read.others if not _in_names(word, sure, read.book)]
    if sure and _is_meant(read.plain, sure, others, disposes=disposes, weak=puts_out or bool(_FEE.search(read.plain))):
        groups = tuple(find_groups(question=read.plain, matched=sure, book=read.book))
        return Asked(AskedFor.ITEMS, groups=groups)
    if sure or not (disposes or puts_out) or len(others) > _MOST_OTHER_NOUNS + 1:
        return None
    return _nearest(read, disposes=disposes)


def _nearest(read: _Reading, *, disposes: bool) -> Asked | None:
    from knowledge.sorting.nearest import nearest  # noqa: PLC0415  numpy and the word vectors only when needed

    groups: list[Group] = []
    near: dict[int, None] = dict.fromkeys(key.item for each in read.matched for key in each.keys)
    unknown = []
    for word in core_words(question=read.plain):
        found, is_sure = nearest(word=word, index=read.index, book=read.book)
        if is_sure:
            groups.append(Group(word, tuple(read.book.items[number] for number in found), guessed=True))
            continue
        for run in noun_runs(word=word):
            near |= dict.fromkeys(nearest(word=run, index=read.index, book=read.book)[0])
        near |= dict.fromkeys(found)
        unknown.append(word)
    if not groups and not (disposes and unknown):
        return None
    items = tuple(read.book.items[number] for number in list(near)[:_MOST_NEAR])
    return Asked(AskedFor.ITEMS, tuple(groups), items, tuple(unknown))


def _is_meant(plain: str, sure: list[Matched], others: Sequence[str], *, disposes: bool, weak: bool) -> bool:
    """Whether a question that names an item is about throwing it away."""
    if disposes:
        return len(others) <= _MOST_OTHER_NOUNS
    if weak:
        return not others and not _OTHER_DEEDS.search(plain)
    said = fold(text=plain)
    rest = said
    for each in sure:
        rest = rest.replace(fold(text=each.written), "", 1)
    return not others and bool(_ONLY_ASKS.fullmatch(rest))


def _things(matched: list[Matched]) -> list[Matched]:
    """What is surely named; 「シール」 beside another thing is the sticker that it needs."""
    sure = [each for each in matched if each.sure]
    named = [each for each in sure if not _FEE.fullmatch(each.written)]
    return named or sure


def _in_names(word: str, sure: list[Matched], book: Book) -> bool:
    """Whether a noun belongs to the name of what is meant (スプリング of スプリングマットレス)."""
    return any(fold(text=word) in fold(text=book.items[key.item].name) for each in sure for key in each.keys)


def _is_kind(found: Matched, spans: Sequence[Matched]) -> bool:
    return any(span.begin <= found.begin and found.end <= span.end for span in spans)


def _other_nouns(words: Sequence[Spoken], spans: Sequence[Matched]) -> list[str]:
    covered = {number for span in spans for number in range(span.begin, span.end)}
    written = "".join(span.written for span in spans if span.begin == span.end)
    return [
        word.surface
        for number, word in enumerate(words)
        if word.part == "名詞"
        and number not in covered
        and not asks_about(word=word.surface)
        and fold(text=word.surface) not in written
        and not _TIME_WORD.match(word.surface)
    ]


_TIME_WORD: Final = re.compile(
    r"^(?:[0-9０-９]+|月|日|年|週|今週|来週|今月|来月|明日|あした|あす|今日|きょう|あさって|明後日|朝|前|後|大晦日|大みそか|元旦|元日|"
    r"家|うち|自宅|町|村|住民|私|みんな|教え|お願い|みなさん|再来週|月曜|火曜|水曜|木曜|金曜|土曜|日曜|曜日|予定|使用|使い|不要|不用|いらない)"
)
