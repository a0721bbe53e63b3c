"""Draws any Django form in the look of the Digital Agency Design System, with the attributes screen readers need."""

from typing import Any, Final

from django import forms
from django.forms import Field
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
    SelectMultiple,
    Textarea,
    Widget,
)
from django.utils.translation import gettext_lazy as _

# First match wins: RadioSelect and CheckboxSelectMultiple are subclasses of Select.
_KINDS: Final[tuple[tuple[type[Widget], str], ...]] = (
    (CheckboxSelectMultiple, "choices"),
    (RadioSelect, "choices"),
    (CheckboxInput, "check"),
    (Textarea, "textarea"),
    (FileInput, "file"),
    (SelectMultiple, "select-multiple"),
    (Select, "select"),
)
_MISSING: Final = {
    "text": _("入力してください。"),
    "select": _("選択してください。"),
    "select-multiple": _("選択してください。"),
    "choices": _("選択してください。"),
    "check": _("確認して、チェックを入れてください。"),
    "file": _("ファイルを選んでください。"),
}


class DadsBoundField(BoundField):
    """A field that knows how it is drawn."""

    @property
    def kind(self) -> str:
        """The word the stylesheet knows this kind of field by."""
        widget = self.field.widget
        return next((kind for widget_type, kind in _KINDS if isinstance(widget, widget_type)), "text")

    @property
    def problems(self) -> list[str]:
        """The errors as sentences; an empty required field says what to do instead of what is wrong."""
        todo = _MISSING.get(self.kind, _MISSING["text"])
        stock = Field.default_error_messages["required"]
        return [
            str(todo) if error.code == "required" and error.message == stock else str(message)
            for error, message in zip(self.errors.as_data(), self.errors, strict=True)
        ]

    @property
    def shows_required(self) -> bool:
        """Whether 「※必須」 stands beside the label."""
        return self.field.required and not self.field.disabled


class DadsRenderer(DjangoTemplates):
    """settings.FORM_RENDERER: `{{ form }}` and `{{ form.name.as_field_group }}` come out in our look."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    formset_template_name = "web/forms/formset.html"
    bound_field_class = DadsBoundField


class DateInput(forms.DateInput):
    """A date by the browser's own calendar, which also takes typed digits."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")  # the only form <input type=date> takes


class TimeInput(forms.TimeInput):
    """A time of day."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")


class FileDrop(FileInput):
    """A plain file input inside a wide area that also takes dropped files. `accept` is a list of extensions."""

    template_name = "web/forms/widgets/file_drop.html"

    def __init__(self, *, accept: tuple[str, ...] = (), several: bool = False) -> None:
        self.allow_multiple_selected = several
        super().__init__(attrs={"accept": ",".join(accept)} if accept else None)
        if several:
            self.attrs["multiple"] = True


class SeveralFiles(forms.FileField):
    """A field whose value is a list of uploaded files; each is checked like a single one."""

    widget = FileDrop

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The list of checked files; raises ValidationError for the first that fails, or when none is there."""
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(SeveralFiles, self).clean(each, initial) for each in files] if files else self._none(initial)

    def _none(self, initial: Any) -> list[Any]:
        super().clean(None, initial)
        return []
