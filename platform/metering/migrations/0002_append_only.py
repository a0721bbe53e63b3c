"""A usage event is written once: changing or deleting one is refused by the database."""

from django.db import migrations

DO = """
CREATE FUNCTION metering_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'metering: % is refused, usage events are append-only', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER metering_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON metering_usageevent
    FOR EACH STATEMENT EXECUTE FUNCTION metering_refuse();
"""
UNDO = """
DROP TRIGGER metering_refuse ON metering_usageevent;
DROP FUNCTION metering_refuse();
"""


class Migration(migrations.Migration):
    """Invoices rest on these rows."""

    dependencies = [("metering", "0001_initial")]
    operations = [migrations.RunSQL(DO, UNDO, hints={"model_name": "usageevent"})]
