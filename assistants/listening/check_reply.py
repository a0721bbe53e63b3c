"""Whether a model's sentence may be said to somebody troubled: it listens and asks back, and does nothing else.

The verification of the normal chat asks for a source; here nothing has one. So a sentence has to be Japanese, short and
polite, and whatever advises, directs, diagnoses, promises, judges, claims to be a person or speaks of harm is withheld.
Rather a listening sentence too many is withheld than one of those said: a fixed sentence stands ready.
"""

import re
from typing import Final

from assistants.verifying.facts import FactKind
from assistants.verifying.find_facts import find_facts
from assistants.verifying.spelling import spelled

LEADS_BACK: Final = "手続きのことは、通常のチャットでお答えできます。"  # as prompts/listening.txt orders
LONGEST: Final = 100  # characters of a sentence; the prompt asks for 60
MOST_SENTENCES: Final = 5
_FACTS: Final = frozenset(FactKind) - {FactKind.OPPOSITE}
_KANA: Final = re.compile(r"[ぁ-ゖ]")
_FOREIGN: Final = re.compile(
    r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ@＠/\[\]<>*#`]"
)  # figures, addresses, marks; 「AI」 is taken out before
_POLITE: Final = re.compile(
    r"(?:です|ます|でした|ました|ません|でしょう|ください|くださいませ)(?:でした)?(?:よね|ね|よ|か|が|けれど|けど)*[。．！!？?…」]*"
)
# What invites somebody to go on talking is no direction; taken out before directions are looked for.
_INVITES: Final = re.compile(
    r"よろしければ|よければ|差し支えなければ|[一1]人で|"
    r"(?:お?話し?(?:て|を|に|ください)|聞かせて|お聞かせ|お?教えて|書いて)[^。、]{0,4}(?:ください|くださ(?:い|る|って)|"
    r"みてください|いただけますか|もらえますか|くださいますか|みませんか)"
)
_DIRECTS: Final = (
    r"ください|下さい|なさい|ましょう|ませんか|べき|[たるい](?:方|ほう)が|な(?:けれ|くて|き)(?:ば|は|ゃ)|たらどう|ては(?:どう|いかが)|"
    r"[えけせてねへめれげばべ]ば|ればいい|すれば|したら|といいです|といいですね|おすすめ|お勧め|オススメ|必要|大切です|大事です|試し|"
    r"ないで|てはいけ|てはだめ|てみて|ことが(?:大切|大事|一番)"
)
_ADVISES: Final = (
    r"診断|症状|うつ|鬱|病|障害|障がい|依存|治|薬|服用|処方|受診|医|クリニック|心療|精神科|カウンセ|セラピ|検査|療法|自律神経|"
    r"トラウマ|パニック|運動|散歩|深呼吸|瞑想|"
    r"役場|役所|窓口|制度|支援(?:を|が|金|セ|員|制)|保険|年金|税|給付|手当|助成|補助|申請|手続|届|証明|対象|受給|法|訴|慰謝料|裁判|"
    r"弁護|警察|権利|義務|契約|解約|相続|親権|養育費|相談所|相談員|センター|民生委員|投資|借り|離婚|別れ(?!て|が)|辞め(?:る|て|た|れ)"
)
_JUDGES: Final = (
    r"あなた(?:が|の(?:せい|責任))|悪いのは|甘え|考えすぎ|気のせい|大したこと|たいしたこと|頑張|がんば|よくあること|普通です|"
    r"みんな(?:そう|同じ|つら)|誰でも|自業自得|仕方|しょうがない|当然|当たり前|弱い|贅沢"
)
_PROMISES: Final = (
    r"必ず|絶対|きっと|大丈夫|保証|約束|秘密|内緒|ここだけ|匿名|漏れ|漏ら|記録|残りません|保存|守ります|"
    r"誰にも(?:言い|言わ|話し|話さ|伝え|知られ|見せ|教え)|知られ|見られ|安心して|ずっと(?:そば|一緒|いっしょ)|いつでも|味方|愛し|好きです|"
    r"良くな|よくなり|解決"
)
_A_PERSON: Final = (
    r"人間です|人です|AIではな|AIじゃな|職員|担当|専門家|経験し|経験が|会い|会える|会う|連絡|電話|住所|名前"
)
_I: Final = re.compile(r"(?:私|わたし|わたくし|僕|ぼく|俺)(?!は、?AI)")  # whoever says 「私も」 is taken for a person
_HARMS: Final = (
    r"死|自殺|自傷|殺|飛び降|首を|消え|傷つけ|切(?:る|って|れ)|刺|殴|叩|蹴|仕返し|復讐|報復|見返|痛い目|燃や|壊し|盗|酒|飲[んむめみ]|"
    r"逃げ(?:出|よ|れ|ま)|家を出|我慢(?:し(?:て(?!き|こ)|ま|な)|が)|無視(?:し(?:て|ま|よ)|す)"
)
_NOT_OURS: Final = re.compile("|".join((_ADVISES, _JUDGES, _PROMISES, _A_PERSON, _HARMS)))
_DIRECTIONS: Final = re.compile(_DIRECTS)
_HONEST: Final = re.compile(
    r"(?:私|わたし)は、?AI(?:です|なので|であり)[、。]?(?:人ではありません[。]?|人のように会うことはできません(?:が、)?)?"
)


def may_be_said(*, text: str) -> bool:
    """Whether a sentence only listens or asks back. Pure."""
    if text == LEADS_BACK:
        return True
    plain = _HONEST.sub("", text)
    if len(text) > LONGEST or _FOREIGN.search(plain) or not _KANA.search(text):
        return False
    if plain and not _POLITE.search(plain[-14:]):
        return False
    if _I.search(plain) or _NOT_OURS.search(plain) or _DIRECTIONS.search(_INVITES.sub("", plain)):
        return False
    return not any(fact.kind in _FACTS for fact in find_facts(text=spelled(text=_INVITES.sub("", plain))))
