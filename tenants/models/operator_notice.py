"""What the consortium's operator tells the admins of towns, for a period; who was told, and who has read it."""

from datetime import date

from django.db import models


class OperatorNoticeQuerySet(models.QuerySet["OperatorNotice"]):
    """Filters of notices."""

    def shown(self, *, town_id: int, today: date) -> "OperatorNoticeQuerySet":
        """Published ones for a town, within their period, both days included."""
        return self.for_town(town_id=town_id).filter(first_day__lte=today, last_day__gte=today)

    def for_town(self, *, town_id: int) -> "OperatorNoticeQuerySet":
        """Published ones for a town, whenever."""
        chosen = NoticeDelivery.objects.filter(town_id=town_id, chosen=True).values("notice_id")
        return self.filter(
            models.Q(to_all=True) | models.Q(pk__in=chosen), published_at__isnull=False, withdrawn_at=None
        )


class OperatorNotice(models.Model):
    """協議会からのお知らせ. Plain text. Once published it does not change; it can be withdrawn."""

    title = models.CharField(max_length=80)
    text = models.TextField(max_length=4000)
    first_day = models.DateField()
    last_day = models.DateField()
    to_all = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=False)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = OperatorNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "協議会からのお知らせ"
        ordering = ["-first_day", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")), name="operator_notice_begins_before_it_ends"
            )
        ]
        indexes = [models.Index(fields=["last_day", "first_day"], name="operator_notice_shown")]

    def __str__(self) -> str:
        return self.title


class NoticeDelivery(models.Model):
    """A notice and a town: whether the town was chosen, when somebody there read it first, whether it was mailed."""

    notice = models.ForeignKey(OperatorNotice, on_delete=models.CASCADE, related_name="deliveries")
    town = models.ForeignKey("tenants.Municipality", on_delete=models.CASCADE, related_name="+")
    chosen = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    mail_begun_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "town"], name="notice_delivery_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.town_id}"


class NoticeRead(models.Model):
    """既読: a person of the town has read a notice. Stands in the town; `notice_id` is a public row, by plain id."""

    notice_id = models.BigIntegerField()
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice_id", "person"], name="notice_read_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.person_id}"
