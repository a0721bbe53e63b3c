"""The table of Django's database cache, in every schema, for installations without Redis."""

from django.db import models


class CacheEntry(models.Model):
    """Laid out as `django.core.cache.backends.db` expects; nobody but that backend reads or writes it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cache_entry"

    def __str__(self) -> str:
        return self.cache_key
