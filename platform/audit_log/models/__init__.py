"""The table of the log, in each town's schema and in the operator's."""

from audit_log.models.entry import Entry

__all__ = ["Entry"]
