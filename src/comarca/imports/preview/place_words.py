"""Says in words what was made of a row's place, and what is to be decided about it."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from comarca.base.sentences import CountryName
from comarca.base.sentences import told as _
from comarca.geography.gazetteer import Reason, Said, Verdict, key_of
from comarca.imports.preview import problems
from comarca.imports.preview.decisions import CLASH, TOWN
from comarca.imports.preview.problems import Problem

ABOUT_THE_TOWN = frozenset({Reason.MISSPELT, Reason.AMBIGUOUS, Reason.ALSO_ABROAD, Reason.UNKNOWN})


class Named(Protocol):
    """Knows the names of units."""

    def name(self, unit: int) -> str:
        """Return a unit's name with its region."""


class Words:
    """Puts verdicts into words, each under the heading of its column."""

    def __init__(self, headings: dict[str, str], units: Named | None) -> None:
        self._headings = headings
        self._name = units.name if units else str
        self._has_map = units is not None

    def notes(self, said: Said, verdict: Verdict) -> Iterator[Problem]:
        """Yield what was read otherwise than it was written."""
        say: dict[str, Callable[..., Problem]] = {
            "town": self._town_read,
            "province": self._province_read,
            "province_unknown": self._province_unknown,
            "code": self._code_elsewhere,
        }
        for kind, *about in verdict.notes:
            yield say[kind](*about)

    def question(self, said: Said, verdict: Verdict) -> Problem:
        """Return why a row has no place, with the units that may be meant."""
        column, problem, remedy = self._asked(said, verdict)
        note = problems.note(self._headings.get(column, ""), problem, remedy, about="place")
        if verdict.reason not in {Reason.SILENT, Reason.ABROAD, Reason.DECIDED}:
            # A town that is not clear is the same question whatever postal code stands beside it.
            asked = said
            if verdict.reason in ABOUT_THE_TOWN and said.place:
                asked = Said(said.place, said.province)
            note["key"] = key_of(asked)
            note["said"] = said_words(asked)
            note["likely"] = verdict.is_likely
            note["candidates"] = list(verdict.candidates)
        if verdict.reason is Reason.CODE_ELSEWHERE:
            note["group"] = CLASH
        return note

    def _asked(self, said: Said, verdict: Verdict) -> tuple[str, str, str]:
        """Return column, problem and remedy."""
        if not self._has_map and (said.place or said.postal_code):
            return (
                "place" if said.place else "postal_code",
                _("There is no map here yet, so its place was not looked up."),
                _("Bring a map on the page Geography: its rows are placed when it comes."),
            )
        choose = _("Choose the town here; the choice is kept for the next file.")
        texts = {"name": said.place, "code": said.postal_code, "province": said.province}
        if verdict.candidates:
            texts["unit"] = self._name(verdict.candidates[0])
            texts["other"] = self._name(verdict.candidates[min(1, len(verdict.candidates) - 1)])
        said_of: dict[Reason, tuple[str, str, str]] = {
            Reason.SILENT: (
                "place",
                _("The row says nothing about where it is."),
                _("Add coordinates, a town or a postal code, or choose the town here."),
            ),
            Reason.DECIDED: (
                "place",
                _("It was decided here that the row stays off the map."),
                _("Take the decision back to place it."),
            ),
            Reason.ABROAD: (
                "country",
                _("The row is in another country than the map (%(country)s).")
                % {"country": CountryName.of(said.country)},
                _("It is imported without a place on this map."),
            ),
            Reason.UNKNOWN: (
                "place" if said.place else "postal_code",
                _("There is no town called “%(name)s” on the map.") % texts
                if said.place
                else _("The map does not know postal code %(code)s.") % texts,
                choose,
            ),
            Reason.AMBIGUOUS: (
                "place", _("Several towns are called “%(name)s”.") % texts, choose
            ),
            Reason.ALSO_ABROAD: (
                "place",
                _("“%(name)s” may be the city in %(country)s.")
                % {"name": said.place, "country": CountryName.of(verdict.abroad)},
                _("Choose the town here, or leave the row off the map."),
            ),
            Reason.SEVERAL_CODES: (
                "postal_code", _("Postal code %(code)s reaches several towns.") % texts, choose
            ),
            Reason.POSTAL_CODE: (
                "postal_code",
                _("“%(name)s” and postal code %(code)s do not belong together.") % texts,
                choose,
            ),
            Reason.CODE_ELSEWHERE: (
                "postal_code",
                _("“%(name)s” and postal code %(code)s (%(other)s) do not belong together.")
                % {"other": "", **texts},
                choose,
            ),
            Reason.PROVINCE: (
                "province",
                _("“%(name)s” and “%(province)s” do not belong together.")
                % {**texts, "name": said.place or said.postal_code, "province": said.province},
                choose,
            ),
            Reason.COORDINATES: (
                "lon", _("The coordinates do not lie where the row says it is."), choose
            ),
        }  # fmt: skip
        if verdict.reason == Reason.MISSPELT:
            meant = _("“%(name)s” is not on the map. Did you mean %(unit)s?") % texts
            return "place", meant, choose
        if verdict.reason == Reason.PROVINCE and said.province and not verdict.candidates:
            abroad = _("“%(province)s” is no province of this map, but one of another country.")
            return "province", abroad % texts, choose
        if verdict.reason == Reason.PROVINCE and not said.province:
            reason = _("“%(name)s” cannot be read as one town.") % texts
            return "place", reason, choose
        return said_of[verdict.reason]

    def _town_read(self, town: str, unit: str) -> Problem:
        return problems.note(
            self._headings.get("place", ""),
            _("“%(name)s” was read as %(unit)s.") % {"name": town, "unit": self._name(int(unit))},
            _("Correct the town if something else is meant."),
            about="read",
        )

    def _province_read(self, province: str, meant: str) -> Problem:
        return problems.note(
            self._headings.get("province", ""),
            _("“%(name)s” was read as %(unit)s.") % {"name": province, "unit": meant},
            _("Correct the province if something else is meant."),
            about="read",
        )

    def _province_unknown(self, province: str) -> Problem:
        return problems.note(
            self._headings.get("province", ""),
            _("“%(name)s” is no province of this map; the town decided.") % {"name": province},
            _("Correct the province if the town is not right."),
            about="read",
        )

    def _code_elsewhere(self, code: str, unit: str, counted: str) -> Problem:
        said = (
            _("Postal code %(code)s belongs to %(unit)s; the town decided.")
            if counted == TOWN
            else _("The town lies elsewhere; postal code %(code)s (%(unit)s) decided.")
        )
        return problems.note(
            self._headings.get("postal_code", ""),
            said % {"code": code, "unit": self._name(int(unit))},
            _("Correct the postal code or the town."),
            about="read",
        )


def said_words(said: Said) -> str:
    """Return the words of a place on one line."""
    return " · ".join(part for part in (said.postal_code, said.place, said.province) if part)


def impossible(values: dict[str, Any], headings: dict[str, str]) -> Problem:
    """Say that coordinates are no place on earth."""
    return problems.note(
        headings.get("lon", ""),
        _("%(lon)s, %(lat)s is not a place on earth.")
        % {"lon": values["lon"], "lat": values["lat"]},
        _("Check the decimal sign; the row is placed by its town instead."),
    )
