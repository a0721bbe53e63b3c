"""Is the service well: what the operator's health page and the probes of a proxy ask."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.border.current import in_public
from tenants.opening.blueprint import BlueprintMissing, current_blueprint

_LEAST_FREE_SHARE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Check:
    """One question with its answer; `needed` ones decide whether the service is ready."""

    label: str | Promise
    well: bool
    detail: str
    needed: bool = True


Checker = Callable[[], Check]
_further: Final[list[Checker]] = []


def register_check(checker: Checker) -> None:
    """Add a check (queues, models …) from an app above; called once when it is ready."""
    if checker not in _further:
        _further.append(checker)


def checks() -> list[Check]:
    """All checks; none of them raises."""
    return [check_database(), _check_blueprint(), _check_disk(), *(checker() for checker in _further)]


def check_database() -> Check:
    """Whether a query comes back, and in how many milliseconds."""
    began = time.monotonic()
    try:
        with in_public(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as down:
        return Check(_("データベース"), well=False, detail=str(down).splitlines()[0])
    return Check(_("データベース"), well=True, detail=f"{(time.monotonic() - began) * 1000:.1f} ms")


def _check_blueprint() -> Check:
    try:
        blueprint = current_blueprint()
    except (BlueprintMissing, DatabaseError) as missing:
        return Check(_("新しい自治体の設計図"), well=False, detail=str(missing), needed=False)
    return Check(_("新しい自治体の設計図"), well=True, detail=f"{len(blueprint.tables)} tables", needed=False)


def _check_disk() -> Check:
    usage = shutil.disk_usage(settings.STATE_DIR if settings.STATE_DIR.exists() else "/")
    free = usage.free / usage.total
    detail = f"{usage.free / 1e9:.0f} GB / {usage.total / 1e9:.0f} GB"
    return Check(_("ディスクの空き"), well=free > _LEAST_FREE_SHARE, detail=detail, needed=False)
