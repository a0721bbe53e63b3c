"""The model server itself: what others build their tests on."""

import csv
import json
import urllib.request
from pathlib import Path

import pytest

from tests.model_server import LIES, Behaviour, Fault, alter
from tests.model_server.answering import NOTHING_FOUND, answer, words_of

PROMPT = """次の抜粋だけを使って答えてください。

[[P1]] 児童手当は、こども課で申請します。電話は0999-10-1105です。

[[P2]] 粗大ごみは、環境課に電話で申し込みます。手数料は1個500円です。収集日は毎月第2水曜日です。
"""
FAQ = Path(__file__).parents[2] / "platform" / "yuimachi" / "demo" / "towns"


def _ask(question: str) -> str:
    return answer(messages=[{"role": "system", "content": PROMPT}, {"role": "user", "content": question}])


def test_it_answers_from_the_passage_that_fits_and_marks_it() -> None:
    said = _ask("粗大ごみの手数料はいくらですか")
    assert "手数料は1個500円です。[[P2]]" in said
    assert "P1" not in said


def test_it_finds_the_question_by_its_mark() -> None:
    prompt = f"{PROMPT}\n[[Q]] 児童手当の申請はどこですか"
    assert answer(messages=[{"role": "user", "content": prompt}]).startswith("児童手当は、こども課で申請します。[[P1]]")


def test_it_reads_passages_with_headings_and_empty_lines_before_the_question() -> None:
    passages = "[[P1]] 粗大ごみ（3ページ）\n申込みは電話です。\n\n手数料は500円です。\n\n[[P2]] 児童手当\n申請は課で。"
    said = answer(messages=[{"role": "user", "content": f"資料\n{passages}\n\n質問\n粗大ごみの手数料は？"}])
    assert said == "手数料は500円です。[[P1]]"


def test_it_says_when_nothing_fits() -> None:
    assert _ask("XYZ") == NOTHING_FOUND
    ordered = f"{PROMPT}\nないときは「資料に答えがありません。」とだけ書く。\n\n[[Q]] XYZ"
    assert answer(messages=[{"role": "user", "content": ordered}]) == "資料に答えがありません。"


def test_words_joined_are_the_text() -> None:
    text = "粗大ごみは、1個500円です。[[P2]]\nABC def。"
    assert "".join(words_of(text=text)) == text
    assert len(words_of(text=text)) > 10


@pytest.mark.parametrize(
    ("kind", "text", "altered"),
    [
        ("phone", "電話は0999-10-1105です。", "電話は0999-10-1106です。"),
        ("fee", "手数料は１，５００円です。", "手数料は１，５０１円です。"),
        ("date", "4月1日からです。", "5月1日からです。"),
        ("weekday", "収集は日曜日です。", "収集は月曜日です。"),
        ("time", "17時までです。", "18時までです。"),
        ("count", "14日以内に届け出ます。", "15日以内に届け出ます。"),
        ("negation", "印鑑は必要ありません。", "印鑑は必要です。"),
        ("desk", "住民課へどうぞ。", "観光振興課へどうぞ。"),
    ],
)
def test_each_lie_alters_one_fact(kind: str, text: str, altered: str) -> None:
    assert alter(text=text, kind=kind) == (altered, kind)


def test_what_states_no_fact_is_left_alone() -> None:
    assert alter(text="こんにちは。") == ("こんにちは。", "")


def test_nearly_every_answer_of_a_town_can_be_lied_about() -> None:
    answers = [
        row["回答"]
        for path in sorted(FAQ.glob("*/faq.csv"))
        for row in csv.DictReader(path.open(encoding="utf-8", newline=""))
    ]
    if not answers:
        pytest.skip("the demo towns have no FAQ yet")
    altered = [alter(text=text) for text in answers]
    assert sum(bool(kind) for _text, kind in altered) / len(answers) > 0.95
    used = {kind for text in answers for kind in LIES if alter(text=text, kind=kind)[1]}
    assert used == set(LIES)


def _post(url: str, body: object) -> object:
    data = json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"content-type": "application/json"})  # noqa: S310  loopback
    with urllib.request.urlopen(request) as reply:  # noqa: S310  loopback
        return json.load(reply)


def test_it_lies_on_demand_and_tells_the_test(server) -> None:
    server.always(Behaviour(fault=Fault.LIE, lie="fee"))
    messages = [{"role": "system", "content": PROMPT}, {"role": "user", "content": "粗大ごみの手数料は？"}]
    reply = _post(f"{server.url}/chat/completions", {"model": "m", "messages": messages})
    assert "501円" in reply["choices"][0]["message"]["content"]
    assert server.seen[0].lie == "fee"


def test_another_process_gives_orders_and_reads_what_was_seen(server) -> None:
    control = f"{server.url}/control".replace("/v1", "")
    _post(control, {"always": {"fault": "good", "text": "定型の答え。"}, "clear": True})
    reply = _post(f"{server.url}/chat/completions", {"model": "m", "messages": [{"role": "user", "content": "問"}]})
    assert reply["choices"][0]["message"]["content"] == "定型の答え。"
    seen = _post(control, {})
    assert [entry["path"] for entry in seen] == ["/v1/chat/completions"]
