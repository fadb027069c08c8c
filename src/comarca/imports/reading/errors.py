"""Why a file cannot be read, in words that say what to do."""

from django.utils.functional import Promise


class UnreadableFile(Exception):
    """The file cannot be read; ``problem`` says why and ``remedy`` what to do."""

    def __init__(self, problem: str | Promise, remedy: str | Promise) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(problem, remedy)

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}"
