"""Compares words: what is denied must be denied in the source, and what is spoken of must stand there."""

from typing import Final

from assistants.verifying.compare_facts import Objection
from assistants.verifying.facts import FactKind
from assistants.verifying.kin import kin_of
from assistants.verifying.reading import Item, Reading
from assistants.verifying.reasons import Reason
from assistants.verifying.same_in_other_words import is_left_out
from assistants.verifying.sources import Place, Sources, best_fit
from assistants.verifying.thresholds import (
    AS_GOOD_A_NAME,
    AS_GOOD_AS_THE_BEST,
    CONTRADICTS_FROM,
    LEAST_COVER,
    LEAST_NOUN_COVER,
)

_NOUNS: Final = frozenset({"名詞", "固有名詞", "形状詞"})
# Words that every answer uses and that carry no news.
_LIGHT: Final = frozenset(
    [
        "よう",
        "こと",
        "為さる",
        "為る",
        "有る",
        "居る",
        "成る",
        "下さる",
        "頂く",
        "出来る",
        "御",
        "方",
        "事",
        "物",
        "場合",
        "為",
        "時",
        "所",
        "際",
        "等",
        "様",
        "又",
        "尚",
        "因る",
        "付く",
        "於く",
        "言う",
        "行う",
        "詳しい",
        "必要",
        "確認",
        "問い合わせ",
        "問う",
        "合わせる",
        "案内",
        "御座る",
        "見る",
        "以下",
        "次",
        "下記",
        "上記",
        "通り",
        "手続き",
        "窓口",
        "役場",
        "町",
        "村",
        "市",
        "内容",
        "利用",
        "対象",
        "是非",
        "連絡",
        "電話",
        "此方",
        "其方",
        "此の",
        "其の",
        "及び",
        "并びに",
        "良い",
        "宜しい",
        "他",
        "的",
        "用",
        "者",
        "人",
        "日",
        "年",
        "月",
        "中",
        "分",
        "円",
        "受付",
        "受ける",
        "願う",
        "致す",
        "申す",
        "参る",
        "存ずる",
        "貰う",
        "呉れる",
        "置く",
        "仕舞う",
        "来る",
        "行く",
        "上",
        "下",
        "主",
        "主な",
        "大丈夫",
        "可能",
        "形",
        "点",
        "例えば",
        "出す",
        "持つ",
        "取る",
        "使う",
        "決まる",
        "決める",
        "出る",
        "入る",
        "伴う",
        "関する",
        "対する",
        "就く",
        "係る",
        "基づく",
        "従う",
        "分かれる",
        "過ぎる",
        "望む",
        "希望",
        "因る",
        "よる",
        "なし",
        "両方",
        "共",
        "応ずる",
        "先ず",
        "凡そ",
        "大体",
        "頼む",
        "手元",
        "住まい",
        "代わり",
    ]
)
_COST: Final = frozenset(
    {"料金", "手数", "料", "費用", "掛かる", "代", "税額", "年額", "月額", "額", "金", "お金"}
)  # said where the source says 無料 or an amount
_ENDINGS: Final = frozenset({"的", "等", "用", "者", "さん", "様"})  # 「基本的に要りません」 does not deny the 的
_FEW: Final = 2  # a sentence of so few words cannot afford a missing one


def objection_to_polarity(*, sentence: Reading, index: int, sources: Sources) -> Objection | None:
    """Why the word at `index` must not be said, or not be denied; None when the sources say it the same way."""
    item = sentence.items[index]
    if item.fact is not None or item.word in _ENDINGS:
        return None
    if _is_carried_elsewhere(sentence, index, sources):
        return None
    places = sources.places(item.word)
    same = [place for place in places if place.item.said == item.said]
    # What is only supposed (「登録証がないと」) says nothing against what is stated, nor the other way round.
    other = [p for p in places if p.item.said != item.said and p.item.supposed == item.supposed]
    near = sentence.neighbourhood(index)
    if other:
        worst = best_fit(near=near, places=other, sources=sources)
        own = best_fit(near=near, places=same, sources=sources)
        if (same and own < worst * AS_GOOD_AS_THE_BEST) or (not same and worst >= CONTRADICTS_FROM):
            return Reason.POLARITY, item.surface
    if not item.said and not places and not _denied_near(near, sources):
        return Reason.POLARITY, item.surface
    return None


def _is_carried_elsewhere(sentence: Reading, index: int, sources: Sources) -> bool:
    """Whether another word carries the denial, or the sources say it by leaving something out."""
    item = sentence.items[index]
    if item.word == "有る" and index and sentence.items[index - 1].word == "必要":
        return True  # 「必要ありません」
    if item.needless and any(not place.item.said for place in sources.places("必要")):
        return True  # 「申請しなくても」 where the source says that none is needed
    return not item.said and is_left_out(sentence=sentence, index=index, sources=sources)


def _denied_near(near: dict[str, float], sources: Sources) -> bool:
    """Another word is denied in such a neighbourhood, or it is free of charge: 「かかりません」 for 無料."""
    if sources.has("paid=paid0"):
        return True
    denied = sources.all_places(lambda item: not item.said)
    return best_fit(near=near, places=denied, sources=sources) >= CONTRADICTS_FROM


def objection_to_name(*, sentence: Reading, index: int, sources: Sources) -> Objection | None:
    """Why the place or person named at `index` is not the one of whom the sources say this."""
    item = sentence.items[index]
    if item.part != "固有名詞":
        return None
    near = sentence.neighbourhood(index)
    rivals = sources.all_places(lambda other: other.part == "固有名詞" and other.word != item.word)
    own = _around(near, item.word, sources.places(item.word), sources)
    best = max((_around(near, item.word, [rival], sources) for rival in rivals), default=0.0)
    return (Reason.NAME, item.surface) if own and own < best * AS_GOOD_A_NAME else None


def _around(near: dict[str, float], word: str, places: list[Place], sources: Sources) -> float:
    """The best fit of the neighbourhood without the name itself."""
    others = {other: weight for other, weight in near.items() if other != word}
    return best_fit(near=others, places=places, sources=sources)


def objection_to_words(*, sentence: Reading, sources: Sources, language: str) -> Objection | None:
    """Why too much of what the sentence speaks of is not in the sources; None when enough is."""
    words = [item for item in sentence.items if counts(item)]
    missing = [item for item in words if not _stands(item, sentence.text, sources)]
    names = [item for item in missing if item.part == "固有名詞"]
    if names:
        return Reason.NAME, names[0].surface
    nouns = [item for item in words if item.part in _NOUNS]
    missing_nouns = [item for item in missing if item.part in _NOUNS]
    too_few = _share(words, missing) < LEAST_COVER.get(language, 0.0)
    if too_few or _share(nouns, missing_nouns) < LEAST_NOUN_COVER.get(language, 0.0):
        return Reason.NOT_SAID, "・".join(dict.fromkeys(item.surface for item in missing))
    return None


def _share(words: list[Item], missing: list[Item]) -> float:
    return 1.0 if not words else 1.0 - len(missing) / max(len(words), _FEW)


def counts(item: Item) -> bool:
    """Whether a word carries news: not one of those that every answer uses."""
    if item.fact is not None:
        return item.fact.kind is FactKind.OPPOSITE
    return item.word not in _LIGHT


def _stands(item: Item, text: str, sources: Sources) -> bool:
    if item.fact is not None:
        return sources.has(item.word)
    if item.word in _COST and (any(map(sources.has, ("paid=paid0", *_COST))) or sources.places("money:円")):
        return True
    if item.needless and any(not place.item.said for place in sources.places("必要")):
        return True
    # One letter says little: it is looked for with the two before it (副食費), which may be cut otherwise there.
    said = item.surface if len(item.surface) > 1 else text[max(0, item.begin - 2) : item.end]
    if sources.has(item.word) or (len(said) > 1 and sources.says(said)):
        return True
    return any(sources.has(word) for word in kin_of(word=item.word))
