"""A released edition is frozen: the database refuses to change or delete it."""

from django.db import migrations

DO = """
CREATE FUNCTION template_library_edition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'template_library: % is refused, a released edition is frozen', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER template_library_edition_frozen BEFORE UPDATE OR DELETE ON template_library_edition
    FOR EACH ROW EXECUTE FUNCTION template_library_edition_frozen();
"""
UNDO = """
DROP TRIGGER template_library_edition_frozen ON template_library_edition;
DROP FUNCTION template_library_edition_frozen();
"""


class Migration(migrations.Migration):
    """What a town adopted stays what it read; a mistake is corrected by the next edition."""

    dependencies = [("template_library", "0001_first_tables")]
    operations = [migrations.RunSQL(DO, UNDO, hints={"model_name": "edition"})]
