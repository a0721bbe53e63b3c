"""The operator's commands: a backup noted, an operator added."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tenants.models import BackupNote, OperatorPost, Person
from tenants.public import in_public


def run(*words: str, **options) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_a_backup_is_noted_with_its_size(towns, tmp_path) -> None:
    dump = tmp_path / "yuimachi.dump"
    dump.write_bytes(b"x" * 12)
    assert "all towns" in run("note_backup", "database", "--file", str(dump), "--place", "NAS")
    assert "甲野町" in run("note_backup", "database", "--town", "990116", "--at", "2026-11-01T02:10")
    with in_public():
        assert [(row.size, row.town_id) for row in BackupNote.objects.all()] == [(12, None), (None, towns[0].id)]


@pytest.mark.parametrize(
    ("words", "told"),
    [(("--file", "nowhere.dump"), "No such file"), (("--bytes", "0"), "empty"), (("--town", "何処町"), "Known")],
)
def test_what_is_no_backup_is_refused(towns, words, told) -> None:
    with pytest.raises(CommandError, match=told):
        run("note_backup", "files", *words)
    with in_public():
        assert not BackupNote.objects.exists()


def test_an_operator_is_added_once_with_a_password_of_their_own(db, monkeypatch) -> None:
    words = ("add_operator", "new@consortium.example", "新井 運営", "--consortium", "新しい協議会", "--password-stdin")
    monkeypatch.setattr("sys.stdin", StringIO("short\n"))
    with pytest.raises(CommandError, match="10"):
        run(*words)
    monkeypatch.setattr("sys.stdin", StringIO("correct horse battery\n"))
    assert "works for 新しい協議会" in run(*words)
    monkeypatch.setattr("sys.stdin", StringIO("correct horse battery\n"))
    with pytest.raises(CommandError, match="すでにいます"):
        run(*words)
    with in_public():
        made = Person.objects.get(email="new@consortium.example")
        assert made.is_operator
        assert made.check_password("correct horse battery")
        assert OperatorPost.objects.get(person_id=made.pk).consortium.name == "新しい協議会"
