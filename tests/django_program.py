"""A program run inside the Django app of chapter 8, its tables made."""

import textwrap

FOLDER = "celery/08-where-to-go-next/django_app"
START = """
from site_config.celery import app
import django
django.setup()
from django.core.management import call_command
from django.db import transaction
from signups.models import User
from signups.tasks import send_welcome_email

call_command("migrate", run_syncdb=True, verbosity=0)
"""


def in_django(project, program: str) -> list[str]:
    """The lines that a program prints; it starts with the Django app at hand."""
    project.copy(FOLDER)
    project.write("program.py", START + textwrap.dedent(program))
    return project.run("python program.py").splitlines()
