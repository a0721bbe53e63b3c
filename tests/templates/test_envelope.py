"""The envelope: what is written is read again; a file of any other kind is refused with a sentence."""

import json
from typing import Any
from uuid import UUID

import pytest

from templates.envelope import Ancestor, Envelope, Origin, content_of, plain_content, plain_envelope
from templates.envelope_file import MOST_BYTES, EnvelopeRefused, envelope_from, read_envelope, write_envelope
from tests.builders.library import faq_content, prompt_content, text_content

PARENT = Ancestor("11111111-1111-4111-8111-111111111111", "1.2.0", "元のひな形", "丁川町", "CC BY 4.0")
EVALUATION = {
    "topic": "住民票",
    "questions": [{"question": "{{町名}}で住民票を取るには", "expects": "answer", "facts": ["窓口"]}],
}
GUIDE = {
    "format": "yuimachi.guide/1",
    "title": "引越しの手続き",
    "steps": [{"key": "q1", "kind": "result", "text": "お持ちいただくもの", "items": [{"title": "転出証明書"}]}],
}


def envelope(content=None, **changes: Any) -> Envelope:
    """A released edition of 丙山町."""
    values = {
        "content": content or faq_content(),
        "id": UUID("22222222-2222-4222-8222-222222222222"),
        "version": "1.0.0",
        "change_note": "最初の版",
        "released": "2026-11-01",
        "origin": Origin("990132", "丙山町", "試験県", "5000"),
        "lineage": (PARENT,),
    }
    return Envelope(**{**values, **changes})


def plain(**changes: Any) -> dict[str, Any]:
    """Its plain values with some changed."""
    return {**plain_envelope(envelope=envelope()), **changes}


def told(values: Any) -> str:
    """Why it is refused."""
    with pytest.raises(EnvelopeRefused) as refused:
        envelope_from(plain=values)
    return " ".join(refused.value.faults)


@pytest.mark.parametrize(
    "content",
    [
        prompt_content(),
        faq_content(),
        text_content(),
        text_content().__class__("evaluation", "評価", "測る", "reply", EVALUATION, blanks=text_content().blanks),
        text_content().__class__("guide", "引越しの手続き", "案内する", "reply", GUIDE),
    ],
    ids=lambda content: content.kind,
)
def test_what_is_written_is_read_again(content) -> None:
    written = envelope(content)
    read = read_envelope(data=write_envelope(envelope=written))
    assert read == written
    assert read.content.digest == content.digest
    assert content_of(plain=plain_content(content=content)) == content


def test_the_digest_does_not_know_version_and_day() -> None:
    assert envelope(version="2.0.0").content.digest == envelope().content.digest
    assert faq_content(answer="別の答えです。").digest != faq_content().digest


def test_another_format_version_is_named() -> None:
    said = told(plain(format="yuimachi.shared/9"))
    assert "yuimachi.shared/9" in said
    assert "yuimachi.shared/1" in said


def test_an_unknown_kind_is_named() -> None:
    assert "種類（kind）が recipe です" in told(plain(kind="recipe"))


def test_an_unknown_item_is_named() -> None:
    assert "知らない項目があります（colour）" in told(plain(colour="red"))


def test_a_template_with_an_unknown_field_type_is_refused_with_its_place() -> None:
    content = prompt_content()
    fields = [{"name": "催しの名前", "type": "hologram"}]
    wrong = content.__class__("prompt", content.title, content.purpose, "notice", {**content.body, "fields": fields})
    assert "fields の 1番目 の type: 「hologram」は使えません" in told(plain_envelope(envelope=envelope(wrong)))


def test_a_place_without_a_blank_is_refused() -> None:
    wrong = faq_content(answer="{{受付時間}}にお越しください。")
    assert "{{受付時間}} に当たる差込欄" in told(plain_envelope(envelope=envelope(wrong)))


def test_a_circle_in_the_lineage_is_refused() -> None:
    own = Ancestor("22222222-2222-4222-8222-222222222222", "0.9.0", "自分", "丙山町", "CC BY 4.0")
    assert "輪になっています" in told(plain_envelope(envelope=envelope(lineage=(PARENT, own))))


def test_content_that_was_changed_after_writing_is_refused() -> None:
    assert "確認値（digest）と合いません" in told(plain(purpose="別の目的"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b" " * (MOST_BYTES + 1), "大きすぎます（5MBまで）"),
        (b"\xff\xfe\x00", "UTF-8ではありません"),
        (b"{", "JSONとして読めません"),
        (b"[" * 200_000, "JSONとして読めません"),
        (b"[]", "共有のひな形のファイルではありません"),
        (b'{"format": "yuimachi.prompt-template/1"}', "yuimachi.prompt-template/1 です"),
    ],
)
def test_a_file_that_is_none_says_why(data: bytes, said: str) -> None:
    with pytest.raises(EnvelopeRefused) as refused:
        read_envelope(data=data)
    assert said in str(refused.value)


def test_the_words_of_blanks_and_laws_are_those_of_prompt_templates() -> None:
    from assistants.prompting.schema import SCHEMA_FILE as PROMPTS
    from templates.envelope_file import SCHEMA_FILE

    theirs, ours = (json.loads(path.read_text(encoding="utf-8")) for path in (PROMPTS, SCHEMA_FILE))
    for name in ("name", "blank", "source", "law"):
        assert ours["$defs"][name] == theirs["$defs"][name]
    assert ours["$defs"]["task"] == theirs["properties"]["task"]
