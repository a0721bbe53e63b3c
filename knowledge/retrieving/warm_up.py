"""Loads the tokeniser's dictionary and the word vectors once, before the first search."""

from knowledge.embedding.word_vectors import word_vectors
from knowledge.retrieving.tokenise import terms


def warm_up() -> None:
    """Cut a sentence and look up its words; no database. Raises WordVectorsMissing."""
    vectors = word_vectors()
    for word in terms(text="燃えるごみは何曜日ですか"):
        vectors.similar_rows(word=word)
