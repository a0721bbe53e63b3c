"""Puts a shared thing into the search of the library: called when its latest edition is another one."""

from typing import Final
from uuid import UUID

from django.db import connection

from knowledge.public import index_words
from templates.adopting.count_words import change_counts
from templates.bodies import strings_of
from templates.models import SharedItem

_MOST: Final = 8_000  # characters of the texts that are searched


def index_item(*, item_id: UUID) -> None:
    """Index title, purpose and texts of the latest edition. Three queries, in the public schema and a transaction."""
    item = SharedItem.objects.select_related("latest").get(pk=item_id)
    body = item.latest.content if item.latest else {}
    texts = " ".join(text for _place, text in strings_of(plain=body))[:_MOST]
    laws = " ".join(str(law["title"]) for law in item.laws)
    index = index_words(title=item.title, body=f"{item.purpose} {item.town_name} {laws} {texts}")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE template_library_shareditem SET terms = %s::int[], lex = %s::sparsevec WHERE id = %s",
            [list(index.terms), index.literal, item_id],
        )
    change_counts(consortium_id=item.consortium_id, before=item.terms, after=index.terms)
