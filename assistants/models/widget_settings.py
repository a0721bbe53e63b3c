"""Where the town's widget may stand."""

from django.db import models


class WidgetSettings(models.Model):
    """ウィジェットの設定, one row a town (id 1); no row: on the town's own host only."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    origins = models.JSONField(default=list, help_text="origins as browsers send them: https://www.town.example.jp")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="widget_settings_is_one_row")]

    def __str__(self) -> str:
        return ", ".join(self.origins)
