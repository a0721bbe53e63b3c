"""Editions out of this installation as one signed file, and another's file in: whole or not at all."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit_log.public import Actor, record
from templates.audit_actions import LIBRARY_EXPORTED, LIBRARY_IMPORTED
from templates.envelope import Ancestor, Envelope, Origin, canonical, plain_envelope
from templates.envelope_file import EnvelopeRefused, envelope_from
from templates.models import Edition, KnownInstallation, SharedItem
from templates.sharing.release import Release, ReleaseRefused, release_edition
from templates.sharing.review import content_of_edition
from templates.sharing.signing import is_signed, own_public_key, signature_of
from tenants.public import in_public

FORMAT: Final = "yuimachi.signed-library/1"
MOST_BYTES: Final = 20_000_000
_MOST_EDITIONS: Final = 2_000
_SHOWN: Final = 60
_NAMES: Final = frozenset({"format", "installation", "public_key", "made", "editions", "signature"})


class ExchangeRefused(ValueError):
    """Why a file is not taken in; `faults` are sentences. Nothing of it was."""

    def __init__(self, *faults: str) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a file: editions that are new here, and how many stood here already."""

    installation: str
    new: tuple[Edition, ...]
    known: int


@dataclass(frozen=True, slots=True)
class _Target:
    """Where editions go and who brings them."""

    installation: str
    consortium_id: int
    actor: Actor
    now: datetime


def export_library(*, item_ids: Collection[UUID] | None, actor: Actor, now: datetime) -> bytes:
    """The latest editions of this installation's own items, all or some, signed. Raises NoSigningKey."""
    with in_public():
        rows = SharedItem.objects.without_index().filter(installation="", withdrawn_at=None, latest__isnull=False)
        rows = rows if item_ids is None else rows.filter(pk__in=item_ids)
        items = list(rows.select_related("latest").order_by("released_at", "pk")[:_MOST_EDITIONS])
        plain: dict[str, Any] = {
            "format": FORMAT,
            "installation": settings.INSTALLATION_NAME,
            "public_key": own_public_key(),
            "made": timezone.localdate(now).isoformat(),
            "editions": [plain_envelope(envelope=envelope_of_item(item=item)) for item in items],
        }
        plain["signature"] = signature_of(data=canonical(plain=plain))
        record(action=LIBRARY_EXPORTED, actor=actor, subject=None, detail={"count": len(items)}, at=now)
    return json.dumps(plain, ensure_ascii=False, indent=1).encode()


def import_library(*, data: bytes, consortium_id: int, actor: Actor, now: datetime) -> TakenIn:
    """Take the editions of a signed file into a consortium's library.

    Raises ExchangeRefused; then nothing was taken.
    """
    plain = _read(data)
    with in_public(), transaction.atomic():
        target = _Target(_signer(plain), consortium_id, actor, now)
        envelopes = _envelopes(plain["editions"])
        _refuse_circles(envelopes)
        there = SharedItem.objects.in_bulk([one.id for one in envelopes])
        known = set(Edition.objects.filter(item__in=there).values_list("item_id", "digest"))
        new = [one for one in envelopes if (one.id, one.content.digest) not in known]
        made = [_take_in(one, there.get(one.id), target) for one in new]
        if not made:
            raise ExchangeRefused(_("版はすべて、すでに読み込まれています。新しい版のファイルを選んでください。"))
        detail = {"installation": target.installation, "count": len(made)}
        record(action=LIBRARY_IMPORTED, actor=actor, subject=None, detail=detail, at=now)
    return TakenIn(target.installation, tuple(made), len(envelopes) - len(made))


def envelope_of_item(*, item: SharedItem) -> Envelope:
    """The latest edition of an item in its envelope; `latest` is loaded."""
    edition = item.latest
    if edition is None:
        raise ValueError(item.pk)
    edition.item = item
    return envelope_of_edition(edition=edition)


def envelope_of_edition(*, edition: Edition) -> Envelope:
    """An edition in its envelope; its item is loaded."""
    item = edition.item
    size = item.population_class
    origin = Origin(item.town_code, item.town_name, item.prefecture, size, item.section, item.installation)
    return Envelope(
        content=content_of_edition(edition=edition),
        id=item.pk,
        version=edition.version,
        change_note=edition.change_note,
        released=timezone.localdate(edition.released_at).isoformat(),
        origin=origin,
        lineage=tuple(Ancestor(**one) for one in item.lineage),
    )


def _read(data: bytes) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise ExchangeRefused(_("ファイルが大きすぎます（20MBまで）。書き出すひな形を分けてもらってください。"))
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        raise ExchangeRefused(_("JSONとして読めません。書き出したファイルをそのまま選んでください。")) from wrong
    if not isinstance(plain, dict):
        raise ExchangeRefused(_("共有ひな形のファイルではありません。書き出したファイルをそのまま選んでください。"))
    if plain.get("format") != FORMAT:
        words = {"found": str(plain.get("format", _("空")))[:_SHOWN], "known": FORMAT}
        raise ExchangeRefused(_("形式（format）が %(found)s です。読めるのは %(known)s です。") % words)
    if set(plain) != _NAMES or not isinstance(plain["editions"], list):
        raise ExchangeRefused(_("項目が足りないか、知らない項目があります。書き出したままのファイルを選んでください。"))
    return plain


def _signer(plain: Mapping[str, Any]) -> str:
    """The name under which the operator knows the key."""
    known = KnownInstallation.objects.filter(public_key=str(plain["public_key"])[:44]).first() if plain else None
    if known is None:
        words = {"name": str(plain["installation"])[:_SHOWN]}
        raise ExchangeRefused(
            _("「%(name)s」を名乗る鍵は登録されていません。相手に公開鍵を確かめ、先に登録してください。") % words
        )
    unsigned = {name: value for name, value in plain.items() if name != "signature"}
    if not is_signed(data=canonical(plain=unsigned), signature=str(plain["signature"]), public_key=known.public_key):
        raise ExchangeRefused(_("署名が合いません。書き換えられたおそれがあるため、読み込みませんでした。"))
    return known.name


def _envelopes(editions: Sequence[Any]) -> tuple[Envelope, ...]:
    """All of them sound, none twice."""
    if not 0 < len(editions) <= _MOST_EDITIONS:
        raise ExchangeRefused(_("版は1件から%(most)d件までです。") % {"most": _MOST_EDITIONS})
    found, faults = [], []
    for number, plain in enumerate(editions, 1):
        try:
            found.append(envelope_from(plain=plain))
        except EnvelopeRefused as wrong:
            faults += [_("%(number)d件目: %(fault)s") % {"number": number, "fault": fault} for fault in wrong.faults]
    if faults:
        raise ExchangeRefused(*faults[:20])
    first: dict[UUID, Envelope] = {}
    for one in found:
        twin = first.setdefault(one.id, one)
        if twin is not one:
            words = {"title": one.content.title, "versions": f"{twin.version}、{one.version}"}
            raise ExchangeRefused(
                _("「%(title)s」が2回入っています（版 %(versions)s）。1つのひな形は1つの版にしてください。") % words
            )
    return tuple(found)


def _refuse_circles(envelopes: Sequence[Envelope]) -> None:
    """Against the other items of the file and those that stand here."""
    ancestors = {str(one.id): {ancestor.id for ancestor in one.lineage} for one in envelopes}
    named = {name for names in ancestors.values() for name in names}
    for item in SharedItem.objects.filter(pk__in=named):
        ancestors.setdefault(str(item.pk), set()).update(one["id"] for one in item.lineage)
    for one in envelopes:
        if any(str(one.id) in ancestors.get(name, ()) for name in ancestors[str(one.id)]):
            words = {"title": one.content.title}
            raise ExchangeRefused(
                _("「%(title)s」の系譜が輪になっています。元をたどると自分に戻るため、読み込めません。") % words
            )


def _take_in(envelope: Envelope, item: SharedItem | None, target: _Target) -> Edition:
    title = {"title": envelope.content.title}
    if item is not None and (item.installation, item.consortium_id) != (target.installation, target.consortium_id):
        raise ExchangeRefused(
            _("「%(title)s」は、ここではほかのところのひな形として登録されています。読み込みませんでした。") % title
        )
    release = Release(
        content=envelope.content,
        origin=replace(envelope.origin, installation=target.installation),
        consortium_id=target.consortium_id,
        town_id=None,
        change_note=envelope.change_note,
        version=envelope.version,
        item_id=item.pk if item else None,
        new_id=envelope.id,
        lineage=envelope.lineage,
        signed_by=target.installation,
    )
    try:
        return release_edition(release=release, actor=target.actor, now=target.now)
    except ReleaseRefused as refused:
        raise ExchangeRefused(_("「%(title)s」: %(why)s") % {**title, "why": str(refused)}) from refused
