"""A decided allocation is frozen: the database refuses to change or delete it, its members and its opinions."""

from django.db import migrations

DO = """
CREATE FUNCTION billing_allocation_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'decided' THEN
        RAISE EXCEPTION 'billing: % is refused, a decided allocation is frozen', TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER billing_allocation_frozen BEFORE UPDATE OR DELETE ON billing_allocation
    FOR EACH ROW EXECUTE FUNCTION billing_allocation_frozen();
CREATE FUNCTION billing_allocation_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part record;
BEGIN
    part := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    IF EXISTS (SELECT 1 FROM billing_allocation WHERE id = part.allocation_id AND state = 'decided') THEN
        RAISE EXCEPTION 'billing: % is refused, a decided allocation is frozen', TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN part;
END $$;
CREATE TRIGGER billing_allocation_part_frozen BEFORE INSERT OR UPDATE OR DELETE ON billing_allocationmember
    FOR EACH ROW EXECUTE FUNCTION billing_allocation_part_frozen();
CREATE TRIGGER billing_allocation_part_frozen BEFORE INSERT OR UPDATE OR DELETE ON billing_allocationopinion
    FOR EACH ROW EXECUTE FUNCTION billing_allocation_part_frozen();
"""
UNDO = """
DROP TRIGGER billing_allocation_part_frozen ON billing_allocationopinion;
DROP TRIGGER billing_allocation_part_frozen ON billing_allocationmember;
DROP TRIGGER billing_allocation_frozen ON billing_allocation;
DROP FUNCTION billing_allocation_part_frozen();
DROP FUNCTION billing_allocation_frozen();
"""


class Migration(migrations.Migration):
    """What a mayor was told stays what was calculated."""

    dependencies = [("billing", "0002_allocations")]
    operations = [migrations.RunSQL(DO, UNDO, hints={"model_name": "allocation"})]
