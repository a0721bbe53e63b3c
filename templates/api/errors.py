"""What flows of the library refuse, as answers of one form: a sentence, a code, and in `attr` what it is about."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ErrorDetail

from assistants.public import NotAGuide, NotATemplate, PromptRefused
from templates.adopting.choose import NotFilled, NotThere
from templates.adopting.install import AdoptedAlready, NotProven
from templates.adopting.local import LocalChanged, NotSound
from templates.adopting.undo import ChangedHere
from templates.proving.crossing import MayNotCross
from templates.proving.start import NotStarted
from templates.reach import OutOfReach, Withdrawn
from templates.sharing.offer import OfferingClosed
from templates.sharing.submit import NotSubmitted


class Told(APIException):
    """An error with its own status; `about` names what each sentence speaks of."""

    def __init__(self, code: str, said: str | Mapping[str, Sequence[str]], *, status_code: int = 409) -> None:
        super().__init__()
        self.status_code = status_code
        self.detail: Any = ErrorDetail(said, code) if isinstance(said, str) else _by_place(code, said)


def not_found() -> Told:
    """404: unknown, of another town or consortium, or never released; which of these nobody is told."""
    told = _("見つかりません。ほかの町だけのものか、IDが違います。一覧か検索で得たIDを送ってください。")
    return Told("not_found", told, status_code=status.HTTP_404_NOT_FOUND)


def withdrawn(*, reason: str, status_code: int = status.HTTP_409_CONFLICT) -> Told:
    """It is no more to be had."""
    told = _("この版は取り下げられました（理由: %(reason)s）。何も変えていません。ほかの版を選んでください。")
    return Told("withdrawn", told % {"reason": reason}, status_code=status_code)


def as_told(wrong: Exception) -> Exception:
    """What a flow raised, as an answer; anything else as it is."""
    for kind, tell in _TELL.items():
        if isinstance(wrong, kind):
            return tell(wrong)
    return wrong


def _by_place(code: str, said: Mapping[str, Sequence[str]]) -> dict[str, list[ErrorDetail]]:
    return {place: [ErrorDetail(one, code) for one in sentences] for place, sentences in said.items()}


def _not_there(wrong: Any) -> Told:
    told = not_found().detail
    return Told("not_found", {f"items.{number}": [told] for number in wrong.numbers}, status_code=404)


def _not_filled(wrong: Any) -> Told:
    said: dict[str, list[str]] = {}
    for (number, name), sentence in wrong.faults.items():
        place = f"blanks.{name}" if number is None else f"items.{number}.blanks.{name}"
        said.setdefault(place, []).append(sentence)
    return Told("blank", said, status_code=400)


def _adopted_already(wrong: Any) -> Told:
    told = _("この町ではもう導入されています。何も導入していません。新しい版は、更新で取り込めます。")
    return Told("adopted_already", {f"adoptions.{wrong.adoption_id}": [told]} if wrong.adoption_id else told)


def _not_sound(wrong: Any) -> Told:
    told = _("このままではひな形として使えません。何も変えていません。%(faults)s")
    return Told("not_sound", told % {"faults": " ".join(wrong.faults)})


def _closed() -> str:
    return _("申請したか公開したものは直せません。申請を取り下げるか（take-back）、次の版を始めてください（next）。")


def _changed(_wrong: Any) -> Told:
    told = _("町の写しが、比べた後に変わったか、外されました。何も変えていません。比べ直して、選び直してください。")
    return Told("copy_changed", told)


def _changed_here(wrong: Any) -> Told:
    told = _(
        "「%(title)s」は、町が直したか、住民への回答に使われています。外してよければ sure を true にしてください。"
    )
    return Told("changed_here", told % {"title": wrong})


_TELL: Final[Mapping[type[Exception], Callable[[Any], Told]]] = {
    OfferingClosed: lambda _wrong: Told("closed", _closed()),
    NotSubmitted: lambda wrong: Told("not_submitted", str(wrong)),
    NotThere: _not_there,
    NotFilled: _not_filled,
    OutOfReach: lambda _wrong: not_found(),
    Withdrawn: lambda wrong: withdrawn(reason=str(wrong)),
    AdoptedAlready: _adopted_already,
    NotProven: lambda wrong: Told("not_proven", " ".join(wrong.faults)),
    NotSound: _not_sound,
    LocalChanged: _changed,
    ChangedHere: _changed_here,
    NotATemplate: lambda wrong: Told("not_sound", " ".join(wrong.faults)),
    NotAGuide: lambda wrong: _not_sound(NotSound((str(wrong),))),
    NotStarted: lambda wrong: Told("not_started", str(wrong)),
    PromptRefused: lambda wrong: Told("refused", str(wrong.sentence)),
    MayNotCross: lambda wrong: Told("may_not_cross", str(wrong)),
}
