"""`manage.py add_operator EMAIL NAME --consortium NAME`: somebody who works for the consortium, and the consortium."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from tenants.operating.set_up import OperatorThere, add_operator


class Command(BaseCommand):
    """Asks for the password, so that it stands in no shell history; a second operator of the address is refused."""

    help = "Add an operator; the consortium is made when it is missing. Asks for the password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and for whom."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--consortium", required=True, help="name of the consortium that the operator serves")
        parser.add_argument("--everywhere", action="store_true", help="serves every consortium of this installation")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Says in a sentence what is wrong with an address or a password."""
        try:
            validate_email(options["email"])
            password = _password(options["password_stdin"])
            validate_password(password)
            add_operator(
                email=options["email"],
                name=options["name"],
                password=password,
                consortium=options["consortium"],
                everywhere=options["everywhere"],
                now=timezone.now(),
            )
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        except OperatorThere as there:
            raise CommandError(str(there)) from there
        self.stdout.write(f"{options['name']} <{options['email']}> works for {options['consortium']}")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    password = getpass("Password: ")
    if password != getpass("Once more: "):
        raise CommandError("the two passwords differ; nothing was added")
    return password
