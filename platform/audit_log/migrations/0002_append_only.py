"""Triggers that keep the log append-only and its chain unforked, and the one function that may delete from it."""

from django.db import migrations

# Table names in triggers come from TG_TABLE_SCHEMA, so that a restore under another search path works as well.
CHAIN = """
CREATE FUNCTION audit_log_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last_id bigint;
    last_hash text;
BEGIN
    EXECUTE format('SELECT id, hash FROM %I.%I ORDER BY id DESC LIMIT 1', TG_TABLE_SCHEMA, TG_TABLE_NAME)
        INTO last_id, last_hash;
    IF last_id IS NOT NULL AND (NEW.id <> last_id + 1 OR NEW.previous_hash <> last_hash) THEN
        RAISE EXCEPTION 'audit_log: entry % does not follow entry %', NEW.id, last_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_log_chain BEFORE INSERT ON audit_log_entry FOR EACH ROW EXECUTE FUNCTION audit_log_chain();
"""

# A DELETE is let through only when audit_log_purge stands on the call stack. Whoever may alter functions or triggers
# can still get past; that is what the chain and a head noted down elsewhere are for.
REFUSE = """
CREATE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stack text;
BEGIN
    GET DIAGNOSTICS stack = PG_CONTEXT;
    IF TG_OP = 'DELETE' AND stack ~ 'audit_log_purge\\(bigint\\)' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'audit_log: % is refused, the log is append-only', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_log_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuse();
"""

# Deletes only what the last entry of the chain announces, and nothing younger than a year before that entry.
PURGE = """
CREATE FUNCTION audit_log_purge(through bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    announced record;
    gone bigint;
BEGIN
    SELECT id, at, action, detail INTO announced FROM audit_log_entry ORDER BY id DESC LIMIT 1;
    IF announced.action IS DISTINCT FROM 'audit_log.entries.purged'
        OR (announced.detail->>'through_id')::bigint IS DISTINCT FROM through
        OR announced.detail->>'through_hash' IS DISTINCT FROM (SELECT hash FROM audit_log_entry WHERE id = through)
        OR announced.id <= through THEN
        RAISE EXCEPTION 'audit_log: a purge must be announced by the last entry' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT 1 FROM audit_log_entry WHERE id <= through AND at > announced.at - interval '365 days') THEN
        RAISE EXCEPTION 'audit_log: entries younger than a year stay' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM audit_log_entry WHERE id <= through;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;
"""

UNDO = """
DROP TRIGGER audit_log_chain ON audit_log_entry;
DROP TRIGGER audit_log_refuse ON audit_log_entry;
DROP FUNCTION audit_log_chain();
DROP FUNCTION audit_log_refuse();
DROP FUNCTION audit_log_purge(bigint);
"""


class Migration(migrations.Migration):
    """See docs/audit-log.md."""

    dependencies = [("audit_log", "0001_initial")]
    operations = [migrations.RunSQL(CHAIN + REFUSE + PURGE, UNDO, hints={"model_name": "entry"})]
