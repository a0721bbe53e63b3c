"""Finding passages: the right ones, and never a text that may not be found."""

from datetime import date

from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import RESIDENT
from tests.builders import knowledge as build

TODAY = date(2026, 11, 24)
TEXTS = (
    ("転入届はいつまでに出しますか。", "住み始めた日から14日以内に住民課へ転入届を出してください。"),
    ("可燃ごみは何曜日ですか。", "本郷地区の可燃ごみは月曜日と木曜日です。"),
    ("除雪車は何センチ積もったら出ますか。", "10センチ以上積もると除雪車が出ます。"),
)


def test_a_question_in_other_words_finds_its_passage(town) -> None:
    ids = build.faq(of=build.document(kind="faq"), rows=TEXTS)
    found = find_passages(query="引っ越してきた時の届け出の期限", asker=RESIDENT, today=TODAY)
    assert found[0].passage_id == ids[0]
    assert found[0].answer == TEXTS[0][1]
    assert find_passages(query="燃えるゴミの日", asker=RESIDENT, today=TODAY)[0].passage_id == ids[1]
