"""Desks and facilities by their endings: 住民生活課, 戸籍係, 中央公民館. Words that only end alike are left."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.public import Morpheme
from templates.delocalising.local_fact import FactKind
from templates.delocalising.span import Span

_LETTERS: Final = r"[一-龥々ァ-ヴーケ]"
_DESK: Final = re.compile(
    rf"(?:{_LETTERS}|こども|子ども|まちづくり|くらし|ふるさと|みらい|障がい|いきいき|すこやか|・){{2,14}}?"
    r"(?:課(?![題税程長目外員])|(?<!関)係(?![数る争わ留り員長])|推進室|対策室|振興室|相談室|政策室|管理室|秘書室|戦略室|防災室|(?:水道|事務|消防)局|総務部|民生部|福祉部|建設部|企画部|市民部|健康部)"
)
_NO_DESK: Final = re.compile(
    r"^(?:各|関係|担当|主管|所管|他|当該|原|全|同|前|後|両|庁内各|関連|賦|放|日|本|当|自|他の)*(?:課|係)$|担当課$|関係課$|主管課$|所管課$|担当係$|賦課$|放課$|"
    r"日課$|関係$|因果関係$|利害関係$|各課$|同課$|原課$|全課$|該当課$|庁内課$|主務課$"
)
_COUNTER: Final = re.compile(r"[0-9]{1,3} ?番(?:の)?窓口")
_SHORTEST: Final = 2
_NOT_BEFORE: Final = re.compile(r"^(?:役場|市役所|町役場|村役場|役所|町長|市長|村長|教育委員会(?!事務局)|町議会|の)+")
_PLACES: Final = (
    "町民センター|市民センター|村民センター|コミュニティセンター|クリーンセンター|環境管理センター|衛生センター|給食センター|保健センター|健康センター|"
    "保健福祉総合センター|福祉センター|文化センター|カルチャーセンター|包括支援センター|活動センター|支援センター|総合センター|生涯学習センター|"
    "リージョンプラザ|プラザ|ホール|文化会館|会館|芸術劇場|劇場|公民館|図書館|文学館|博物館|美術館|資料館|体育館|武道館|"
    "小中学校|小学校|中学校|高等学校|高校|幼稚園|保育所|保育園|こども園|児童館|診療所|病院|医院|斎場|斎苑|火葬場|霊園|墓園|分庁舎|庁舎|支所|出張所|"
    "消防署|駐在所|交番|公園|運動場|野球場|キャンプ場|温泉|道の駅|教育委員会|郵便局"
)
_FACILITY: Final = re.compile(
    rf"(?:[一-龥々ァ-ヴーケ]|(?<![ぁ-ん])[ぁ-ん]{{2,8}}(?=[一-龥]))+?(?:{_PLACES})(?:前(?=の))?"
)
_STATION: Final = re.compile(r"道の駅[「 ]?(?:[一-龥々ァ-ヴーケ]{2,10}|[ぁ-ん]{2,8}(?=[でにはの、。」]|$)|くもい)」?")
_ENDING: Final = re.compile(rf"(?:{_PLACES})$")
_LONGEST: Final = 24
_GENERIC: Final = re.compile(
    r"^(?:近く|最寄|最寄り|各|地区|各地区|町|市|村|県|国|公|公立|私立|町立|市立|村立|県立|区立|当該|同|新|旧|本|全|近隣|地域|総合|指定|認定|自治|"
    r"両|他|移動|学校|電子|認可|認可外|公共|市町村|市区町村|都道府県|役場|避難|災害|義務|民間|児童|子育て|医療|協力|総合病院|大学|特別支援|市町村立|"
    r"後期|専門|動物|夜間|休日|小|中|大|都市|区|場所|会場|立|前期|日帰|日帰り)*$"
)


def find_desks(text: str, pieces: Sequence[Morpheme]) -> Iterator[Span]:
    """Desks and named facilities of a folded text. `pieces`: its morphemes, so that no word is cut in its middle."""
    for found in _DESK.finditer(text):
        name = _NOT_BEFORE.sub("", found[0])
        start = found.end() - len(name)
        if len(name) > _SHORTEST and not _NO_DESK.search(name):
            yield Span(start, found.end(), FactKind.DESK)
    yield from (Span(m.start(), m.end(), FactKind.DESK) for m in _COUNTER.finditer(text))
    yield from _facilities(text, pieces)
    yield from _facilities_of_nouns(text, pieces)
    yield from (Span(m.start(), m.end(), FactKind.FACILITY) for m in _STATION.finditer(text))


def _facilities(text: str, pieces: Sequence[Morpheme]) -> Iterator[Span]:
    begins = {piece.begin for piece in pieces}
    joints = [piece for piece in pieces if _joins_words(piece)]
    for found in _FACILITY.finditer(text):
        start, end = found.start(), found.end() - (1 if found[0].endswith("前") else 0)
        start = max([start, *(joint.end for joint in joints if start < joint.begin and joint.end < end)])
        start = next((at for at in range(start, end) if at in begins), start)
        kind = re.search(rf"(?:{_PLACES})$", text[start:end])
        if kind and not _GENERIC.match(text[start : start + kind.start()]):
            yield Span(start, end, FactKind.FACILITY)


def _joins_words(piece: Morpheme) -> bool:
    """Whether a name cannot go on over it: 持って図書館, 3歳から高校. The の of a name can, and a verb's stem."""
    kind = piece.part[0]
    if kind in ("動詞", "形容詞"):
        return piece.part[5].startswith(("連体形", "終止形"))
    return kind == "助動詞" or (kind == "助詞" and piece.part[1] != "終助詞" and piece.surface != "の")


def _facilities_of_nouns(text: str, pieces: Sequence[Morpheme]) -> Iterator[Span]:
    """Names with kana in them: the nouns in a row before the ending."""
    for at, piece in enumerate(pieces):
        ending = _ENDING.search(piece.surface)
        if ending is None:
            continue
        first = at
        while (
            first and pieces[first - 1].part[0] in ("名詞", "接頭辞", "接尾辞") and pieces[first - 1].part[1] != "数詞"
        ):
            first -= 1
        start, end = pieces[first].begin, piece.end
        if end - start <= _LONGEST and not _GENERIC.match(text[start : piece.begin + ending.start()]):
            yield Span(start, end, FactKind.FACILITY)
