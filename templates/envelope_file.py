"""An envelope out of and into a file: refused as a whole, with every fault as a sentence."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator

from assistants.public import schema_faults
from templates.bodies import body_faults
from templates.envelope import FORMAT, Envelope, Origin, SharedContent, envelope_of, plain_envelope
from templates.models import Kind

MOST_BYTES: Final = 5_000_000
SCHEMA_FILE: Final = Path(__file__).with_name("envelope.schema.json")
_MOST_ANCESTORS: Final = 20
_SHOWN: Final = 60


class EnvelopeRefused(ValueError):
    """The file is no envelope that can be read here; `faults` are sentences."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def write_envelope(*, envelope: Envelope) -> bytes:
    """The file, for people to read as well."""
    return json.dumps(plain_envelope(envelope=envelope), ensure_ascii=False, indent=1).encode()


def read_envelope(*, data: bytes) -> Envelope:
    """The envelope in a file. Raises EnvelopeRefused."""
    return envelope_from(plain=read_json(data=data))


def read_json(*, data: bytes) -> Any:
    """The plain values in a file of at most 5 MB. Raises EnvelopeRefused."""
    if len(data) > MOST_BYTES:
        raise EnvelopeRefused(
            (_("ファイルが大きすぎます（5MBまで）。ひな形集から書き出したファイルを選んでください。"),)
        )
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise EnvelopeRefused(
            (_("文字コードがUTF-8ではありません。書き出したままのファイルを選んでください。"),)
        ) from wrong
    except (ValueError, RecursionError) as wrong:
        raise EnvelopeRefused((_("JSONとして読めません。書き出したファイルをそのまま選んでください。"),)) from wrong


def envelope_from(*, plain: Any) -> Envelope:
    """Plain values that keep the format. Raises EnvelopeRefused."""
    faults = faults_of(plain=plain)
    if faults:
        raise EnvelopeRefused(faults)
    envelope = envelope_of(plain=plain)
    faults = body_faults(content=envelope.content)
    if envelope.content.digest != plain["digest"]:
        faults += (_("中身が確認値（digest）と合いません。書き換えられています。書き出し直してもらってください。"),)
    if faults:
        raise EnvelopeRefused(faults)
    return envelope


def faults_of(*, plain: Any) -> tuple[str, ...]:
    """What is wrong with the form: not an envelope, another version, an unknown kind, a schema fault, a circle."""
    if not isinstance(plain, Mapping):
        return (_("共有のひな形のファイルではありません。書き出したファイルをそのまま選んでください。"),)
    found = {"found": str(plain.get("format", _("空")))[:_SHOWN], "known": FORMAT}
    if plain.get("format") != FORMAT:
        return (
            _("形式（format）が %(found)s です。読めるのは %(known)s です。システムの版を確かめてください。") % found,
        )
    if plain.get("kind") not in Kind.values:
        words = {"found": str(plain.get("kind", _("空")))[:_SHOWN], "known": "、".join(Kind.values)}
        return (_("種類（kind）が %(found)s です。読めるのは %(known)s です。") % words,)
    return _lineage_faults(plain) or schema_faults(validator=_validator(), plain=plain)


def form_faults(*, content: SharedContent) -> tuple[str, ...]:
    """The same for a content that is not released yet: lengths, kinds and the like."""
    origin = Origin("000000", "-", "")
    return faults_of(plain=plain_envelope(envelope=Envelope(content, UUID(int=0), "1.0.0", "-", "2000-01-01", origin)))


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def _lineage_faults(plain: Mapping[str, Any]) -> tuple[str, ...]:
    ids = [str(plain.get("id")), *_ancestors(plain)]
    if len(set(ids)) < len(ids):
        return (_("系譜（derived_from）が輪になっています。元にしたひな形をたどると自分に戻るため、読み込めません。"),)
    if len(ids) > _MOST_ANCESTORS + 1:
        return (_("系譜（derived_from）は%(most)d代までです。") % {"most": _MOST_ANCESTORS},)
    return ()


def _ancestors(plain: Mapping[str, Any]) -> Iterator[str]:
    parent, left = plain.get("derived_from"), _MOST_ANCESTORS + 1
    while isinstance(parent, Mapping) and left:
        yield str(parent.get("id"))
        parent, left = parent.get("derived_from"), left - 1
