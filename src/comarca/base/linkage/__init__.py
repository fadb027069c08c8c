"""Which records of a list mean the same: candidates, evidence column by column, a probability.

The method is Fellegi and Sunter's (1969): each column speaks for or against a pair with the weight
log2(m/u), where m is how often records of the same thing agree so far and u how often any two
records do. u is measured on the list itself, m is learnt from it by expectation maximisation
(Winkler 1988) around what columns of that kind show elsewhere. Texts are compared by rapidfuzz.
"""

from comarca.base.linkage.columns import Column, Kind
from comarca.base.linkage.linking import Link, link, score_pairs

__all__ = ["Column", "Kind", "Link", "link", "score_pairs"]
