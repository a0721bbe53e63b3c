"""A prompt that the town does not have yet, tried by a program: put together, and written once where it asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from assistants.database_hop import PREPARE_SECONDS, database_hop
from assistants.names_offered import hidden_of, settled_names
from assistants.prompting.exchange import content_from
from assistants.prompting.prove import order_of, writing_model_missing, written_once
from assistants.prompting.use import Use, fill_in, starting_values
from assistants.refusals import Refused, check_grade
from assistants.writing_out import Order, failure_sentence
from pii_masking.public import mask


@dataclass(frozen=True, slots=True)
class ProgramTrial:
    """`prompt` as it would be sent, with 〔name〕 for what is missing; `faults` by field. `no_model`: why none can
    write. `text` and `model` of what was written; `failure`: why it is not whole, as a sentence."""

    prompt: str
    faults: Mapping[str, str]
    missing_fields: tuple[str, ...]
    missing_blanks: tuple[str, ...]
    no_model: str
    text: str = ""
    model: str = ""
    failure: str = ""


def try_as_program(
    *, body: Mapping[str, Any], inputs: Mapping[str, Any], values: Mapping[str, str], grade: int | None, now: datetime
) -> ProgramTrial:
    """Fill in the fields (those that are left out with the template's example) and look in what residents may read.

    `grade`: of what is typed, when a model is to write; None: only put together. What is written is kept nowhere, is
    metered as any writing, and holds no database connection meanwhile. Raises NotATemplate, Refused.
    """
    with database_hop(seconds=PREPARE_SECONDS):
        content = content_from(plain=body)
        start = starting_values(content=content, access=None, now=now) | dict(content.input_example or {})
        raw = {field.name: inputs.get(field.name, start.get(field.name, "")) for field in content.fields}
        use = fill_in(content=content, raw=raw, access=None, now=now, look=True, values=values)
        missing, told = writing_model_missing(now=now), use.assembled
        tried = ProgramTrial(told.text, use.faults, told.missing_fields, told.missing_blanks, missing)
        if grade is None:
            return tried
        order = _order(use, missing, grade)
    proven = written_once(order=order)
    return ProgramTrial(
        tried.prompt,
        tried.faults,
        tried.missing_fields,
        tried.missing_blanks,
        missing,
        proven.text,
        proven.model,
        failure_sentence(failure=proven.failure),
    )


def _order(use: Use, missing: str, grade: int) -> Order:
    check_grade(grade=grade)
    if missing:
        raise Refused(missing)
    if not use.ready:
        names = "、".join((*use.faults, *use.assembled.missing_fields, *use.assembled.missing_blanks))
        raise Refused(
            _("まだ足りないか合わない値があります（%(names)s）。値を入れて送り直してください。") % {"names": names}
        )
    hidden = hidden_of(decided=settled_names(texts=(use.typed,), decided=None))
    masked = mask(text=use.assembled.text, allowed=[one for one in use.blanks.values() if one], hidden=hidden)
    if masked.my_number is not None:
        raise Refused(
            _("マイナンバー（個人番号）と思われる番号があります。AIには送れません。番号を消して送り直してください。")
        )
    return order_of(masked=masked, vault=masked.vault)
