"""Is a template sound beyond its schema: places declared and used, names once, examples that fit their fields."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from assistants.prompting.assemble import names_in
from assistants.prompting.content import Content, Inputs
from assistants.prompting.fields import values_of


def faults_of(*, content: Content) -> tuple[str, ...]:
    """Why the template cannot be used, as sentences; empty when it can."""
    used = set(names_in(text=content.body))
    fields = [field.name for field in content.fields]
    blanks = [blank.name for blank in content.blanks]
    faults = [
        _("「%(name)s」という欄が2つあります。名前を変えてください。") % {"name": name}
        for name in _twice([*fields, *blanks])
    ]
    faults += [
        _("本文の {{%(name)s}} に当たる欄がありません。欄を加えるか、本文を直してください。") % {"name": name}
        for name in names_in(text=content.body)
        if name not in {*fields, *blanks}
    ]
    faults += [
        _("欄「%(name)s」が本文にありません。本文に {{%(name)s}} と書くか、欄を消してください。") % {"name": name}
        for name in (*fields, *blanks)
        if name not in used
    ]
    faults += _field_faults(content)
    if content.input_example is not None:
        faults += _input_faults(content, content.input_example, _("入力例"))
    for number, case in enumerate(content.cases, 1):
        faults += _input_faults(content, case.inputs, _("評価例%(number)d") % {"number": number})
    return tuple(faults)


def _field_faults(content: Content) -> list[str]:
    faults = []
    for field in content.fields:
        words = {"name": field.name}
        if field.type in ("choice", "choices") and not field.options:
            faults.append(_("欄「%(name)s」に選択肢を書いてください。") % words)
        if field.type == "profile" and not field.source:
            faults.append(_("欄「%(name)s」に、どの情報を入れるかを選んでください。") % words)
        if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
            faults.append(_("欄「%(name)s」の最小が最大より大きくなっています。") % words)
    return faults


def _input_faults(content: Content, inputs: Inputs, where: str) -> list[str]:
    _values, wrong = values_of(fields=content.fields, raw=inputs)
    faults = [
        _("%(where)s の「%(name)s」: %(what)s") % {"where": where, "name": name, "what": what}
        for name, what in wrong.items()
    ]
    strange = [name for name in inputs if content.field(name) is None]
    return faults + [_("%(where)s に、欄のない「%(name)s」があります。") % {"where": where, "name": n} for n in strange]


def _twice(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]
