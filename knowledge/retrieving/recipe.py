"""The constants of search, in one place. Measured together on six real and written sets: docs/retrieval.md.

The same values for every town: none is fitted to one set's documents.
"""

# BM25 (Robertson and Zaragoza 2009): saturation, length, and how much the title field counts beside the whole.
K1 = 1.2
B = 0.75
TITLE_WEIGHT = 0.4

# A pair of neighbouring words that stands in the passage too counts as much as a word of this IDF.
PAIR_WEIGHT = 1.0

# Query words widened to similar words of the town's vocabulary: at most so many a word, weight SCALE · cosine^POWER.
SIMILAR_WORDS = 8
SIMILAR_SCALE = 0.5
SIMILAR_POWER = 3

# Words and pairs of a synonym count so much of what the question's own would: at full weight synonyms hurt.
SYNONYM_SCALE = 0.5

# score = lexical / √(Σ IDF of the query) + VECTOR_WEIGHT · inner product + COVERAGE_WEIGHT · coverage of the title.
VECTOR_WEIGHT = 2.0
BODY_VECTOR_WEIGHT = 0.6
COVERAGE_WEIGHT = 1.5
LEAST_COVERAGE_SIMILARITY = 0.4
COVERAGE_CANDIDATES = 50
CANDIDATES_PER_LIST = 100

# Words that frame a question and say nothing on its subject, as SudachiPy normalises them; they count FRAME_WEIGHT.
FRAME_WEIGHT = 0.3
_FRAME = """
    為る 有る 居る 成る 言う 出来る 下さる 教える 知る 良い いい どう 何 事 物 場合 時 思う 聞く 方 どこ 何処 いつ
    何時 欲しい 願う 御 お ご 御願い 為 訳 様 所 さん 頂く 貰う くれる 呉れる 行う 見る 因る 就く 於く 関する 対する
"""
FRAME_WORDS = frozenset(_FRAME.split())
