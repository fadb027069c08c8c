"""What programs and people write into a cell that holds nothing."""

from comarca.imports.matching.folding import fold

NOTHING = frozenset(
    ["n/d", "n.d.", "n/a", "n.a.", "#n/a", "#n/d", "#na", "null", "none", "nan",
     "s/d", "s.d.", "-", "--", "---", "—", "–", "?", "??", "n/c", "n.c.", "(blank)", "(en blanco)",
     "(vacío)", "(vacio)",
     "#¡div/0!", "#div/0!", "#ref!", "#¡ref!", "#valor!", "#¡valor!", "#value!",
     "#¿nombre?", "#name?",
     "#num!", "#¡num!", "#null!", "#¡nulo!", "sin datos", "sin dato", "no data", "no consta",
     "desconocido", "unknown", "not available", "no disponible", "\\n", "<null>", "[null]"]
)  # fmt: skip
# In a column of figures these say nothing either; as words they may be somebody's name.
NO_FIGURE = NOTHING | frozenset(
    ["nd", "na", "sd", "nc", "no", "ninguno", "ninguna", "pendiente", "tbd"]
)


def is_nothing(cell: object, *, figure: bool = False) -> bool:
    """Return whether a cell says in some way that it is empty."""
    if cell is None or cell == "":
        return True
    if not isinstance(cell, str):
        return False
    text = cell.strip().lower()
    return text == "" or text in (NO_FIGURE if figure else NOTHING) or not fold_any(text)


def fold_any(text: str) -> bool:
    """Return whether a text holds anything but punctuation."""
    return text.isalnum() or bool(fold(text)) or any(letter.isalnum() for letter in text)
