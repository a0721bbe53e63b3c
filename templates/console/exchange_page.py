"""What the page of exchange shows: our name and key, the known installations, how much there is to give."""

from typing import Any

from django.conf import settings

from templates.models import KnownInstallation, SharedItem
from templates.sharing.signing import NoSigningKey, own_public_key


def exchange_context() -> dict[str, Any]:
    """Two queries."""
    try:
        key = own_public_key()
    except NoSigningKey:
        key = ""
    own = SharedItem.objects.filter(installation="", withdrawn_at=None, latest__isnull=False).count()
    known = list(KnownInstallation.objects.all())
    return {"own_key": key, "own_name": settings.INSTALLATION_NAME, "known": known, "own_items": own}
