"""Pure planning: arrays in, frozen results out; no Django and nothing of the rest."""

VERSION = "1"
