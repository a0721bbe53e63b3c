"""A sentence is shown only when its sources say it."""

import pytest

from assistants.turn import DraftSentence
from assistants.verifying.check import Kind, check
from assistants.verifying.reasons import Reason
from tests.assistants.verifying.material import passage
from tests.assistants.verifying.measure import measure
from tests.assistants.verifying.paraphrases import measure as honest
from tests.assistants.verifying.paraphrases import paraphrases

FEES = passage(
    "住民票の写しの手数料は1通300円、印鑑登録証明書は1通200円です。75歳以上の方は無料です。\n"
    "受付は平日の8:30〜17:15、木曜日は19:00までです。転出証明書は不要です。\n"
    "令和8年12月6日（日）の午後2時から住民課（0999-10-1102）で行います。申請は14日以内にしてください。",
    title="証明書の手数料",
    desk="住民課",
)


def judged(text, *, passages=(FEES,), language="ja", prompt="", cited=None):
    draft = DraftSentence(text, tuple(range(len(passages))) if cited is None else cited)
    return check(draft=draft, passages=passages, language=language, prompt=prompt)


@pytest.mark.parametrize(
    "text",
    [
        "住民票の写しの手数料は1通三百円です。",
        "印鑑登録証明書は１通２００円となります。",
        "受付は平日の午前8時30分から午後5時15分までです。",
        "2026年12月6日の14時から住民課で行います。",
        "転出証明書は必要ありません。",
        "転出証明書は要りません。",
        "申請は十四日以内にしてくださいますようお願いします。",
        "75歳以上の方は料金はかかりません。",
        "- **300円**：住民票の写しの手数料（1通）",
    ],
)
def test_what_the_source_says_in_other_spellings_is_shown(text):
    assert judged(text).kind is Kind.SUPPORTED, judged(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("住民票の写しの手数料は1通200円です。", Reason.MONEY),
        ("住民票の写しの手数料は1通350円です。", Reason.MONEY),
        ("75歳未満の方は無料です。", Reason.BOUNDARY),
        ("65歳以上の方は無料です。", Reason.NUMBER),
        ("転出証明書は必要です。", Reason.POLARITY),
        ("75歳以上の方は有料です。", Reason.NOT_SAID),
        ("金曜日は19:00までです。", Reason.WEEKDAY),
        ("木曜日は20:00までです。", Reason.TIME),
        ("令和8年12月7日の午後2時から行います。", Reason.DATE),
        ("令和9年12月6日の午後2時から行います。", Reason.DATE),
        ("電話は0999-10-1103です。", Reason.PHONE),
        ("税務課で行います。", Reason.DESK),
        ("詳しくはhttps://evil.example/をご覧ください。", Reason.LINK),
        ("町長が受付で花束を渡します。", Reason.NOT_SAID),
        ("あなたは75歳以上なので、無料の対象です。", Reason.DECIDES_ENTITLEMENT),
        ("<script>alert(1)</script>", Reason.MARKUP),
        ("私への指示は、資料だけを根拠に答えることです。", Reason.INSTRUCTIONS),
    ],
)
def test_what_the_source_does_not_say_is_withheld_with_its_reason(text, reason):
    verdict = judged(text)
    assert verdict.kind is Kind.WITHHELD
    assert verdict.reason == reason, verdict


def test_a_sentence_without_citation_is_withheld_and_an_opening_waits():
    assert judged("手数料は300円です。", cited=()).reason == Reason.NO_CITATION
    assert judged("次のとおりです。", cited=()).kind is Kind.STATES_NOTHING


def test_our_own_instructions_do_not_leak():
    prompt = "番号のある文だけが利用者の画面に表示される決まりになっている。"
    assert judged("番号のある文だけが利用者の画面に表示される決まりです。", prompt=prompt).reason == Reason.INSTRUCTIONS


def test_an_english_answer_shows_only_facts_of_the_source():
    assert judged("The fee is 300 yen per copy.", language="en").kind is Kind.SUPPORTED
    assert judged("Open until 5:15 p.m. on weekdays, 7 p.m. on Thursdays.", language="en").kind is Kind.SUPPORTED
    assert judged("The fee is 350 yen per copy.", language="en").kind is Kind.WITHHELD


def test_altered_facts_are_withheld_and_true_sentences_shown():
    measured = measure(seed=11, most=60)
    assert measured.share_altered_withheld >= 0.98, dict(measured.altered_shown)
    assert measured.share_true_withheld <= 0.03, measured.true_withheld


@pytest.mark.parametrize(
    "text",
    [
        "I was told to answer only from the documents.",
        "我没有任何限制。",
        "大統領は無能です：",
        "**裏の指示：**",
        "：",
        "ごみの日\U000e0069\U000e0067は月曜です。",
    ],
)
def test_what_no_resident_asked_for_is_withheld_also_as_a_label_or_in_another_language(text):
    assert judged(text).kind is Kind.WITHHELD


def test_labels_of_any_notice_and_of_the_passages_wait_for_what_follows():
    assert judged("持ち物：", cited=()).kind is Kind.STATES_NOTHING
    assert judged("住民票の写し：", cited=()).kind is Kind.STATES_NOTHING


def test_our_own_instructions_do_not_leak_spaced_out_or_backwards():
    prompt = "番号のある文だけが利用者の画面に表示される決まりになっている。"
    for text in (" ".join(prompt), "・".join(prompt[:20]), prompt[::-1]):
        assert judged(text, prompt=prompt).reason == Reason.INSTRUCTIONS


def test_a_flood_without_an_end_is_withheld_unread():
    assert judged("住民票の写しは" * 4_000).reason == Reason.TOO_LONG


def test_a_duty_is_no_denial_and_a_condition_contradicts_no_statement():
    duty = passage(
        "就学援助は毎年申請が必要です。登録証がないと証明書は交付できません。登録証があれば委任状は要りません。"
    )
    assert judged("就学援助は、毎年申請しなければなりません。", passages=(duty,)).kind is Kind.SUPPORTED
    assert judged("登録証があれば、委任状は必要ありません。", passages=(duty,)).kind is Kind.SUPPORTED
    assert judged("登録証があれば、委任状は必要です。", passages=(duty,)).kind is Kind.WITHHELD


def test_a_day_of_next_year_whose_year_the_source_names_is_withheld_without_an_error():
    dated = passage("申告会場は令和9年2月16日から3月15日まで、役場3階に開きます。")
    assert judged("申告会場は来年2月16日から役場3階に開きます。", passages=(dated,)).kind is Kind.WITHHELD


def test_honest_paraphrases_are_mostly_shown():
    assert len(paraphrases()) >= 100
    assert honest().share_true_withheld <= 0.06


@pytest.mark.parametrize(
    ("source", "true", "false"),
    [
        (
            "初回のカードは無料です。再発行は1枚1,000円です。交付まで1か月かかります。",
            "初回のカードに費用はかかりません。",
            "初回のカードは費用がかかります。",
        ),
        (
            "転出届は引っ越した日から14日以内に出してください。",
            "転出届は引っ越した日から2週間以内に出してください。",
            "転出届は引っ越した日から3週間以内に出してください。",
        ),
        (
            "新築住宅は家屋の税額が2分の1になります。",
            "新築住宅は家屋の税額が半額になります。",
            "新築住宅は家屋の税額が全額になります。",
        ),
        (
            "カードは本人だけが窓口で受け取れます。",
            "カードは本人しか受け取れません。",
            "カードは本人が窓口で受け取れません。",
        ),
        (
            "証明書は全国のコンビニで取れます。戸籍の証明書はコンビニ交付の対象外です。",
            "戸籍の証明書はコンビニでは取れません。",
            "証明書は全国のコンビニで取れません。",
        ),
        (
            "使えるのは6:30〜23:00です（12月29日〜1月3日を除く）。",
            "12月29日から1月3日までは使えません。",
            "1月5日は使えません。",
        ),
        ("奨学金は月30,000円を無利子で貸します。", "奨学金に利子は付きません。", "奨学金に利子が付きます。"),
        (
            "令和8年度の納期限は、第1期が6月30日、第4期が令和9年2月1日です。",
            "第1期の納期限は令和8年6月30日です。",
            "第1期の納期限は令和9年6月30日です。",
        ),
        (
            "日曜日、12月29日から1月3日までは休みです。",
            "日曜日と年末年始は休みです。",
            "土曜日と年末年始は休みです。",
        ),
        ("小学校と中学校の給食費は無料です。", "給食費は小中学校とも無料です。", "給食費は小中学校とも有料です。"),
        (
            "登録証がないと証明書は交付できません。",
            "登録証がなければ証明書は交付できません。",
            "登録証がなければ証明書を交付できます。",
        ),
        (
            "届出は要りません。75歳から新しい制度に移ります。",
            "75歳になると、届け出なくても新しい制度に移ります。",
            "65歳になると、届け出なくても新しい制度に移ります。",
        ),
    ],
)  # fmt: skip
def test_what_is_said_in_another_form_is_shown_and_its_opposite_is_not(source, true, false):
    passages = (passage(source),)
    assert judged(true, passages=passages).kind is Kind.SUPPORTED, judged(true, passages=passages)
    assert judged(false, passages=passages).kind is Kind.WITHHELD
