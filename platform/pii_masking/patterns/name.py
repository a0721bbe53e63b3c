"""Names of people where a word announces one (さん, 氏名:, 夫の …); the dictionary decides, office words veto."""

import re
from collections.abc import Iterator

from pii_masking.findings import Finding, Kind
from pii_masking.normalise import normalise
from pii_masking.patterns.name_words import (
    Named,
    family_name_of,
    full_name_in,
    name_at_end,
    name_at_start,
    public_person,
)
from pii_masking.reading import Reading

_N = r"[一-龥々ヶぁ-んァ-ヴー・ ]"
_CALLED = re.compile(
    r"(?:(?<!たく)(?<!皆)(?<!みな)(?<!お子)(?<!業者)(?<!職員)(?<!おと)さん(?!さん)|"
    r"(?<![皆客同多仕模異奥神王仏])(?<!お子)様(?![式子々相態な])|(?<![皆客奥神])(?<!お子)さま(?!ざ)|"
    r"(?<![一-龥]姓)(?<![両某])氏(?![名神])|君(?!が代|津)|くん(?!せい)|ちゃん(?!と)|殿(?![堂方川])|先生(?!方))"
)
_INTRODUCED = re.compile(
    r"と申(?:します|す|しま)|とい[いう](?:ます|者|もの|名前)|と言(?:います|う者|う名前)|と名乗|(?:で|て)ございます"
)
_IS = re.compile(
    r"(?<![一-龥々ヶ])(?P<run>[一-龥々ヶ]{1,4} ?[一-龥々ヶ]{1,4}|"
    r"(?<![ァ-ヴー])[ァ-ヴー]{2,20}(?:・[ァ-ヴー]{1,20}){1,6})"
    r"(?=です(?!か)|だけど|だよ|ですが)"
)
_SELF = re.compile(
    r"(?:^|[\n、。,「『()!！ ]|(?:私|わたし|僕|俺|こちら|名前|氏名)は|(?:課|係|町|村|区|市|組|班|団地|宅)の|る)$"
)
_FAMILY = re.compile(
    r"(?:夫|妻|父|母|息子|娘|[長次二三][男女]|祖父|祖母|兄|弟|姉|妹|孫|主人|家内|旦那|子ども|子供|子|赤ちゃん|隣人?|患者|故人|世帯主|友人|同居人)の"
    r"(?=[一-龥々ヶぁ-んァ-ヴー])"
)
_LABEL = re.compile(
    r"(?:氏名|お?名前|姓名|申請者名?|届出人名?|世帯主名?|契約者名?|被保険者名?|保護者名?|児童名|担当者名?|差出人|受取人|名義人?|父|母)"
    r"(?:\([^)\n]{1,6}\))?(?: ?: ?|は[、 ]?|が|欄に| +)(?=[一-龥々ヶぁ-んァ-ヴ])"
)
_READING = re.compile(
    r"(?:フリガナ|ふりがな|カナ氏名|氏名カナ|よみがな|ヨミガナ|読み仮名|カナ)\)?(?: ?[:は] ?| +)"
    r"(?P<name>[ァ-ヴーｦ-ﾟ]{2,8}[ ・]?[ァ-ヴーｦ-ﾟ]{2,8}|[ぁ-んー]{2,6} [ぁ-んー]{2,6})"
)
_LATIN = re.compile(
    r"(?:[Mm]y name is|I am|I'm|[Nn]ame ?:|氏名 ?:|名前 ?[:は]) ?"
    r"(?P<name>[A-Z][A-Za-z'-]+(?: (?:[A-Z]\.|[A-Z][A-Za-z'-]*)){1,3})(?![A-Za-z])"
)
_RUN = re.compile(r"(?<![一-龥々ヶァ-ヴー0-9])[一-龥々ヶ]{3,6}(?=[のがはをにとも、(]|$)")
_MATTERS = re.compile(
    "住民票|戸籍|印鑑|保険証|年金|滞納|通帳|口座|診断|手帳|要介護|介護認定|入院|亡くな|死亡|生まれ|転入|転出|離婚|結婚|婚姻|"
    "暴力|虐待|いじめ|同居|住んで|税額|課税|受給|手当|代理|委任|本人|騒音|苦情|家族|生活保護|借金"
)
_REACH = 14
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_MOST_PLAIN = 100_000
_plain: set[str] = set()  # runs of kanji in which the dictionary knows no name


def find(reading: Reading, *, hidden: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Each name of a private person that a word nearby announces, and `hidden` ones wherever they stand."""
    text = reading.text
    spans = {*_before(text, _CALLED), *_before(text, _INTRODUCED), *_is(text), *_after(text), *_in_a_matter(text)}
    for shape in (_READING, _LATIN):
        spans.update(match.span("name") for match in shape.finditer(text))
    spans = {span for span in spans if not public_person(text=text, start=span[0], end=span[1])}
    wanted = set(_wanted(text, hidden))
    for start, end in _widest(spans | set(_again(text, spans | wanted)), wanted):
        yield Finding(start, end, Kind.NAME)


def _wanted(text: str, hidden: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Every place of names that somebody wants hidden, with or without a blank between its letters."""
    names = sorted((normalise(text=name).replace(" ", "") for name in hidden), key=len, reverse=True)
    known = [" ?".join(map(re.escape, name)) for name in names if len(name) > 1]
    if known:
        yield from (match.span() for match in re.finditer("|".join(known), text))


def _again(text: str, spans: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where names that were found stand once more in the text, also their family names alone."""
    names = {text[start:end] for start, end in spans}
    names |= {family_name_of(name=name) for name in names}
    known = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    if not known:
        return
    for match in re.finditer(rf"(?<![一-龥々])(?:{'|'.join(map(re.escape, known))})(?![一-龥々])", text):
        if not public_person(text=text, start=match.start(), end=match.end()):
            yield match.span()


def _widest(spans: set[tuple[int, int]], wanted: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Without overlaps, the first and longest first; one that overlaps with a wanted one is widened over it."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans | wanted, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        elif (start, end) in wanted and end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end)
    yield from kept


def _before(text: str, cue: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in cue.finditer(text):
        floor = max(0, match.start() - _REACH)
        fragment = re.split(r"[^一-龥々ヶぁ-んァ-ヴー・ ]", text[floor : match.start()])[-1]
        named = name_at_end(fragment=fragment, followed_by=match[0])
        if named:
            yield _within(match.start() - len(fragment), named)


def _is(text: str) -> Iterator[tuple[int, int]]:
    for match in _IS.finditer(text):
        if match["run"] in _plain:
            continue
        named = name_at_end(fragment=match["run"], followed_by="です")
        if named is None:
            _remember_plain(match["run"])
        elif named.start == 0 and (named.full or _introduces_oneself(text, match.start(), named)):
            yield _within(match.start(), named)


def _introduces_oneself(text: str, start: int, named: Named) -> bool:
    return named.family and _SELF.search(text[max(0, start - 5) : start]) is not None


def _after(text: str) -> Iterator[tuple[int, int]]:
    for cue in (_LABEL, _FAMILY):
        for match in cue.finditer(text):
            fragment = re.split(r"[^一-龥々ヶぁ-んァ-ヴー・ ]", text[match.end() : match.end() + _REACH])[0]
            named = name_at_start(fragment=fragment)
            if named:
                yield _within(match.end(), named)


def _in_a_matter(text: str) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(text):
        if match[0] in _plain:
            continue
        named = full_name_in(run=match[0])
        if named is None:
            _remember_plain(match[0])
        elif _MATTERS.search(_sentence_around(text, *match.span())):
            yield _within(match.start(), named)


def _sentence_around(text: str, start: int, end: int) -> str:
    before = _SENTENCE_END.split(text[max(0, start - 80) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + 80])[0]
    return before + after


def _remember_plain(run: str) -> None:
    if len(_plain) < _MOST_PLAIN:
        _plain.add(run)


def _within(offset: int, named: Named) -> tuple[int, int]:
    return offset + named.start, offset + named.end
