"""Tasks for the tests of background work: slow enough to be killed in the middle, safe to run twice."""

import time

from celery import shared_task

from tenants.models import Section
from tenants.public import current_town


@shared_task(name="tests.write_row", queue="quick")
def write_row(number: int) -> None:
    """Write one row into the town of the message; a second run changes nothing."""
    time.sleep(0.02)
    Section.objects.get_or_create(key=f"job-{number}", defaults={"name": f"{current_town().name} {number}"})
