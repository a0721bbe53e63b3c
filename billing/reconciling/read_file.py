"""Takes a file of the bank in: whole or not at all, each transfer once, however often files overlap."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from billing.audit_actions import BANK_FILE_TAKEN
from billing.models import BankCredit, BankFile, Issuer
from billing.reconciling.bank_csv import csv_transfers
from billing.reconciling.letters import text_of
from billing.reconciling.transfer import FileRefused, Transfer
from billing.reconciling.zengin import is_zengin, zengin_transfers
from metering.public import day_of
from web.public import wareki

MOST_BYTES: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file brought. `known`: transfers that an earlier file had told of."""

    new: int
    known: int
    yen: int


def transfers_of(*, content: bytes, today: date) -> list[Transfer]:
    """What came in by a file, 全銀 format or CSV. Raises FileRefused."""
    if len(content) > MOST_BYTES:
        raise FileRefused(_("ファイルが大きすぎます（2MBまで）。期間を分けてダウンロードしてください。"))
    text = text_of(content=content)
    found = zengin_transfers(text=text, today=today) if is_zengin(text=text) else csv_transfers(text=text)
    if not found:
        raise FileRefused(_("このファイルに入金が1件もありません。口座と期間を確かめて、選び直してください。"))
    ahead = next((one.day for one in found if one.day > today), None)
    if ahead:
        words = {"day": wareki(day=ahead)}
        raise FileRefused(_("%(day)sという先の日付の入金があります。正しいファイルか確かめてください。") % words)
    return found


def take_file(*, consortium_id: int, name: str, content: bytes, actor: Actor, now: datetime) -> Taken:
    """Keep the transfers of a file that are new. In the public schema. Raises FileRefused, and then keeps nothing."""
    transfers, digest = transfers_of(content=content, today=day_of(at=now)), hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        list(Issuer.objects.select_for_update().filter(consortium_id=consortium_id))  # one file at a time
        file, made = BankFile.objects.get_or_create(
            consortium_id=consortium_id,
            digest=digest,
            defaults={"name": name[:120], "read_at": now, "read_by": actor.label},
        )
        if not made:
            words = {"day": wareki(day=day_of(at=file.read_at)), "who": file.read_by}
            raise FileRefused(
                _("このファイルは、%(day)sに%(who)sが読み込み済みです。入金は一覧にあり、二重にはなりません。") % words
            )
        new = _new_ones(file, transfers)
        BankCredit.objects.bulk_create(new, batch_size=500)
        taken = Taken(len(new), len(transfers) - len(new), sum(row.yen for row in new))
        detail = {"new": taken.new, "known": taken.known, "yen": taken.yen}
        subject = Subject("billing.bank_file", str(file.pk), file.name)
        record(action=BANK_FILE_TAKEN, actor=actor, subject=subject, detail=detail, at=now)
    return taken


def _new_ones(file: BankFile, transfers: Sequence[Transfer]) -> list[BankCredit]:
    keyed = dict(zip(_keys(transfers), transfers, strict=True))
    rows = BankCredit.objects.filter(consortium_id=file.consortium_id, key__in=keyed)
    known = set(rows.values_list("key", flat=True))
    return [
        BankCredit(
            consortium_id=file.consortium_id,
            file=file,
            key=key,
            day=one.day,
            yen=one.yen,
            left_yen=one.yen,
            payer=one.payer[:120],
            note=one.note[:200],
        )
        for key, one in keyed.items()
        if key not in known
    ]


def _keys(transfers: Sequence[Transfer]) -> list[str]:
    """What a transfer says, and the how manieth of those that say the same: two alike on a day are two."""
    seen: Counter[str] = Counter()
    keys = []
    for one in transfers:
        said = json.dumps([one.day.isoformat(), one.yen, one.payer, one.note], ensure_ascii=False)
        keys.append(hashlib.sha256(f"{said}#{seen[said]}".encode()).hexdigest())
        seen[said] += 1
    return keys
