"""Makes the first admin of an empty newsroom: `manage.py create_admin ada@example.org`."""

import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factchecks.errors import Refused
from factchecks.services import people


class Command(BaseCommand):
    """`manage.py create_admin EMAIL [--name NAME]`; asks for a password."""

    help = "Makes an admin: staff, in the group Admins, with no editorial power."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass.getpass("Password: ")
        try:
            validate_password(password)
            name = options["name"] or options["email"].partition("@")[0].title()
            people.create_admin(email=options["email"], name=name, password=password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['email']} is an admin now. Sign in and open /admin/.")
