"""What can be wrong with a row: the column, the problem, and what to do about it."""


def error(column: str, problem: str, remedy: str) -> dict[str, str]:
    """Describe what keeps a row from being imported."""
    return {"level": "error", "column": column, "problem": problem, "remedy": remedy}


def note(column: str, problem: str, remedy: str, about: str = "") -> dict[str, str]:
    """Describe what is left out of a row that is imported all the same."""
    described = {"level": "note", "column": column, "problem": problem, "remedy": remedy}
    return {**described, "about": about} if about else described
