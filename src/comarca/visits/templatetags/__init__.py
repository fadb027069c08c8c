"""Template filters of the week and the day."""
