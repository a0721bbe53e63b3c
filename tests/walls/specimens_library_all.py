"""One row of every table of the shared library: of the entered town, or of towns of another consortium."""

from collections.abc import Callable
from uuid import uuid4

from django.utils import timezone

from audit_log.public import SYSTEM
from templates.models import (
    AdoptionFigure,
    EditionProof,
    GapSignal,
    KnownInstallation,
    LawNotice,
    LibraryAnswer,
    LibraryMail,
    LibrarySettings,
    ShownFigures,
    Thanks,
    WishSupport,
)
from templates.sharing.withdraw import withdraw_item
from tenants.models import Person
from tenants.public import current_town, in_public
from tests.walls.secret import SECRET
from tests.walls.specimens_library import STRANGERS, adoption, offering, strange_edition, submission, town_text
from tests.walls.specimens_worth import proof_run, question, wish

COUNT = 987  # as no page of another town may count
STRANGE_TOWN = 77_001


def _settings() -> object:
    return LibrarySettings.objects.update_or_create(pk=1, defaults={"changed_at": timezone.now(), "changed_by": SECRET})


def _mail() -> object:
    now = timezone.now()
    person = Person.objects.create_user(email=f"{uuid4().hex}@walls.example", name=SECRET, password=uuid4().hex)
    return LibraryMail.objects.create(event="edition", about=SECRET, person=person, title=SECRET, made_at=now)


def _withdrawn() -> object:
    edition = strange_edition()
    withdraw_item(item=edition.item, reason=SECRET, actor=SYSTEM, now=timezone.now())
    return edition


def _in_public(make: Callable[[], object]) -> Callable[[], object]:
    def made() -> object:
        with in_public():
            return make()

    return made


def _figure() -> object:
    edition = strange_edition()
    return AdoptionFigure.objects.create(
        edition=edition, town_id=STRANGE_TOWN, uses=COUNT, counted_on=timezone.localdate()
    )


def _shown() -> object:
    today = timezone.localdate()
    return ShownFigures.objects.create(item=strange_edition().item, towns=95, uses=COUNT, month=today.replace(day=1))


def _proof() -> object:
    now = timezone.now()
    return EditionProof.objects.create(
        edition=strange_edition(), town_id=STRANGE_TOWN, town_name=SECRET, cases=COUNT, right=COUNT, ran_at=now
    )


def _installation() -> object:
    now = timezone.now()
    key = (uuid4().hex + uuid4().hex)[:44]
    return KnownInstallation.objects.create(name=f"{SECRET}{key[:6]}", public_key=key, added_by=SECRET, added_at=now)


def _law() -> object:
    now, today = timezone.now(), timezone.localdate()
    return LawNotice.objects.create(
        consortium_id=STRANGERS, law=SECRET, text=SECRET, in_force_on=today, written_by=SECRET, written_at=now
    )


def _answer() -> object:
    now = timezone.now()
    values = {"town_id": STRANGE_TOWN, "town_name": SECRET, "text": SECRET}
    return LibraryAnswer.objects.create(question=question(), answered_at=now, **values)


def _thanks() -> object:
    item = strange_edition().item
    return Thanks.objects.create(item=item, town_id=STRANGE_TOWN, town_name=SECRET, said_at=timezone.now())


def _support() -> object:
    now = timezone.now()
    return WishSupport.objects.create(wish=wish(), town_id=STRANGE_TOWN, town_name=SECRET, offers=True, said_at=now)


def _gap() -> object:
    town, today = current_town().id, timezone.localdate()
    with in_public():
        return GapSignal.objects.create(
            consortium_id=STRANGERS, town_id=town, words=SECRET, questions=COUNT, counted_on=today
        )


# By the model's name, in the entered town. What is released to a consortium is released to STRANGERS here.
OF_EVERY_TABLE: dict[str, Callable[[], object]] = {
    "Offering": offering,
    "Adoption": adoption,
    "ProofRun": proof_run,
    "ProofResult": proof_run,
    "LibrarySettings": _settings,
    "LibraryMail": _mail,
    "Submission": submission,
    "SharedItem": strange_edition,
    "Edition": strange_edition,
    "TownText": town_text,
    "TownTextVersion": town_text,
    "WordCount": strange_edition,
    "Withdrawal": _withdrawn,
    "EditionProof": _in_public(_proof),
    "AdoptionFigure": _in_public(_figure),
    "ShownFigures": _in_public(_shown),
    "KnownInstallation": _in_public(_installation),
    "LawNotice": _in_public(_law),
    "LibraryQuestion": question,
    "LibraryAnswer": _in_public(_answer),
    "Thanks": _in_public(_thanks),
    "Wish": wish,
    "WishSupport": _in_public(_support),
    "GapSignal": _gap,
}
