"""The word that rows of the other town carry, and numbers that never repeat."""

import itertools

SECRET = "乙川の秘密"
count = itertools.count(1)
