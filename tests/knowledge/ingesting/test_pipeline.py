"""One file taken in: states, versions, what stays and what leaves."""

import pytest
from django.utils import timezone

from audit_log.public import SYSTEM
from knowledge.ingesting.deciding import accept, refuse, retry
from knowledge.ingesting.pipeline import ingest
from knowledge.ingesting.receive import Outcome
from knowledge.models import Document, FaqEntry, Ingestion, Passage, Version
from tests.builders.documents import FAQ_SHEET, LEAFLET, hand_in, take_in
from tests.knowledge.ingesting import papers

pytestmark = pytest.mark.django_db
S = Ingestion.State


def current() -> list[Passage]:
    return list(Passage.objects.filter(current=True).order_by("position"))


def test_a_file_becomes_a_document_with_passages_that_are_in_the_index(town) -> None:
    job = take_in(LEAFLET)
    assert (job.state, job.reason) == (S.DONE, "")
    document = job.version.document
    assert document.title == "ごみの出し方"
    assert document.current_version == job.version
    assert document.approved_at is not None
    passages = current()
    assert [passage.heading.split("\n")[-1] for passage in passages] == ["燃やすごみ", "粗大ごみ"]
    assert all(passage.lex is not None and passage.embeddings.exists() for passage in passages)


def test_what_is_not_released_is_taken_in_but_waits_for_approval(town) -> None:
    job = take_in(LEAFLET, release=False)
    assert job.state == S.DONE
    assert job.version.document.approved_at is None
    assert job.version.document.findable(today=timezone.localdate()) == "not_approved"


def test_the_same_content_again_is_nothing_to_do(town) -> None:
    take_in(LEAFLET)
    again = hand_in(LEAFLET)
    assert (again.outcome, again.ingestion_id) == (Outcome.ALREADY_THERE, None)
    renamed = hand_in(LEAFLET, name="copy.md")
    assert (renamed.outcome, renamed.title) == (Outcome.ALREADY_THERE, "ごみの出し方")
    assert Version.objects.count() == Ingestion.objects.count() == 1


def test_a_new_version_embeds_only_what_changed(town) -> None:
    take_in(LEAFLET)
    kept, changed = current()
    job = take_in(LEAFLET.replace("500円", "600円"))
    assert job.state == S.DONE
    assert job.version.number == 2
    assert job.version.changes == {"added": 1, "removed": 1, "kept": 1}
    first, second = current()
    assert first.pk == kept.pk
    assert first.version == second.version == job.version
    assert "600円" in second.text
    changed.refresh_from_db()
    assert (changed.current, changed.lex) == (False, None), "the former text stays for citations, out of the index"
    assert Passage.objects.filter(staged=True).count() == 0


def test_content_that_comes_back_after_another_is_a_version_of_its_own(town) -> None:
    take_in(LEAFLET)
    take_in(LEAFLET.replace("500円", "600円"))
    job = take_in(LEAFLET)
    assert (job.state, job.version.number) == (S.DONE, 3)
    assert "500円" in current()[1].text


def test_a_new_version_of_an_approved_document_waits_while_the_approved_text_stays(town) -> None:
    take_in(LEAFLET)
    job = take_in(LEAFLET.replace("500円", "600円"), release=False)
    assert (job.state, job.reason) == (S.HELD, "approval")
    assert job.version.changes == {"added": 1, "removed": 1, "kept": 1}
    assert "500円" in current()[1].text
    accept(ingestion_id=job.pk, by=SYSTEM, now=timezone.now())
    ingest(ingestion_id=job.pk)
    job.refresh_from_db()
    assert job.state == S.DONE
    assert "600円" in current()[1].text


def test_an_faq_sheet_becomes_entries_with_a_passage_each(town) -> None:
    job = take_in(FAQ_SHEET, name="faq.csv")
    assert (job.state, job.passages) == (S.DONE, 2)
    first, second = FaqEntry.objects.all()
    assert first.variants == ["引っ越してきた", "転入の期限"]
    assert str(second.valid_until) == "2099-03-31"
    passage = first.passages.get()
    assert (passage.heading, passage.text, passage.kind) == (first.question, first.answer, "faq")
    assert str(second.passages.get().valid_until) == "2099-03-31"


def test_a_changed_sheet_keeps_former_wordings_and_retires_what_is_missing(town) -> None:
    take_in(FAQ_SHEET, name="faq.csv")
    first, second = FaqEntry.objects.all()
    lines = FAQ_SHEET.replace("14日以内に住民課", "14日以内に町民課").splitlines()
    job = take_in("\n".join(lines[:2]) + "\n新しい問いは何ですか。,新しい答えです。,,,,\n", name="faq.csv")
    assert job.state == S.DONE, job.detail
    first.refresh_from_db()
    second.refresh_from_db()
    assert "町民課" in first.answer
    assert "住民課" in first.revisions.get().answer
    assert second.retired_at is not None
    assert [entry.question for entry in FaqEntry.objects.filter(retired_at=None)] == [
        first.question,
        "新しい問いは何ですか。",
    ]
    assert {passage.faq_entry.question for passage in current()} == {first.question, "新しい問いは何ですか。"}


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "empty.txt", "empty"),
        (b"%PDF-1.7 nonsense", "list.csv", "wrong_type"),
        (b"MZ\x90\x00" + b"\x00" * 64, "tool.exe", "unsupported_type"),
        ("質問,備考\nなぜ,なし\n".encode(), "table.jtd", "ichitaro"),
    ],
)
def test_a_refused_file_names_its_reason_and_leaves_nothing(town, content: bytes, name: str, reason: str) -> None:
    job = take_in(content, name=name)
    assert (job.state, job.reason) == (S.REFUSED, reason)
    assert Document.objects.count() == Version.objects.count() == Passage.objects.count() == 0


def test_a_my_number_destroys_the_file(town, django_capture_on_commit_callbacks) -> None:
    from django.core.files.storage import default_storage

    received = hand_in("# 名簿\n\nマイナンバー 123456789018 の方へ連絡する。\n", name="list.md")
    stored = Version.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        ingest(ingestion_id=received.ingestion_id)
    job = Ingestion.objects.get()
    assert (job.state, job.reason, job.findings) == (S.REFUSED, "my_number", [])
    assert not default_storage.exists(stored)
    assert Version.objects.count() == 0


def test_personal_data_for_residents_waits_for_a_person(town) -> None:
    text = "# 回覧板\n\n申請者の山田太郎さん（携帯 090-1234-5678）が見つけました。\n"
    job = take_in(text, name="kairan.md")
    assert (job.state, job.reason) == (S.HELD, "personal_data")
    assert any("090-1234-5678" in finding["excerpt"] for finding in job.findings)
    assert Passage.objects.count() == 0
    accept(ingestion_id=job.pk, by=SYSTEM, now=timezone.now())
    ingest(ingestion_id=job.pk)
    job.refresh_from_db()
    assert job.state == S.DONE


def test_a_refused_finding_deletes_the_file(town) -> None:
    job = take_in("# 回覧板\n\n申請者の山田太郎さん（携帯 090-1234-5678）です。\n", name="kairan.md")
    refuse(ingestion_id=job.pk, by=SYSTEM, now=timezone.now())
    job.refresh_from_db()
    assert (job.state, job.version) == (S.CANCELLED, None)
    assert all(not finding["excerpt"] for finding in job.findings)
    assert Document.objects.count() == 0


def test_a_passage_knows_its_places_and_that_it_was_read_from_a_picture(town) -> None:
    page = papers.pdf(
        "<h1>ごみの収集</h1><p>燃やすごみは月曜日と木曜日の朝八時までに出してください。</p>", "p { font-size: 14pt }"
    )
    job = take_in(papers.scan(page), name="scan.pdf")
    assert job.state == S.DONE, job.reason
    assert [warning["code"] for warning in job.version.warnings] == ["read_by_ocr"]
    passage = next(each for each in current() if "木曜日" in each.text)
    assert passage.from_ocr
    assert all(spot[0] == 1 and spot[1] < spot[3] and spot[2] < spot[4] for spot in passage.layout["spots"])


def test_a_missing_file_fails_and_can_be_tried_again(town) -> None:
    from django.core.files.storage import default_storage

    received = hand_in(LEAFLET)
    name = Version.objects.get().file.name
    default_storage.delete(name)
    ingest(ingestion_id=received.ingestion_id)
    job = Ingestion.objects.get()
    assert (job.state, job.reason) == (S.FAILED, "file_missing")
    with default_storage.open(name, "wb") as file:
        file.write(LEAFLET.encode())
    retry(ingestion_id=job.pk, now=timezone.now())
    ingest(ingestion_id=job.pk)
    job.refresh_from_db()
    assert job.state == S.DONE


def test_contacts_of_public_places_are_no_personal_data(town) -> None:
    lines = (
        "名前: 東原小学校／住所: 東原2丁目7番3号／電話: 0999-30-1405",
        "雲居タクシー（0999-10-1510）が使えます。",
        "町の許可業者「南浦衛生社」（0999-20-4200）へ申し込んでください。",
    )
    job = take_in("# 避難所\n\n" + "\n\n".join(lines) + "\n", name="hinanjo.md")
    assert job.state == S.DONE
