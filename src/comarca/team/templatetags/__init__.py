"""Template filters of the team."""
