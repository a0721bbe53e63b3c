"""Filters of the audit log page."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit_log.public import ActorKind, EntryFilters, vocabulary
from tenants.models import Person
from web.public import DateInput


class LogFilterForm(forms.Form):
    """By time, person and kind of deed; values that make no sense filter nothing."""

    since = forms.DateField(label=_("いつから"), required=False, widget=DateInput)
    until = forms.DateField(label=_("いつまで"), required=False, widget=DateInput)
    person = forms.ModelChoiceField(
        label=_("職員"), queryset=Person.objects.none(), required=False, empty_label=_("すべて")
    )
    action = forms.ChoiceField(label=_("操作"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = Person.objects.order_by("kana", "pk")
        actions: Any = self.fields["action"]
        words = sorted((str(word.label), code) for code, word in vocabulary().items())
        actions.choices = [("", _("すべて")), *((code, label) for label, code in words)]

    @property
    def filters(self) -> EntryFilters:
        """What is wanted; `until` includes its day."""
        self.is_valid()
        wanted = self.cleaned_data
        person = wanted.get("person")
        until = wanted.get("until")
        return EntryFilters(
            since=_midnight(wanted.get("since")),
            until=_midnight(until + timedelta(days=1)) if until else None,
            actor_kind=ActorKind.PERSON if person else None,
            actor_id=str(person.pk) if person else "",
            action=wanted.get("action") or "",
        )


def _midnight(day: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
