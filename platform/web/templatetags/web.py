"""`{% load web %}`: every tag and filter of the page frame, gathered from web/components/."""

from typing import Final

from django.template import Library

from web.components import actions, containers, figures, icons, notices, ways, words

register: Final = Library()
for _part in (actions, containers, figures, icons, notices, ways, words):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
