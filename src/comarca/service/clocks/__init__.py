"""Service clocks: how much working time has passed, and when a time limit ends."""
