"""The town's list of items as people look through it: by any wording, or one kind after the other."""

from knowledge.sorting.book import Book, Item
from knowledge.sorting.fold import fold, sound
from knowledge.sorting.index import Index
from knowledge.sorting.match_words import match_words
from knowledge.sorting.nearest import nearest


def browse(*, book: Book, index: Index, words: str, kind: str = "") -> list[Item]:
    """Items that hold the words in name, reading or other names, by name; near spellings when none does."""
    items = [item for item in book.items if not kind or str(item.category.id) == kind]
    if not words:
        return sorted(items, key=lambda item: (sound(text=item.name), item.name))
    key, said = fold(text=words), sound(text=words)
    found = [item for item in items if _holds(item, key, said)]
    if found:
        return sorted(found, key=lambda item: (fold(text=item.name) != key, len(item.name), item.name))
    matched, _words = match_words(question=words, index=index)
    numbers = dict.fromkeys(each.item for one in matched for each in one.keys)
    numbers |= dict.fromkeys(nearest(word=words, index=index, book=book, most=8)[0])
    return [book.items[number] for number in numbers if book.items[number] in items]


def _holds(item: Item, key: str, said: str) -> bool:
    names = (item.name, item.reading, *item.other_names)
    return bool(key) and (
        any(key in fold(text=name) for name in names) or (len(said) > 1 and said in sound(text=item.name))
    )
