"""Parts of the page of a shared thing that other rooms draw; one that does not stand yet is left out."""

from django.template import TemplateDoesNotExist
from django.template.loader import get_template


def existing(*, name: str) -> str:
    """The name of a template that there is, else nothing."""
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return ""
    return name
