"""What a model is asked for a whole draft: put together, checked, masked and kept, before anything is sent."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from assistants.drafting.write import Head, begin
from assistants.models import Draft, DraftWriting
from assistants.names_offered import check_names, hidden_of
from assistants.refusals import Refused, check_grade
from audit_log.public import Actor
from llm_gateway.public import encrypt_text
from pii_masking.public import mask
from tenants.public import Access, current_town

LONGEST_WISH: Final = 2_000
_MATERIAL: Final = 12_000  # characters of the basis that are sent


def wish_text(*, head: Head, wish: str, names: Mapping[str, bool]) -> str:
    """What is asked when a clerk writes an instruction. Raises NamesToDecide, Refused: empty, too long."""
    if not wish.strip():
        raise Refused(_("何を書くかが空です。例: 敬老会の案内。住民向けに、日時・場所・持ち物が分かるように。"))
    if len(wish) > LONGEST_WISH:
        told = _(
            "「AIに書かせる内容」が長すぎます（%(most)d文字まで）。資料は「もとにした資料・条件」に入れてください。"
        )
        raise Refused(told % {"most": LONGEST_WISH})
    kind = dict(Draft.Profile.choices)[head.profile]
    parts = [("題名", head.title), ("文書の種類", str(kind)), ("宛名", head.addressee), ("書くこと", wish)]
    parts.append(("材料", head.basis[:_MATERIAL]))
    check_names(texts=[words for _name, words in parts], decided=names)
    return "\n\n".join(f"{name}\n{words.strip()}" for name, words in parts if words.strip())


def begin_written(
    *,
    access: Access,
    head: Head,
    asked: str,
    allowed: Iterable[str] = (),
    names: Mapping[str, bool],
    actor: Actor,
    now: datetime,
    template_id: int | None = None,
) -> Draft:
    """An empty draft that a model is to fill with what is `asked`; it exists before the first word.

    `allowed`: values that are the town's own, not personal; `names`: decided by `check_names` before; `template_id`:
    what asked. Raises Refused (grade, a My Number, head).
    """
    check_grade(grade=head.grade)
    masked = mask(text=asked, allowed=allowed, hidden=hidden_of(decided=names))
    if masked.my_number is not None:
        raise Refused(_("マイナンバー（個人番号）と思われる番号があります。AIには送れません。番号を消してください。"))
    sealed = json.dumps(dict(masked.vault.originals), ensure_ascii=False)
    with transaction.atomic():
        row = begin(access=access, head=head, text="", names=names, actor=actor, now=now, template_id=template_id)
        DraftWriting.objects.create(
            draft=row,
            person_id=access.person_id,
            section_id=min(access.section_ids, default=None),
            sent=masked.masked.text,
            sealed=encrypt_text(text=sealed, schema_name=current_town().schema_name),
            asked_at=now,
        )
    return row
