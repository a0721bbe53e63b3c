"""What other apps may use of audit_log."""

from audit_log.actions import Action, ActionClash, UnknownAction, vocabulary
from audit_log.circumstances import Circumstances, under
from audit_log.entries import EntryFilters, EntryPage, EntryRow, csv_rows, entries
from audit_log.parties import RESIDENT, SYSTEM, Actor, ActorKind, Subject
from audit_log.purge import SHORTEST_RETENTION, RetentionTooShort, purge
from audit_log.record import record, record_many
from audit_log.verify import Fault, Verdict, verify

__all__ = [
    "RESIDENT",
    "SHORTEST_RETENTION",
    "SYSTEM",
    "Action",
    "ActionClash",
    "Actor",
    "ActorKind",
    "Circumstances",
    "EntryFilters",
    "EntryPage",
    "EntryRow",
    "Fault",
    "RetentionTooShort",
    "Subject",
    "UnknownAction",
    "Verdict",
    "csv_rows",
    "entries",
    "purge",
    "record",
    "record_many",
    "under",
    "verify",
    "vocabulary",
]
