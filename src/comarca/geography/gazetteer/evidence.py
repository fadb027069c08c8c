"""What a row says about its place, and what was made of it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why a place was found, or why somebody has to be asked."""

    FOUND = "found"
    DECIDED = "decided"
    SILENT = "silent"
    ABROAD = "abroad"
    UNKNOWN = "unknown"
    MISSPELT = "misspelt"
    AMBIGUOUS = "ambiguous"
    ALSO_ABROAD = "also_abroad"
    PROVINCE = "province"
    POSTAL_CODE = "postal_code"
    CODE_ELSEWHERE = "code_elsewhere"
    SEVERAL_CODES = "several_codes"
    COORDINATES = "coordinates"


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a place as they were written; what was not said is empty."""

    place: str = ""
    province: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The unit beyond reasonable doubt, or the candidates to ask about, best first.

    ``notes`` tells what was read otherwise than written: ``("town", "Jerez", "Jerez de la
    Frontera")`` and the like; ``is_likely`` says that the first candidate of a misspelt name hardly
    leaves a doubt; ``abroad`` is the country of a well-known city of the same name; who shows
    the verdict puts them into words.
    """

    unit: int | None
    reason: Reason
    way: str = "nowhere"
    candidates: tuple[int, ...] = ()
    is_likely: bool = False
    abroad: str = ""
    notes: tuple[tuple[str, ...], ...] = field(default=())
