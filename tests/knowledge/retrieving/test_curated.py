"""A curated answer is served as written only when it fits."""

from datetime import date

import pytest

from knowledge.retrieving.curated import match_faq
from knowledge.retrieving.found import RESIDENT
from tenants.models import Profile
from tests.builders import knowledge as build

TODAY = date(2026, 11, 24)
ROWS = [
    ("転入届はいつまでに出しますか。", "住み始めた日から14日以内に、住民課へ転入届を出してください。"),
    ("本郷地区の可燃ごみは何曜日ですか。", "本郷地区の可燃ごみは月曜日と木曜日です。"),
    ("1歳6か月児健診はいつありますか。", "1歳6か月児健診は毎月第2火曜日に保健センターで行います。"),
    ("住民票の写しはどこで、いくらで取れますか。", "住民課の窓口で、1通300円で交付します。"),
    ("水道の使用を開始するには。", "使用を始める3日前までに、上下水道課へ電話してください。"),
    ("図書館の開館時間を教えてください。", "9時から18時まで開いています。月曜日は休みです。"),
]
VARIANTS = [["引っ越してきた時の手続き"], ["本郷の燃えるごみの日"], [], ["住民票ほしい", "住民票の値段"], [], []]


@pytest.fixture
def filled(town):
    Profile.objects.filter(pk=1).update(districts=["本郷地区", "上峰地区"])
    return build.faq(of=build.document(kind="faq"), rows=ROWS, variants=VARIANTS)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("転入届はいつまでに出しますか？", 0),
        ("引っ越してきた時の手続き", 0),
        ("住民票の値段", 3),
        ("図書館は何時まで開館していますか", 5),
        ("図書館の開館時間", 5),
    ],
)
def test_a_question_that_fits_gets_the_curated_answer(filled, question: str, row: int) -> None:
    match = match_faq(question=question, asker=RESIDENT, today=TODAY)
    assert match is not None
    assert match.passage.passage_id == filled[row]
    assert match.passage.answer == ROWS[row][1]
    assert match.question == ROWS[row][0]


@pytest.mark.parametrize("question", ["住民票の値段", "住民票の値段？", "住民票ノ値段".replace("ノ", "の")])
def test_a_wording_the_town_wrote_itself_is_certain(filled, question: str) -> None:
    match = match_faq(question=question, asker=RESIDENT, today=TODAY)
    assert match is not None
    assert match.confidence == 1.0


@pytest.mark.parametrize(
    "question",
    [
        "転出届はいつまでに出しますか。",
        "転居届はいつまでに出しますか。",
        "上峰地区の可燃ごみは何曜日ですか。",
        "本郷地区の不燃ごみは何曜日ですか。",
        "3歳児健診はいつありますか。",
        "戸籍の写しはどこで、いくらで取れますか。",
        "下水道の使用を開始するには。",
        "水道の使用を中止するには。",
        "今日の東京の天気",
        "カレーの作り方を教えてください。",
        "プールの開館時間を教えてください。",
        "",
        "？",
    ],
)
def test_a_question_on_something_else_gets_none(filled, question: str) -> None:
    assert match_faq(question=question, asker=RESIDENT, today=TODAY) is None
