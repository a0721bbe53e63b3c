"""Which towns have background work that may still be open: what the sweeper reads instead of asking every town."""

from django.db import models


class OpenWork(models.Model):
    """One row a town, in the public schema. Names the town by its schema: no foreign key crosses."""

    schema_name = models.CharField(max_length=63, unique=True)
    marked_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.schema_name
