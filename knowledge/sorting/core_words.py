"""What a question about throwing away asks about, when no item of the town's list is named in it."""

import re
import unicodedata
from typing import Final

from knowledge.retrieving.tokenise import spoken
from knowledge.sorting.fold import fold

DISPOSES: Final = re.compile(
    r"捨て|すて(?:た|る|方|かた|ら|て|ま)|処分|廃棄|何\s?(?:ごみ|ゴミ)|なに(?:ごみ|ゴミ)|なん(?:の|という)?(?:ごみ|ゴミ)|何の(?:ごみ|ゴミ)|"
    r"どの(?:ごみ|ゴミ)|分別|分け方|ごみ|ゴミ|リサイクル|粗大"
)
PUTS_OUT: Final = re.compile(r"出し方|だし方|だしかた|出せ|出す|だす|出したい|出して|回収|シール|処理券|引き取|引取")
_TAIL: Final = re.compile(
    r"(?:は|を|って|の|が|も|に|で|と|、|,|\s|どう|どうやって|どのように|どこに|どこで|どこ|いつ|何|なに|なん|どの|ですが|なのですが|なんですが|"
    r"けど|だけど|ので|家庭|たい|とき|時|ため|方法|普通|燃えない|燃える|燃やす|もえる|可燃|不燃|資源|粗大)+$"
)
_HEAD: Final = re.compile(
    r"^(?:すみません|あの|お尋ねします|教えてください|教えて|使い終わった|使い切った|使用済みの?|古くなった|古い|壊れた|こわれた|いらなくなった|"
    r"要らなくなった|使わなくなった|いらない|要らない|不要になった|不要な|不用な|汚れた|大きな|大きい|小さな|小さい|家の|うちの|自宅の|昔の|"
    r"余った|空の|空になった|新しい|、|,|\s)+"
)
_BETWEEN: Final = re.compile(r"[、,/／;。]|と(?!い|き)|や(?=[^か])|および|及び|あと")
_MOST_LETTERS: Final = 24
_LEAST_RUN: Final = 3
_GENERIC: Final = re.compile(
    r"^(?:[■【●・]|これ|それ|あれ|何|もの|物|家具|家電|ごみ|ゴミ|生活|家庭|普通|全部|可燃|不燃|燃える|燃えない|資源|大きい|町|村|市|収集|次|今日|明日|今週|"
    r"来週|年末|年始|冬|夏|雪|年末年始|祝日|正月|お盆|引っ越し|引越し|大量|大型|小型|危険物|ゴールデンウィーク|分別|搬入|出し方|捨て方|収集|台風|建設|事務所|事業|店|会社|お店)"
)


def core_words(*, question: str) -> list[str]:
    """The things a question seems to be about, without the words that only ask; empty when it names none."""
    plain = unicodedata.normalize("NFKC", question).strip("?!？！。 　")
    trigger = DISPOSES.search(plain) or PUTS_OUT.search(plain)
    if trigger is None:
        return []
    before, after = plain[: trigger.start()], plain[trigger.end() :]
    cores = [_bare(part) for part in _BETWEEN.split(before)]
    found = [core for core in cores if _says_something(core)]
    if not found and not before.strip():
        found = [
            core for core in (_bare(re.sub(r"^(?:方|かた|たい|る|日|の|は|を)+", "", after)),) if _says_something(core)
        ]
    return found


_ALL_KANA: Final = re.compile(r"[ぁ-んァ-ヶー]+")
_OF_THINGS: Final = frozenset(("名詞", "接頭辞", "接尾辞", "補助記号", "記号", "形状詞", "動詞"))


def noun_runs(*, word: str) -> list[str]:
    """The nouns in a longer description, side by side ones together: クマスプレー of 「クマスプレー使い切った缶」."""
    runs, run = [], ""
    for each in [*spoken(text=word), None]:
        if each is not None and each.part in ("名詞", "接頭辞", "接尾辞"):
            run += each.surface
            continue
        runs.append(run)
        run = ""
    return [found for found in runs if found != word and len(fold(text=found)) >= _LEAST_RUN]


def _bare(text: str) -> str:
    return _TAIL.sub("", _HEAD.sub("", text.strip())).strip()


def _says_something(core: str) -> bool:
    """A thing is nouns, at most joined by 「の」: anything with other particles is another matter, left to the FAQ."""
    if not 1 < len(fold(text=core)) <= _MOST_LETTERS or _GENERIC.match(core):
        return False
    if _ALL_KANA.fullmatch(core):  # there the borders of words are guesses
        return True
    return all(each.part in _OF_THINGS or each.surface == "の" for each in spoken(text=core))
