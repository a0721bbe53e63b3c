"""The invitation's mail; sent by a worker after commit, so that a slow mail server delays nobody."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tenants.border.current import Town, current_place
from tenants.border.links import absolute_link

if TYPE_CHECKING:
    from tenants.joining.invite import Invited


def mail_invitation(*, invited: "Invited", invited_by: str, expires_at: datetime) -> None:
    """Send the link to the invited address once the transaction has been committed.

    Nothing is sent to `.invalid`, which nobody can own (RFC 2606): towns opened for a measurement invite such an address.
    """
    if invited.email.endswith(".invalid"):
        return
    place = current_place()
    town = place.town if place else None
    link = absolute_link(path=f"/join/{invited.key}/")
    words = {"town": town.name if town else _("結まち運営"), "link": link, "by": invited_by, "expires_at": expires_at}
    subject = _("【結まち】%(town)sへの招待") % words
    body = render_to_string("tenants/mail/invitation.txt", words)
    transaction.on_commit(lambda: send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [invited.email]), robust=True)


def _urlconf(town: Town | None) -> str:
    return settings.ROOT_URLCONF if town else settings.OPERATOR_URLCONF
