"""Programs of a town act too: their keys stand in the log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A wider check, nothing else."""

    dependencies = [("audit_log", "0002_append_only")]
    operations = [
        migrations.RemoveConstraint("entry", "audit_entry_actor_kind"),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(actor_kind__in=["person", "operator", "system", "resident", "program"]),
                name="audit_entry_actor_kind",
            ),
        ),
    ]
