"""Saving a text by a person's own wish; without it no text of the check is stored anywhere."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from assistants.models import SavedProof
from assistants.proofreading.rule import Profile
from pii_masking.public import find_my_number

MOST_SAVED: Final = 50  # of one person
LONGEST_TITLE: Final = 80


class NotSaved(Exception):
    """The text is not kept; the message says why and what to do."""


def saved_of(*, person_id: int) -> list[SavedProof]:
    """A person's saved texts, the newest first, without the texts themselves."""
    return list(SavedProof.objects.of(person_id=person_id).defer("text")[:MOST_SAVED])


def save_text(*, text: str, profile: Profile, title: str, person_id: int, now: datetime) -> SavedProof:
    """Keep a text under its title; the same title is the same text. Raises NotSaved."""
    title = (title.strip() or _title_of(text))[:LONGEST_TITLE]
    if not title:
        raise NotSaved(_("文章が空です。文章を入れてから保存してください。"))
    if find_my_number(text=text):
        raise NotSaved(_("マイナンバーらしい番号があるため保存できません。番号を消してから保存してください。"))
    own = SavedProof.objects.of(person_id=person_id)
    if own.exclude(title=title).count() >= MOST_SAVED:
        raise NotSaved(_("保存できるのは%(most)s件までです。要らないものを削除してください。") % {"most": MOST_SAVED})
    values = {"text": text, "profile": profile.value, "saved_at": now}
    return SavedProof.objects.update_or_create(person_id=person_id, title=title, defaults=values)[0]


def _title_of(text: str) -> str:
    return next((line.strip()[:30] for line in text.splitlines() if line.strip()), "")
