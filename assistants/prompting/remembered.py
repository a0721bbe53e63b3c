"""What somebody declared the last time with a template is what its form begins with."""

from assistants.models import PromptRun, PromptTemplate
from tenants.public import Access


def last_grade(*, template: PromptTemplate, access: Access) -> int | None:
    """The grade of the person's last result of this template. One query."""
    own = PromptRun.objects.filter(person_id=access.person_id, template=template).order_by("-created_at")
    return own.values_list("grade", flat=True).first()
