"""The first steps of an installation: the consortium and its operators."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import SYSTEM, Subject, record
from tenants.audit_actions import OPERATOR_ADDED
from tenants.border.current import in_public
from tenants.models import Consortium, OperatorPost, Person


class OperatorThere(ValueError):
    """An operator of that address stands already; the message says what to do."""


def ensure_consortium(*, name: str) -> int:
    """Id of the consortium of that name, made when it is missing."""
    with in_public():
        return Consortium.objects.get_or_create(name=name)[0].pk


def add_operator(
    *, email: str, name: str, password: str, consortium: str, everywhere: bool = False, now: datetime
) -> int:
    """An operator who can sign in on the operator's host; the person's id. The consortium is made when it is missing.

    With `everywhere` the operator may be let in by towns of every consortium. Raises OperatorThere.
    """
    address = email.strip().lower()
    with transaction.atomic(), in_public():
        if Person.objects.filter(email=address).exists():
            words = {"email": address}
            raise OperatorThere(
                _("%(email)sの運営担当はすでにいます。パスワードを忘れたときは、ログインの画面から決め直してください。")
                % words
            )
        consortium_id = ensure_consortium(name=consortium)
        person = Person.objects.create_user(email=address, name=name, password=password, is_operator=True)
        if not everywhere:
            OperatorPost.objects.create(person_id=person.pk, consortium_id=consortium_id)
        subject, detail = Subject("tenants.person", str(person.pk), name), {"consortium": consortium}
        record(action=OPERATOR_ADDED, actor=SYSTEM, subject=subject, detail=detail, at=now)
    return person.pk
