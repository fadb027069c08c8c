"""The words of the index, to put typing errors right: "estaicon" was meant as "estacion"."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from comarca.base.search.models import SearchWord

# Below 0.7 a word of eight letters may have three wrong: more guessing than correcting.
ALIKE = 0.7
MOST = 3


class Vocabulary:
    """The words known to this process; new ones are read as they come."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._last = 0

    def words(self) -> list[str]:
        """Return all words, after reading those added since the last time."""
        added = SearchWord.objects.filter(pk__gt=self._last).order_by("pk")
        for pk, word in added.values_list("pk", "word"):
            self._words.append(word)
            self._last = pk
        return self._words

    def like(self, word: str) -> list[str]:
        """Return the other words that were probably meant, the likeliest first."""
        if len(word) < 4 or word.isdigit():
            return []
        # Swapped letters count as one error (OSA): the commonest slip of fast typing.
        found = process.extract(
            word,
            self.words(),
            scorer=OSA.normalized_similarity,
            score_cutoff=ALIKE,
            limit=MOST + 1,
        )
        return [text for text, _score, _at in found if text != word][:MOST]


vocabulary = Vocabulary()
