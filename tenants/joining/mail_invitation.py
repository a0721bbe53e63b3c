"""The invitation's mail; sent by a worker after commit, so that a slow mail server delays nobody."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.border.current import current_place
from tenants.border.links import absolute_link

if TYPE_CHECKING:
    from tenants.joining.invite import Invited


def mail_invitation(*, invited: "Invited", invited_by: str, expires_at: datetime) -> None:
    """Send the link to the invited address once the transaction has been committed.

    Nothing is sent to `.invalid`, which nobody can own (RFC 2606): towns opened to measure invite such ones.
    """
    if invited.email.endswith(".invalid"):
        return
    place = current_place()
    town = place.town if place else None
    link = absolute_link(path=_path_of_key(invited.key))
    words = {"town": town.name if town else _("結まち運営"), "link": link, "by": invited_by, "expires_at": expires_at}
    subject = _("【結まち】%(town)sへの招待") % words
    body = render_to_string("tenants/mail/invitation.txt", words)
    transaction.on_commit(lambda: send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [invited.email]), robust=True)


def _path_of_key(key: str) -> str:
    # By the town's addresses, whichever host the request that invites came in on: the operator's has no such page.
    return reverse("tenants:accept_invitation", kwargs={"key": key}, urlconf=settings.ROOT_URLCONF)
