"""Gives each town what its index starts from: the one row of statistics and an empty word space in service."""

from django.db import migrations

# 600 dimensions: two word-vector means of 300 each (knowledge.embedding.space). The empty snapshot means: not fitted.
_ROWS = """
    INSERT INTO knowledge_corpusstatistics
        (id, passages, total_length, total_title_length, weighed_length, weighed_title_length)
    VALUES (1, 0, 0, 0, 0, 0);
    INSERT INTO knowledge_embeddingspace (id, kind, model, dimensions, state, snapshot, fitted_passages, created_at)
    OVERRIDING SYSTEM VALUE VALUES (1, 'words', 'words', 600, 'active', '', 0, now());
    ALTER TABLE knowledge_embeddingspace ALTER COLUMN id RESTART WITH 2;
    CREATE INDEX embedding_of_space_1 ON knowledge_passageembedding
        USING hnsw ((vector::halfvec(600)) halfvec_ip_ops) WHERE space_id = 1;
    -- Weights are read for thousands of candidates a search: they stay in the row, the words and the text may leave it.
    ALTER TABLE knowledge_passage ALTER COLUMN lex SET STORAGE MAIN;
"""
_BACK = """
    DROP INDEX embedding_of_space_1;
    DELETE FROM knowledge_embeddingspace WHERE id = 1;
    DELETE FROM knowledge_corpusstatistics WHERE id = 1;
"""


class Migration(migrations.Migration):
    """Raw SQL, because the blueprint of towns is a dump of what migrations leave, rows included."""

    dependencies = [("knowledge", "0001_initial")]

    operations = [migrations.RunSQL(_ROWS, _BACK, hints={"model_name": "embeddingspace"})]
