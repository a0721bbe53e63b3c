"""Shared things as plain values, of the shapes in `outputs_items`."""

from typing import Any

from django.utils import timezone

from templates.adopting.browse import Shelf
from templates.adopting.preview import ItemPage
from templates.adopting.standing import Standing
from templates.models import EditionProof, LibraryAnswer, LibraryQuestion, ProofRun, SharedItem, ShownFigures
from templates.proving.shown import ShownProof, ShownTalk


def shelf_told(*, shelf: Shelf, held: dict[Any, Standing]) -> dict[str, Any]:
    """A page of the library."""
    pages = shelf.cut.pages
    return {
        "count": pages.total,
        "page": pages.number,
        "pages": pages.count,
        "items": [_row(item, held.get(item.pk)) for item in shelf.cut.items],
        "facets": {
            name: [{"value": one.value, "label": one.label, "count": one.count} for one in options]
            for name, options in shelf.facets.items()
        },
    }


def item_told(*, page: ItemPage, proof: ShownProof, talk: ShownTalk) -> dict[str, Any]:
    """One thing; the caller has seen that the town may read it."""
    item, edition = page.item, page.edition
    names = ("version", "title", "purpose", "task", "cautions", "licence", "author", "laws")
    return {
        **{name: getattr(edition, name) for name in names},
        **{name: getattr(item, name) for name in ("kind", "prefecture", "section")},
        "item": item.pk,
        "edition": edition.pk,
        "town": item.town_name,
        "withdrawn": page.reason,
        "adoption": page.adoption.pk if page.adoption else None,
        "blanks": [
            {name: getattr(one, name) for name in ("name", "type", "help", "example", "value")} for one in page.blanks
        ],
        "missing": [one.name for one in page.missing],
        "preview": page.body,
        "content": page.content,
        "editions": [
            {
                "edition": line.edition.pk,
                "version": line.edition.version,
                "released_on": timezone.localdate(line.edition.released_at),
                "change_note": line.edition.change_note,
                "withdrawn": line.reason,
            }
            for line in page.editions
        ],
        "lineage": item.lineage,
        "derived": [{"item": one.pk, "title": one.title, "town": one.town_name} for one in page.children],
        "worth": worth_told(proof=proof),
        "questions": [_question(one) for one in talk.questions],
        "thanks": talk.thanks,
    }


def worth_told(*, proof: ShownProof) -> dict[str, Any]:
    """Proof and figures of an edition."""
    return {
        "cases": proof.cases,
        "author": score_told(proof=proof.author, at=proof.author.ran_at) if proof.author else None,
        "own": own_told(run=proof.own) if proof.own else None,
        "may_go_live": proof.gate.allowed,
        "sentence": proof.gate.sentence,
        "figures": _figures(proof.figures) if proof.figures else None,
    }


def own_told(*, run: ProofRun) -> dict[str, Any]:
    """A run of the town."""
    return {**score_told(proof=run, at=run.finished_at), "proof": run.pk, "state": run.state}


def score_told(*, proof: EditionProof | ProofRun, at: Any) -> dict[str, Any]:
    """A score, the author's or the town's."""
    return {**{name: getattr(proof, name) for name in ("cases", "right", "percent", "model")}, "at": at}


def _row(item: SharedItem, standing: Standing | None) -> dict[str, Any]:
    own = standing and {
        "adoption": standing.adoption.pk,
        "version": standing.adoption.version,
        "behind": standing.behind,
    }
    return {
        **{name: getattr(item, name) for name in ("kind", "title", "purpose", "task", "prefecture", "towns_in_use")},
        "item": item.pk,
        "edition": item.latest_id,
        "version": item.latest.version if item.latest else "",
        "town": item.town_name,
        "released_on": timezone.localdate(item.released_at),
        "success_percent": item.success_rate,
        "held": own,
    }


def _figures(shown: ShownFigures) -> dict[str, Any]:
    return {name: getattr(shown, name) for name in ("towns", "uses", "success_percent", "minutes_saved")}


def _question(row: LibraryQuestion) -> dict[str, Any]:
    answers: list[LibraryAnswer] = row.shown_answers  # type: ignore[attr-defined]  # by the prefetch of `shown_talk`
    said = [{"town": one.town_name, "text": one.text, "at": one.answered_at} for one in answers]
    return {"town": row.town_name, "text": row.text, "at": row.asked_at, "answers": said}
