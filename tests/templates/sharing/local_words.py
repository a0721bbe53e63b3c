"""What only one town means, made up at random in the ways that towns write it, and contents of every kind for it."""

import string
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from templates.envelope import SharedContent
from templates.places import may_hold_blank, texts_of
from tenants.public import listed_municipalities
from tests.builders.library import faq_content, prompt_content, text_content

LISTED = sorted(listed_municipalities().values(), key=lambda row: row.code)
FAMILIES = ("佐藤", "鈴木", "高橋", "長谷川", "五十嵐", "小笠原", "渡邉", "髙山")
GIVEN = ("太郎", "花子", "健一", "美咲", "翔太", "由美子")
ROADS = ("中央", "栄町", "緑ヶ丘", "大字上野", "字滝ノ沢")
DESKS = ("住民課", "総務課", "福祉介護課", "こども未来課", "上下水道課")
HYPHENS = "-‐－−ー–"
FULL = str.maketrans(string.digits, "０１２３４５６７８９")
CARRIERS = ("{}です。", "「{}」のこと。", "担当：{}\n", "（{}）について。", "次は、{}への文です。")
HOST = "town.kouno.example.lg.jp"
_LATIN = st.text(string.ascii_lowercase, min_size=4, max_size=9)
_SHORT = 2


@dataclass(frozen=True)
class LocalWords:
    """A town's own people, and one fact for each place of a content. `facts` by place."""

    content: SharedContent
    mayor: str
    clerk: str
    facts: dict[str, str]
    texts: dict[str, str]
    note: str


def contents() -> tuple[SharedContent, ...]:
    """One of each kind with a text in every place that people read."""
    prompt, faq, text = prompt_content(), faq_content(), text_content()
    fields = [{"name": "催しの名前", "type": "text", "required": True, "help": "正式な名前", "example": "文化祭"}]
    patterns = [{**one, "variants": ["どこでもらえますか", "取り方は"]} for one in faq.body["patterns"]]
    step = {"key": "q1", "kind": "choice", "text": "どちらですか", "help": "分からないときは聞いてください"}
    exits = [{"to": "r1", "label": "転入"}, {"to": "r1", "label": "転出"}]
    item = {
        "title": "届出",
        "text": "窓口で書きます。",
        "documents": ["転出証明書"],
        "desk": "窓口",
        "source": "しおり",
    }
    result = {"key": "r1", "kind": "result", "text": "お持ちいただくもの", "items": [item]}
    guide = {"format": "yuimachi.guide/1", "title": "引越しの手続き", "summary": "引越しの案内", "triggers": ["引越し"]}
    case = {
        "question": "どこで取れますか",
        "expects": "answer",
        "facts": ["窓口"],
        "forbidden": ["郵便"],
        "sources": ["手引き"],
    }
    head = ("案内に使う", "reply")
    return tuple(
        replace(one, author="甲野町", cautions=("出す前に確かめてください。",))
        for one in (
            replace(prompt, body={**prompt.body, "fields": fields}),
            replace(faq, body={"patterns": patterns}),
            text,
            SharedContent("evaluation", "住民票の評価", *head, {"topic": "住民票", "questions": [case]}),
            SharedContent("guide", "引越しの手続き", *head, {**guide, "steps": [{**step, "exits": exits}, result]}),
        )
    )


@st.composite
def phones(draw: st.DrawFn) -> str:
    """A fixed line: hyphens of every sort, brackets, full width."""
    mark = draw(st.sampled_from(HYPHENS))
    tail = f"{draw(st.integers(0, 9999)):04}"
    area, middle = draw(st.sampled_from([("0999", "90"), ("022", "000"), ("03", "0000")]))
    plain = draw(
        st.sampled_from([f"{area}{mark}{middle}{mark}{tail}", f"{area}({middle}){tail}", f"({area}){middle}-{tail}"])
    )
    return plain.translate(FULL) if draw(st.booleans()) else plain


@st.composite
def facts(draw: st.DrawFn, mayor: str, clerk: str) -> str:
    """One local fact of any sort."""
    other = draw(st.sampled_from(LISTED))
    era = f"令和{draw(st.integers(2, 9))}年"
    day = f"{draw(st.integers(1, 12))}月{draw(st.integers(1, 28))}日"
    amount = draw(st.integers(1, 99)) * 10
    kinds = [
        st.sampled_from(["甲野町", "こうのちょう", "甲 野 町", "コウノチョウ", "甲野町役場"]),
        st.sampled_from([other.name, other.kana, other.prefecture, f"{other.prefecture}{other.name}"]),
        st.sampled_from([mayor, mayor.replace(" ", ""), mayor.replace(" ", "　"), clerk, f"町長 {mayor}"]),
        st.sampled_from(DESKS),
        phones(),
        _LATIN.map(lambda word: f"{word}@{HOST}"),
        _LATIN.map(lambda word: f"https://www.{HOST}/{word}/"),
        st.sampled_from(
            [
                f"{road}{draw(st.integers(1, 9))}丁目{draw(st.integers(1, 30))}番{draw(st.integers(1, 30))}号"
                for road in ROADS
            ]
        ),
        st.sampled_from([f"甲野町手数料条例（{era}条例第{amount}号）", f"{era}規則第{amount}号"]),
        st.sampled_from([f"{amount}0円", f"{amount}万円", f"{amount:,}円".translate(FULL), f"¥{amount * 100:,}"]),
        st.sampled_from(
            [f"{era}{day}", day, f"{era}{day}".translate(FULL), f"2027/{draw(st.integers(1, 12))}/11", "R9.1.12"]
        ),
    ]
    return draw(st.one_of(kinds))


@st.composite
def local_words(draw: st.DrawFn) -> LocalWords:
    """A content with a local fact in several of its places, and perhaps one in the note beside it."""
    mayor, clerk = (f"{draw(st.sampled_from(FAMILIES))} {draw(st.sampled_from(GIVEN))}" for _one in range(2))
    content = draw(st.sampled_from(contents()))
    open_places = {p: t for p, t in texts_of(content=content).items() if may_hold_blank(place=p) and "blanks/" not in p}
    places = draw(st.lists(st.sampled_from(sorted(open_places)), min_size=3, max_size=9, unique=True))
    placed = {place: draw(facts(mayor, clerk)) for place in places}
    texts = {place: draw(st.sampled_from(CARRIERS)).format(fact) + open_places[place] for place, fact in placed.items()}
    return LocalWords(
        content, mayor, clerk, placed, texts, draw(st.sampled_from(["", "", "", draw(facts(mayor, clerk))]))
    )


def parts_of(fact: str) -> list[str]:
    """What must not be left of a fact: its words apart, without titles."""
    return [part for part in fact.replace("　", " ").split(" ") if len(part) >= _SHORT and part != "町長"]
