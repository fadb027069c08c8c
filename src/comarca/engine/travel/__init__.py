"""How long and how far it is from place to place: by estimate, or over roads."""

from comarca.engine.travel.estimate import Estimate, straight_km
from comarca.engine.travel.table import Notice, Table

__all__ = ["Estimate", "Notice", "Table", "straight_km"]
