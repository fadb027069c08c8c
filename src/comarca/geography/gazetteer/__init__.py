"""Which unit a place means that somebody wrote down: town, province and postal code weighed."""

from comarca.geography.gazetteer.country_behind import without_country
from comarca.geography.gazetteer.decisions import decided, forget, key_of, remember
from comarca.geography.gazetteer.evidence import Reason, Said, Verdict
from comarca.geography.gazetteer.resolver import Resolver

__all__ = [
    "Reason", "Resolver", "Said", "Verdict", "decided", "forget", "key_of", "remember",
    "without_country",
]  # fmt: skip
