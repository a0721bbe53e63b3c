"""Counts of words beside the things, and their index without a list of what is still to be put in."""

import django.contrib.postgres.indexes
from django.db import migrations, models

COUNT = """
INSERT INTO template_library_wordcount (consortium_id, place, items)
SELECT consortium_id, place, count(*) FROM template_library_shareditem, unnest(0 || terms) AS place
WHERE withdrawn_at IS NULL AND latest_id IS NOT NULL GROUP BY consortium_id, place
"""


class Migration(migrations.Migration):
    """A search looks counts up; before, it counted."""

    dependencies = [("template_library", "0005_proofs_and_wishes")]
    operations = [
        migrations.CreateModel(
            name="WordCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("consortium_id", models.BigIntegerField()),
                ("place", models.IntegerField()),
                ("items", models.IntegerField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="wordcount",
            constraint=models.UniqueConstraint(fields=("consortium_id", "place"), name="word_count_once"),
        ),
        migrations.RemoveIndex(model_name="shareditem", name="shared_item_terms"),
        migrations.AddIndex(
            model_name="shareditem",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["terms"], name="shared_item_terms"
            ),
        ),
        migrations.RemoveIndex(model_name="shareditem", name="shared_item_facets"),
        migrations.AddIndex(
            model_name="shareditem",
            index=models.Index(
                condition=models.Q(("latest__isnull", False), ("withdrawn_at", None)),
                fields=[
                    "consortium_id", "kind", "task", "population_class", "prefecture", "towns_in_use", "success_rate",
                ],  # fmt: skip
                name="shared_item_counted",
            ),
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop, hints={"model_name": "wordcount"}),
    ]
