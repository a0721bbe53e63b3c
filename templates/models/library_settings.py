"""What the town decided about the library: whether it gives figures, what a thing must reach to be used."""

from django.core.validators import MaxValueValidator
from django.db import models


class LibrarySettings(models.Model):
    """共有の設定, one row a town (id 1); no row: nothing is given, nothing is asked for."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    gives_figures = models.BooleanField(default=False)
    gives_gaps = models.BooleanField(default=False)
    least_percent = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(100)], help_text="of right cases before go-live; 0: none"
    )
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="library_settings_are_one_row"),
            models.CheckConstraint(condition=models.Q(least_percent__lte=100), name="library_settings_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.gives_figures} {self.least_percent}"
