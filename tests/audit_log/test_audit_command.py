"""`manage.py audit verify` as an auditor runs it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit_log.public import record
from tenants.public import in_town
from tests.audit_log.audit_words import APPROVED, CLERK, LEAFLET, NOW


def audit(*words: str) -> str:
    out = StringIO()
    call_command("audit", "verify", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def broken(towns):
    """The second town's log has a changed entry."""
    with in_town(towns[1]):
        number = record(action=APPROVED, actor=CLERK, subject=LEAFLET, at=NOW)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_log_entry DISABLE TRIGGER USER")
            cursor.execute("UPDATE audit_log_entry SET actor_label = 'だれか' WHERE id = %s", [number])
            cursor.execute("ALTER TABLE audit_log_entry ENABLE TRIGGER USER")
    return number


def test_every_log_is_whole_in_fresh_towns(towns):
    logs = json.loads(audit("--all", "--json"))
    assert [log["log"] for log in logs] == ["operator", towns[0].code, towns[1].code]
    assert all(log["whole"] and log["fault"] is None for log in logs)


def test_a_town_is_named_by_code_or_by_name(towns):
    assert audit(towns[0].code) == audit(towns[0].name)
    assert towns[0].code in audit(towns[0].code)


def test_a_broken_log_is_named_with_its_entry_and_ends_with_code_1(towns, broken):
    out = StringIO()
    with pytest.raises(CommandError) as ended:
        call_command("audit", "verify", "--all", "--json", stdout=out)
    assert ended.value.returncode == 1
    verdict = next(log for log in json.loads(out.getvalue()) if not log["whole"])
    assert (verdict["log"], verdict["fault"], verdict["broken_entry"]) == (towns[1].code, "changed", broken)


def test_an_unknown_town_ends_with_code_2(towns):
    with pytest.raises(CommandError) as ended:
        audit("どこにもない町")
    assert ended.value.returncode == 2
