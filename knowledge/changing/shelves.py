"""The shelf that a document moves to with its section, so that the former section's uploads do not touch it."""

from collections.abc import Sequence

from knowledge.models import Document, Source


def shelves_for(*, documents: Sequence[Document], section_id: int | None) -> dict[int, int]:
    """Id of the new source by document id, for those that stand on their section's own shelf; at most five queries.

    Where the new shelf has a file of that name already, or two move there at once, the document gets one of its own; so
    does the collection of FAQ that was typed in for the former section, which goes on typing into a new one.
    """
    typed = [each for each in documents if each.source.kind == Source.Kind.TYPED and each.section_id != section_id]
    moving = [each for each in documents if _on_own_shelf(each) and each.section_id != section_id]
    if not moving:
        return _own_shelves(typed)
    shelf, _made = Source.objects.get_or_create(kind=Source.Kind.UPLOAD, name=str(section_id or "-"))
    there = Document.objects.filter(source=shelf, withdrawn_at=None, file_name__in=[each.file_name for each in moving])
    taken = set(there.values_list("file_name", flat=True))
    shelves, alone = {}, []
    for each in moving:
        if each.file_name in taken:
            alone.append(each)
        else:
            shelves[each.pk] = shelf.pk
        taken.add(each.file_name)
    return shelves | _own_shelves([*alone, *typed])


def _on_own_shelf(document: Document) -> bool:
    source = document.source
    return source.kind == Source.Kind.UPLOAD and source.name == str(document.section_id or "-")


def _own_shelves(documents: Sequence[Document]) -> dict[int, int]:
    if not documents:
        return {}
    names = {f"moved-{each.pk}": each.pk for each in documents}
    Source.objects.bulk_create([Source(kind=Source.Kind.UPLOAD, name=name) for name in names], ignore_conflicts=True)
    made = Source.objects.filter(kind=Source.Kind.UPLOAD, name__in=names).values_list("name", "pk")
    return {names[name]: pk for name, pk in made}
