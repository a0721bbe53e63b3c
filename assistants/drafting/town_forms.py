"""The town's Word forms: taken in when they are sound, chosen as the town's own paper, taken out of use."""

import re
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from django.db import transaction
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from assistants.audit_actions import WORD_FORM_CHANGED
from assistants.drafting.form_places import PLACES, TEXT, places_in
from assistants.drafting.word import as_word
from assistants.models import Draft, WordForm
from assistants.refusals import Refused
from audit_log.public import Actor, Subject, record
from knowledge.public import FileRefused, check_upload, explain_refusal

MOST_BYTES: Final = 2 * 1024 * 1024
_UNPACKED: Final = 20 * 1024 * 1024
MOST_FORMS: Final = 30
_OUTSIDE: Final = re.compile(rb'<Relationship [^>]*TargetMode="External"[^>]*>', re.IGNORECASE)
_LINK: Final = re.compile(rb'Type="[^"]*/hyperlink"')
_FIELD: Final = re.compile(rb"""<w:instrText[^>]*>([^<]*)|\bw:instr\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FETCHES: Final = re.compile(  # not a part of an address that a link leads to
    rb"(?<![\w/.-])(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT)\b", re.IGNORECASE
)
_HOLDS: Final = re.compile(r"oleObject|/embeddings/|/afchunk", re.IGNORECASE)
_BROKEN: Final = (PackageNotFoundError, BadZipFile, KeyError, ValueError, AttributeError, etree.LxmlError)


def put_form(*, name: str, file_name: str, content: bytes, actor: Actor, now: datetime) -> WordForm:
    """Take a form in; the first one becomes the town's own paper. Raises Refused with what is wrong and what to do."""
    if WordForm.objects.count() >= MOST_FORMS:
        raise Refused(_("様式は%(most)d個までです。使わないものを外してください。") % {"most": MOST_FORMS})
    if WordForm.objects.filter(name=name).exists():
        raise Refused(
            _("「%(name)s」という様式がもうあります。別の名前にするか、前のものを外してください。") % {"name": name}
        )
    fields = sound_places(file_name=file_name, content=content)
    with transaction.atomic():
        first = not WordForm.objects.exists()
        row = WordForm.objects.create(
            name=name, content=content, fields=fields, is_default=first, put_by=actor.label[:60], put_at=now
        )
        _note(row, _("追加"), actor, now)
    return row


def choose_form(*, row: WordForm, actor: Actor, now: datetime) -> None:
    """Make it the paper of every draft that names none."""
    with transaction.atomic():
        WordForm.objects.filter(is_default=True).update(is_default=False)
        WordForm.objects.filter(pk=row.pk).update(is_default=True)
        _note(row, _("標準にする"), actor, now)


def remove_form(*, row: WordForm, actor: Actor, now: datetime) -> None:
    """Take it away; drafts that named it take the town's own paper."""
    with transaction.atomic():
        _note(row, _("削除"), actor, now)
        WordForm.objects.filter(pk=row.pk).delete()


def form_of(*, row: Draft) -> bytes | None:
    """The file that a draft is written into; None for the plain page. One query."""
    chosen = (
        WordForm.objects.filter(pk=row.word_form_id) if row.word_form_id else WordForm.objects.filter(is_default=True)
    )
    content = chosen.values_list("content", flat=True).first()
    return bytes(content) if content is not None else None


def sound_places(*, file_name: str, content: bytes) -> list[str]:
    """The places of a form that may be filled. Raises Refused: not Word, macros, what fetches or carries something, an
    unknown place, no place for the text."""
    if not file_name.lower().endswith(".docx"):
        raise Refused(
            _("「%(name)s」は使えません。Wordで開き、「Word文書（.docx）」として保存し直してください。")
            % {"name": file_name}
        )
    if len(content) > MOST_BYTES:
        raise Refused(_("「%(name)s」は2MBより大きいため使えません。画像を小さくしてください。") % {"name": file_name})
    try:
        check_upload(content=content, name=file_name)
        _check_parts(content)
        document = Document(BytesIO(content))
        names = _checked_names(document)
        as_word(Draft(title=_("見本")), "## a\n\n1. b\n\n|c|\n|-|\n|d|\n", content)  # tried before anybody needs it
    except FileRefused as refused:
        told = explain_refusal(code=refused.code.value)
        raise Refused(f"「{file_name}」: {told.what}{told.why}{told.next_step}") from refused
    except Refused:
        raise
    except _BROKEN as broken:
        raise Refused(
            _("「%(name)s」はWordの文書として読めません。Wordで開けるか確かめ、保存し直してください。")
            % {"name": file_name}
        ) from broken
    return names


def _check_parts(content: bytes) -> None:
    """Nothing that reaches outside the file or carries another one in it."""
    with ZipFile(BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(one.file_size for one in members) > _UNPACKED:
            raise Refused(_("展開すると大きすぎるファイルです。画像を小さくして、保存し直してください。"))
        if any(_HOLDS.search(one.filename) for one in members):
            raise Refused(
                _("ほかのファイル（Excelの表など）が埋め込まれています。図か表に置き換えて、保存し直してください。")
            )
        for one in members:
            data = archive.read(one) if one.filename.endswith((".rels", ".xml")) else b""
            if b"macroEnabled" in data:
                raise Refused(_("マクロを使える形式です。「Word文書（.docx）」として保存し直してください。"))
            if _fetches(data) or any(not _LINK.search(found) for found in _OUTSIDE.findall(data)):
                raise Refused(
                    _("外のファイルやサイトを読み込む設定があります。リンクや差し込みを外して、保存し直してください。")
                )


def _fetches(data: bytes) -> bool:
    """Whether a field gets something from elsewhere; Word cuts a field's words into runs as it likes."""
    pieces = [b"".join(found) for found in _FIELD.findall(data)]
    return any(_FETCHES.search(one) for one in (*pieces, b"".join(pieces)))


def _checked_names(document: WordDocument) -> list[str]:
    found = places_in(document=document)
    known = "、".join(PLACES)
    unknown = [name for name in found.names if name not in PLACES]
    if unknown:
        told = _("知らない欄「%(unknown)s」があります。使える欄は、%(known)sです。")
        raise Refused(told % {"unknown": "」「".join(unknown[:5]), "known": known})
    if not found.text_alone:
        told = _("本文を入れる場所がありません。本文を入れたい行に、その行だけで {{%(text)s}} と書いてください。")
        raise Refused(told % {"text": TEXT})
    return list(found.names)


def _note(row: WordForm, what: str, actor: Actor, now: datetime) -> None:
    subject = Subject("assistants.word_form", str(row.pk), row.name)
    record(action=WORD_FORM_CHANGED, actor=actor, subject=subject, detail={"what": what}, at=now)
