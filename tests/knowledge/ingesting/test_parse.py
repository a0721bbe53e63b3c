"""Files are parsed in a process of their own that may die without harm."""

import os
import threading
from pathlib import Path

import pytest

from knowledge.ingesting import parse as room
from knowledge.ingesting.limits import MEGABYTE, Limits
from knowledge.ingesting.parse import parse
from knowledge.ingesting.parsed import DocumentKind, from_plain, to_plain
from knowledge.ingesting.parsers.faq_columns import FaqColumns
from knowledge.ingesting.refused import FailureCode, Refused
from tests.knowledge.ingesting import papers
from tests.knowledge.real_data import TOWNS


def refusal(content: bytes, name: str, **limits: int) -> Refused:
    with pytest.raises(Refused) as refused:
        parse(content=content, name=name, limits=Limits(**limits))
    return refused.value


def test_a_document_comes_back_whole() -> None:
    document = parse(content="# 題\n\n本文です。\n".encode(), name="a.md")
    assert (document.title, document.blocks[1].text) == ("題", "本文です。")
    assert from_plain(plain=to_plain(document=document)) == document


def test_a_faq_keeps_dates_and_variants_across_the_border() -> None:
    sheet = "質問,回答,言い換え,有効期限\nごみの日は？,月曜です。,ゴミいつ／収集日,2027-03-31\n".encode()
    row = parse(content=sheet, name="faq.csv").faq_rows[0]
    assert row.variants == ("ゴミいつ", "収集日")
    assert str(row.valid_until) == "2027-03-31"


def test_the_mapping_of_the_clerk_wins() -> None:
    sheet = "左,右\nごみの日は？,月曜です。\n".encode()
    columns = FaqColumns(question=0, answer=1, header_row=0)
    assert parse(content=sheet, name="a.csv", columns=columns).kind is DocumentKind.FAQ


def test_reasons_of_a_parser_cross_the_border() -> None:
    assert refusal(papers.encrypted_pdf(), "a.pdf").code is FailureCode.ENCRYPTED
    assert refusal(b"%PDF-1.7 broken", "a.pdf").code is FailureCode.BROKEN


def test_a_parser_that_takes_too_long_is_stopped() -> None:
    table = b"<table>" + b"<tr><td rowspan=99 colspan=99>x</td></tr>" * 20_000 + b"</table>"
    assert refusal(table, "a.html", parse_seconds=0).code is FailureCode.TIMED_OUT
    assert parse(content=b"next file", name="a.txt").title


def test_a_parser_that_wants_too_much_memory_is_stopped() -> None:
    text = ("住民票\n\n" * 3_000_000).encode()
    found = refusal(text, "a.txt", parse_memory_bytes=300 * MEGABYTE)
    assert found.code in (FailureCode.OUT_OF_MEMORY, FailureCode.PARSER_CRASHED)


def test_a_text_above_the_limit_is_refused() -> None:
    assert refusal(("あ" * 2_000).encode(), "a.txt", characters=1_000).code is FailureCode.TOO_MUCH_TEXT


def test_a_killed_parser_is_named_and_the_next_file_is_read() -> None:
    parse(content=b"first", name="a.txt")
    os.kill(room._kept.worker.process.pid, 9)
    room._kept.worker.process.wait()
    assert parse(content=b"second", name="b.txt").blocks[0].text == "second"


def test_the_parser_sees_no_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    worker = room._Worker(Limits())
    try:
        seen = Path(f"/proc/{worker.process.pid}/environ").read_bytes()
    finally:
        worker.stop()
    assert b"secret" not in seen


def test_threads_have_parsers_of_their_own() -> None:
    titles: list[str] = []

    def work(number: int) -> None:
        titles.append(parse(content=f"題{number}\n\n本文".encode(), name="a.txt").title)
        room._kept.worker.stop()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(titles) == ["題0", "題1", "題2"]


@pytest.mark.slow
@pytest.mark.parametrize("town", ["kumoi", "shionagi", "wakabano"])
def test_all_documents_of_a_demo_town_are_read(town: str) -> None:
    files = [path for path in sorted((TOWNS / town / "documents").iterdir()) if path.suffix != ".yaml"]
    assert len(files) >= 11
    for path in [*files, TOWNS / town / "faq.csv"]:
        document = parse(content=path.read_bytes(), name=path.name)
        assert document.title
        assert document.findings == ()
        assert document.blocks or document.faq_rows
