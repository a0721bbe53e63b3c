"""That somebody of the town is told something of the shared library by mail: once for each event and person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LibraryMail(models.Model):
    """ひな形のお知らせ. Written before the mail goes out; a worker claims it, sends, and marks it sent.

    `about`: id of what happened, in the event's own words; `local_id`: offering or adoption that the link leads to.
    `told`: plain public facts as they were then (version, words, law, day, things).
    """

    class Event(models.TextChoices):
        """What happened. The first three are told to who handed in, the others to those responsible for the town."""

        RELEASED = "released", _("公開")
        RETURNED = "returned", _("差し戻し")
        OWN_WITHDRAWN = "own_withdrawn", _("町が出したひな形の取り下げ")
        WITHDRAWN = "withdrawn", _("使っているひな形の取り下げ")
        EDITION = "edition", _("新しい版")
        LAW = "law", _("法改正")

    event = models.CharField(max_length=16, choices=Event.choices)
    about = models.CharField(max_length=60)
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    local_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=120)
    told = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "about", "person"], name="library_mail_once")]
        indexes = [
            models.Index(fields=["person"], condition=Q(sent_at=None), name="library_mail_to_send"),
            models.Index(fields=["made_at"], name="library_mail_age"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.about}"
