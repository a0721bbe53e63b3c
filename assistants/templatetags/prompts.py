"""The name of a template's work, for lists."""

from django import template

from assistants.prompting.content import TASKS

register = template.Library()


@register.simple_tag
def prompt_task(key: str) -> str:
    """挨拶文・式辞 of `greeting`."""
    return str(TASKS.get(key, key))
