"""The tray of each demo town: what shall be held is held for its reason, what shall not is read without a word."""

import pytest

from knowledge.ingesting.guard import check_document
from knowledge.ingesting.parse import parse
from knowledge.ingesting.parsed import FindingKind
from yuimachi.demo.content import SLUGS, WrittenDocument, demo_town

SCANS = {"kominkan-dayori.pdf", "asaichi.pdf", "bousai-kunren.pdf"}


def tray(slug: str) -> list[WrittenDocument]:
    return [each for each in demo_town(slug=slug).documents if each.path.parent.name == "tray"]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_town_has_a_scan_a_held_file_an_ended_document_and_one_that_ends_soon(slug: str) -> None:
    there = tray(slug)
    assert len([each for each in there if each.path.name in SCANS]) == 1
    assert len([each for each in there if each.held]) == 1
    ends = [each.ends_in_days for each in there if each.ends_in_days is not None]
    assert any(days < 0 for days in ends)
    assert any(0 < days < 7 for days in ends)


@pytest.mark.parametrize("slug", SLUGS)
def test_only_what_is_said_to_be_held_gives_a_reason(slug: str) -> None:
    for each in tray(slug):
        if each.path.name in SCANS:
            continue  # read by OCR, as tests/knowledge/ingesting/parsers/test_pdf_ocr.py does
        document = parse(content=each.path.read_bytes(), name=each.path.name)
        kinds = {finding.kind for finding in check_document(document=document)}
        wanted = {FindingKind.HIDDEN_TEXT, FindingKind.INSTRUCTION_LIKE} if each.held else set()
        assert kinds == wanted, each.path.name
