"""Whoever fills a blank reads the sentence in which it stands."""

from templates.adopting.where_used import where_used


def test_each_blank_has_its_first_sentence_with_the_others_named() -> None:
    body = {
        "summary": "手当の案内",
        "steps": [
            {"text": "どなたですか"},
            {"items": [{"text": "第1子は月額{{金額}}です。第2子は月額{{金額2}}、窓口は{{担当課}}です。"}]},
        ],
    }
    assert where_used(body=body) == {
        "金額": "第1子は月額〔金額〕です。",
        "金額2": "第2子は月額〔金額2〕、窓口は〔担当課〕です。",
        "担当課": "第2子は月額〔金額2〕、窓口は〔担当課〕です。",
    }


def test_a_long_sentence_is_cut_around_the_blank() -> None:
    told = where_used(body="あ" * 100 + "{{町名}}" + "い" * 100)["町名"]
    assert "〔町名〕" in told
    assert told.startswith("…あ")
    assert told.endswith("い…")
    assert len(told) < 100
