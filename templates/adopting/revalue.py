"""The town's values in an adopted thing change: what would change in the copy, and the copy's next version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from assistants.public import KnownBlank, known_blanks
from audit_log.public import Actor, Subject, record
from templates.adopting.fill import Values
from templates.adopting.install import keep_values
from templates.adopting.kinds import KINDS
from templates.adopting.local import LocalChanged, Work
from templates.adopting.parts import Choices, merged, parts_of
from templates.adopting.undo import copy_of
from templates.adopting.upgrade import Comparison
from templates.audit_actions import ADOPTION_REVALUED
from templates.models import Adoption, Kind
from templates.reach import offered
from tenants.public import Access

_FILLED_LATER: Final = (Kind.PROMPT, Kind.FAQ)  # the town's values stand beside the copy, not in it


@dataclass(frozen=True, slots=True)
class Blanks:
    """The blanks of an adopted thing with the values it has here; `absent`: names that do not apply; `body`: the
    shared texts, in which they stand."""

    blanks: tuple[KnownBlank, ...]
    absent: frozenset[str]
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Revalued:
    """What a person decided on the page they saw: `token` of the comparison then."""

    values: Values
    token: str
    choices: Choices


def blanks_of(*, adoption: Adoption, access: Access | None, today: date) -> Blanks:
    """Six queries. Raises OutOfReach when the town left the consortium."""
    told = offered(edition_id=adoption.edition_id).edition.blanks
    known = known_blanks(blanks=told, access=access, today=today)
    given: Mapping[str, str | None] = adoption.blanks
    absent = frozenset(name for name, value in given.items() if value is None)
    return Blanks(tuple(_with_value(one, given.get(one.name), adoption.kind) for one in known), absent, adoption.base)


def compare_values(*, adoption: Adoption, values: Values) -> Comparison:
    """The copy as it is beside what the edition says with these values; what the town wrote by hand is a conflict where
    a value stands. Some five queries. Raises OutOfReach, NotSound, LocalChanged when the copy is gone."""
    found, copy, kind = offered(edition_id=adoption.edition_id), copy_of(adoption=adoption), KINDS[adoption.kind]
    if copy is None:
        raise LocalChanged(adoption.title)
    base, theirs = (
        kind.as_here(body=adoption.base, values=given, copy=copy)
        for given in (adoption.blanks, {**adoption.blanks, **values})
    )
    return Comparison(found, copy, parts_of(base=base, mine=copy.body, theirs=theirs), ())


def revalue(*, adoption_id: int, decided: Revalued, access: Access | None, by: Actor, now: datetime) -> Adoption:
    """Write the values into the copy as its next version and keep them as the town's; all or nothing.

    Raises Unresolved for a place that the town wrote by hand and nobody decided about, LocalChanged when the copy was
    written meanwhile, NotSound, OutOfReach.
    """
    with transaction.atomic():
        row = Adoption.objects.live().select_for_update().get(pk=adoption_id)
        page = compare_values(adoption=row, values=decided.values)
        if page.token != decided.token:
            raise LocalChanged(row.title)
        body = merged(parts=page.parts, choices=decided.choices)
        values = {**row.blanks, **decided.values}
        work = Work(row.item_id, values, _("差込欄の値を直した"), by, now, access)
        if body != dict(page.copy.body):
            row.local_ids = list(KINDS[row.kind].rewrite(ids=row.local_ids, copy=page.copy, body=body, work=work))
        told: Sequence[Mapping[str, Any]] = page.offered.edition.blanks if row.kind == Kind.PROMPT else ()
        keep_values(values=decided.values, blanks=told, access=access, by=by, now=now)
        changed = [name for name, value in decided.values.items() if value != row.blanks.get(name)]
        row.blanks = values
        row.save(update_fields=["blanks", "local_ids"])
        subject = Subject("template_library.adoption", str(row.pk), row.title)
        detail = {"names": "、".join(changed)[:300]}
        record(action=ADOPTION_REVALUED, actor=by, subject=subject, detail=detail, at=now)
    return row


def _with_value(blank: KnownBlank, given: str | None, kind: str) -> KnownBlank:
    value = blank.value or given if kind in _FILLED_LATER else given or blank.value
    return replace(blank, value=value or "")
