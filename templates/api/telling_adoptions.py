"""Adopted things as plain values, of the shapes in `outputs_adoptions`."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from assistants.public import KnownBlank
from templates.adopting.merge import Choice
from templates.adopting.shown_update import Place, shown_parts
from templates.adopting.standing import Standing
from templates.adopting.upgrade import Comparison
from templates.api.errors import Told


def adoption_told(*, standing: Standing) -> dict[str, Any]:
    """One adopted thing."""
    row, newest = standing.adoption, standing.newest
    names = ("version", "kind", "title", "policy", "blanks", "adopted_by", "adopted_at")
    notices = ("law", "article", "in_force_on", "text")
    return {
        **{name: getattr(row, name) for name in names},
        "adoption": row.pk,
        "item": row.item_id,
        "edition": row.edition_id,
        "behind": standing.behind,
        "newest": newest.pk if newest else None,
        "newest_version": newest.version if newest else "",
        "withdrawn": standing.reason if standing.withdrawn else "",
        "notices": [{name: getattr(one, name) for name in notices} for one in standing.notices],
    }


def comparison_told(*, adoption_id: int, page: Comparison, blanks: Sequence[KnownBlank]) -> dict[str, Any]:
    """A copy beside a newer edition. `blanks`: the new ones."""
    edition = page.offered.edition
    parts = shown_parts(page=page, choices={}, missing=False)
    names = ("name", "type", "help", "example", "value")
    return {
        "adoption": adoption_id,
        "edition": edition.pk,
        "version": edition.version,
        "change_note": edition.change_note,
        "token": page.token,
        "conflicts": page.conflicts,
        "new_blanks": [{name: getattr(one, name) for name in names} for one in blanks],
        "parts": [{"label": part.label, "places": [_place(one) for one in part.places]} for part in parts],
    }


def unresolved(*, page: Comparison, choices: dict[tuple[int, int], Choice]) -> Told:
    """Which conflicts nobody decided about."""
    parts = shown_parts(page=page, choices=choices, missing=True)
    told = _("両方で変わった所です。mine か theirs のどちらにするかを choices に入れてください。")
    return Told("unresolved", {one.name: [told] for part in parts for one in part.places if one.missing})


def _place(one: Place) -> dict[str, Any]:
    return {
        "place": one.name,
        **{side: list(getattr(one, side)) for side in ("base", "mine", "theirs")},
        "conflict": one.conflict,
        "choices": [choice.value for choice in one.hunk.choices],
        "chosen": one.chosen,
    }
