"""The reference room (専門書・例規): exact passages with citations, helpful marks, saved searches."""
