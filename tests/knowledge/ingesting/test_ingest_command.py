"""`manage.py ingest`: folders, resuming, refusals and the exit code."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from knowledge.models import Document, FaqEntry, Passage
from tenants.public import in_town
from tests.builders.documents import FAQ_SHEET, LEAFLET, written

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, dict]:
    out, code = StringIO(), 0
    try:
        call_command("ingest", *words, "--json", "--threads", "1", stdout=out)
    except SystemExit as ended:
        code = int(ended.code)
    return code, json.loads(out.getvalue())


def test_a_folder_is_taken_in_and_a_second_run_has_nothing_to_do(towns, tmp_path: Path) -> None:
    written(tmp_path, "a/gomi.md", LEAFLET)
    written(tmp_path, "b/gomi.md", LEAFLET.replace("500円", "700円"))
    written(tmp_path, "faq.csv", FAQ_SHEET)
    written(tmp_path, ".hidden", "nothing")
    code, report = run(towns[0].code, str(tmp_path), "--approve")
    assert (code, report["done"], report["passages"]) == (0, 3, 6)
    code, report = run("kouno", str(tmp_path), "--approve")
    assert (code, report["done"], report["already_there"]) == (0, 0, 3)
    with in_town(towns[0]):
        assert sorted(Document.objects.values_list("file_name", flat=True)) == ["a/gomi.md", "b/gomi.md", "faq.csv"]
    with in_town(towns[1]):
        assert Document.objects.count() == 0


def test_a_refused_file_is_named_with_its_reason_and_the_exit_code_is_1(towns, tmp_path: Path) -> None:
    written(tmp_path, "good.md", LEAFLET)
    written(tmp_path, "empty.txt", "")
    code, report = run("甲野町", str(tmp_path))
    assert code == 1
    refused = next(each for each in report["results"] if each["state"] == "refused")
    assert (refused["file_name"], refused["reason"]) == ("empty.txt", "empty")
    assert refused["next_step"]
    assert report["done"] == 1


def test_a_corpus_of_questions_is_taken_in_as_faq(towns, tmp_path: Path) -> None:
    lines = [{"_id": "7", "title": "住民票はどこで取れますか。", "text": "住民課の窓口です。"}]
    written(tmp_path, "corpus.jsonl", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    written(tmp_path, "queries.jsonl", "{}")
    code, report = run("kouno", str(tmp_path), "--approve")
    assert (code, report["done"], report["files"]) == (0, 1, 1)
    with in_town(towns[0]):
        entry = FaqEntry.objects.get()
        assert (entry.question, entry.category) == ("住民票はどこで取れますか。", "7")
        assert Passage.objects.get().heading == entry.question


def test_an_unknown_town_path_or_section_is_said(towns, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="names no single town"):
        run("nowhere", str(tmp_path))
    with pytest.raises(CommandError, match="missing"):
        run("kouno", str(tmp_path / "missing"))
    written(tmp_path, "good.md", LEAFLET)
    with pytest.raises(CommandError, match="no section 'none'"):
        run("kouno", str(tmp_path), "--section", "none")


def test_residents_get_grade_1_only(towns, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="only grade 1"):
        run("kouno", str(tmp_path), "--grade", "2")
