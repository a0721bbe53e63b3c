"""An issued paper is frozen: the database refuses to change what it says, or to delete it; only its state goes on."""

from django.db import migrations

DO = """
CREATE FUNCTION billing_paper_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (
        OLD.consortium_id, OLD.kind, OLD.fiscal_year, OLD.sequence, OLD.number, OLD.key, OLD.town_id, OLD.town_name,
        OLD.title, OLD.issued_on, OLD.due_on, OLD.total_yen, OLD.content, OLD.digest, OLD.corrects_id, OLD.created_at
    ) IS DISTINCT FROM (
        NEW.consortium_id, NEW.kind, NEW.fiscal_year, NEW.sequence, NEW.number, NEW.key, NEW.town_id, NEW.town_name,
        NEW.title, NEW.issued_on, NEW.due_on, NEW.total_yen, NEW.content, NEW.digest, NEW.corrects_id, NEW.created_at
    ) THEN
        RAISE EXCEPTION 'billing: % is refused, an issued paper is frozen', TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER billing_paper_frozen BEFORE UPDATE OR DELETE ON billing_paper
    FOR EACH ROW EXECUTE FUNCTION billing_paper_frozen();
"""
UNDO = """
DROP TRIGGER billing_paper_frozen ON billing_paper;
DROP FUNCTION billing_paper_frozen();
"""


class Migration(migrations.Migration):
    """What was sent stays what was sent; a mistake is corrected by another paper."""

    dependencies = [("billing", "0005_papers")]
    operations = [migrations.RunSQL(DO, UNDO, hints={"model_name": "paper"})]
