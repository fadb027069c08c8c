"""Opportunities on their way: moving, states as of a day, the board."""
