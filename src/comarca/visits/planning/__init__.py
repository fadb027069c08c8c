"""From accounts, cycles and absences to a planned week; alone in this app it reaches the engine."""
